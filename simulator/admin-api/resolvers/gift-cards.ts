// Gift cards: finding them, making and changing them, writing to those they are for.

import {
  checkCustomer,
  checkExpiry,
  checkNewCard,
  checkRecipient,
  customerIn,
  recipientOf,
  refuseLongTexts,
  valueIn,
  type GiftCardFields,
} from "./gift-card-checks.ts";
import { creditGiftCard, debitGiftCard } from "./gift-card-moves.ts";
import { foundGiftCards, searchGiftCards } from "./gift-card-search.ts";
import { requireScope } from "../access.ts";
import { fieldsOf, textOf, type Arguments, type Call } from "../call.ts";
import { topLevel, userError, type UserError } from "../errors.ts";
import { moneyOf } from "./money-values.ts";
import { sendDueGiftCardMails, sendGiftCardMail } from "../../actions/credit-mails.ts";
import { createGiftCard, deactivateGiftCard, hasExpired } from "../../actions/gift-cards.ts";
import type { GiftCard } from "../../model.ts";
import { idOf, iso } from "../../world.ts";

export const giftCardRoot = fieldsOf<unknown>({
  giftCard: (_source, args, call) => {
    const id = idOf("GiftCard", textOf(args, "id"));
    if (id === null) throw topLevel(`Invalid id: ${textOf(args, "id")}`, "RESOURCE_NOT_FOUND");
    return call.shop.giftCards.get(id) ?? null;
  },
  giftCards: (_source, args, call) => searchGiftCards(args, call),
  giftCardsCount: (_source, args, call) => ({
    count: foundGiftCards(args, call).length,
    precision: "EXACT",
  }),
  giftCardConfiguration: (_source, _args, { shop }) => ({
    issueLimit: moneyOf(shop.giftCardLimitMinor, shop.currency),
    purchaseLimit: moneyOf(shop.giftCardLimitMinor, shop.currency),
  }),
});

export const giftCardMutations = fieldsOf<unknown>({
  giftCardCreate: (_source, args, call) => create(args, call),
  giftCardUpdate: (_source, args, call) => update(args, call),
  giftCardDeactivate: (_source, args, call) => {
    const card = cardOf(args, call);
    if (!card) return { giftCard: null, userErrors: [notFound()] };
    deactivateGiftCard(call.context, card);
    return { giftCard: card, userErrors: [] };
  },
  giftCardCredit: (_source, args, call) => creditGiftCard(args, call),
  giftCardDebit: (_source, args, call) => debitGiftCard(args, call),
  giftCardSendNotificationToCustomer: (_source, args, call) =>
    notify(args, call, "customer", (card) => card.customerId),
  giftCardSendNotificationToRecipient: (_source, args, call) =>
    notify(args, call, "recipient", (card) => card.recipient?.customerId ?? null),
});

function create(args: Arguments, call: Call): unknown {
  const input = args["input"] as GiftCardFields;
  refuseLongTexts(input.recipientAttributes);
  // Cards of customers are for apps that may change customers.
  if (input.customerId || input.recipientAttributes) {
    requireScope(call, "giftCardCreate", "write_customers");
  }
  const userErrors = checkNewCard(input, call);
  if (userErrors.length > 0) return { giftCard: null, giftCardCode: null, userErrors };
  const card = createGiftCard(call.context, call.shop, {
    code: input.code ?? null,
    initialMinor: valueIn(input, call.shop) ?? 0,
    expiresOn: input.expiresOn ?? null,
    note: input.note ?? null,
    templateSuffix: suffixOf(input.templateSuffix),
    customerId: input.customerId ? customerIn(call, input.customerId) : null,
    recipient: input.recipientAttributes ? recipientOf(input.recipientAttributes, call) : null,
  });
  sendDueGiftCardMails(call.context);
  return { giftCard: card, giftCardCode: card.code, userErrors: [] };
}

const changeable = ["note", "expiresOn", "customerId", "templateSuffix", "recipientAttributes"];

function update(args: Arguments, call: Call): unknown {
  const input = args["input"] as GiftCardFields;
  refuseLongTexts(input.recipientAttributes);
  const card = cardOf(args, call);
  const refused = (userErrors: UserError[]) => ({ giftCard: null, userErrors });
  if (!card) return refused([notFound()]);
  if (!changeable.some((name) => name in input)) {
    return refused([userError(["input"], "At least one argument is required in the input.")]);
  }
  const ended = ["expiresOn", "customerId"].filter(
    (name) => name in input && card.deactivatedAt !== null,
  );
  const errors = [
    ...ended.map((name) => userError(["input", name], "The gift card is deactivated.")),
    ...checkCustomer(input.customerId, call),
    ...checkExpiry(input.expiresOn, call),
    ...checkRecipient(input.recipientAttributes, call),
  ];
  if (errors.length > 0) return refused(errors);
  const { note, expiresOn, customerId, templateSuffix, recipientAttributes } = input;
  Object.assign(card, {
    ...("note" in input ? { note: note ?? null } : {}),
    ...("expiresOn" in input ? { expiresOn: expiresOn ?? null } : {}),
    ...(customerId ? { customerId: customerIn(call, customerId) } : {}),
    ...("templateSuffix" in input ? { templateSuffix: suffixOf(templateSuffix) } : {}),
    ...(recipientAttributes ? { recipient: recipientOf(recipientAttributes, call) } : {}),
    updatedAt: iso(call.context),
  });
  return { giftCard: card, userErrors: [] };
}

function notify(
  args: Arguments,
  call: Call,
  who: "customer" | "recipient",
  find: (card: GiftCard) => string | null,
): unknown {
  const card = cardOf(args, call);
  const refused = (field: string[] | null, message: string, code: string) => ({
    giftCard: null,
    userErrors: [userError(field, message, code)],
  });
  if (!card) return { giftCard: null, userErrors: [notFound()] };
  if (hasExpired(call.context, call.shop, card)) {
    return refused(["id"], "The gift card has expired.", "INVALID");
  }
  if (card.deactivatedAt !== null) {
    return refused(["id"], "The gift card is deactivated.", "INVALID");
  }
  const reader = call.shop.customers.get(find(card) ?? "");
  if (!reader) return refused(null, `The gift card has no ${who}.`, "INVALID");
  if (!reader.email && !reader.phone) {
    const message = `The ${who} has no contact information (e.g. email address or phone number).`;
    return refused(null, message, "INVALID");
  }
  sendGiftCardMail(call.context, call.shop, card, reader);
  return { giftCard: card, userErrors: [] };
}

/** Themes name the template with a prefix that is not kept. */
function suffixOf(suffix: string | null | undefined): string | null {
  return suffix?.replace(/^gift_card\./, "") ?? null;
}

function cardOf(args: Arguments, call: Call): GiftCard | undefined {
  return call.shop.giftCards.get(idOf("GiftCard", textOf(args, "id")) ?? "");
}

function notFound(): UserError {
  return userError(["id"], "The gift card could not be found.", "GIFT_CARD_NOT_FOUND");
}
