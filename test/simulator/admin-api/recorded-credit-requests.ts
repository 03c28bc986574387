// Requests that provoke each recorded error of gift cards and store credit.

import { account, cards, silent, takenCode } from "./recorded-credit-shop.ts";
import type { Provocation } from "./recorded-error.ts";

const customer = "gid://shopify/Customer/1";
const nobody = "gid://shopify/Customer/999999999999";
const tomorrow = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
const inHalfAYear = new Date(Date.now() + 180 * 24 * 3600 * 1000).toISOString();

function create(input: Record<string, unknown>, alias = "giftCardCreate"): Provocation {
  const valid = { initialValue: "10.00" };
  return {
    query: `mutation Create($input: GiftCardCreateInput!) {
      ${alias}: giftCardCreate(input: $input) {
        giftCard { id } giftCardCode userErrors { field message code } } }`,
    variables: { input: { ...valid, ...input } },
  };
}

function update(
  input: Record<string, unknown>,
  id = cards.open,
  alias = "giftCardUpdate",
): Provocation {
  return {
    query: `mutation Update($input: GiftCardUpdateInput!) {
      ${alias}: giftCardUpdate(id: "${id}", input: $input) {
        giftCard { id } userErrors { field message } } }`,
    variables: { input },
  };
}

const to = (more: Record<string, unknown>) => ({ recipientAttributes: { id: customer, ...more } });
const longName = to({ preferredName: "A".repeat(256) });
const longMessage = to({ message: "A".repeat(201) });

function move(kind: "Credit" | "Debit", change: Record<string, unknown>, id = cards.open) {
  const [input, amount] = [`${kind.toLowerCase()}Input`, `${kind.toLowerCase()}Amount`];
  return {
    query: `mutation Move($input: GiftCard${kind}Input!) {
      giftCard${kind}(id: "${id}", ${input}: $input) {
        giftCard${kind}Transaction { id } userErrors { field message code } } }`,
    variables: { input: { [amount]: money("1.00"), ...change } },
  };
}

const money = (amount: string, currencyCode = "CAD") => ({ amount, currencyCode });

function notify(who: "Customer" | "Recipient", id: string): Provocation {
  return {
    query: `mutation { giftCardSendNotificationTo${who}(id: "${id}") {
      giftCard { id } userErrors { field message code } } }`,
  };
}

const unknownCard = "gid://shopify/GiftCard/999999999999";

function longTexts(): Record<string, Provocation> {
  return {
    "preferredname-is-too-long-maximum-is-255": create(longName, "createLongPreferredName"),
    "message-is-too-long-maximum-is-200": create(longMessage, "createLongMessage"),
    "preferredname-is-too-long-maximum-is-255-2": update(
      longName,
      cards.open,
      "updateLongPreferredName",
    ),
    "message-is-too-long-maximum-is-200-2": update(longMessage, cards.open, "updateLongMessage"),
  };
}

function recipientTexts(write: (input: Record<string, unknown>) => Provocation) {
  return {
    "preferred-name-cannot-contain-html-tags": write(to({ preferredName: "<b>Ada</b>" })),
    "message-cannot-contain-html-tags": write(to({ message: "<b>Hello</b>" })),
    "send-notification-at-must-be-within-90-days-from-now": write(
      to({ sendNotificationAt: inHalfAYear }),
    ),
    "preferred-name-cant-be-blank": write(to({ preferredName: " " })),
    "message-cant-be-blank": write(to({ message: "" })),
    "recipient-could-not-be-found": write({ recipientAttributes: { id: nobody } }),
    "the-customer-could-not-be-found": write({ customerId: nobody }),
  };
}

function withoutRecipient(name: "Create" | "Update"): Provocation {
  const id = name === "Create" ? "" : `id: "${cards.open}", `;
  const value = name === "Create" ? 'initialValue: "1.00", ' : "";
  return {
    query: `mutation GiftCardRecipientValidation${name}MissingId {
      ${name.toLowerCase()}MissingRecipientId: giftCard${name}(
        ${id}input: { ${value}recipientAttributes: { message: "Hello" } }
      ) { userErrors { message } } }`,
  };
}

function rejectedPayload(kind: "Credit" | "Debit"): Provocation {
  const input = kind === "Credit" ? "creditInput: { creditAmount" : "debitInput: { debitAmount";
  return {
    query: `mutation GiftCard${kind}PayloadGiftCardRejected {
      giftCard${kind}(id: "${cards.open}", ${input}: { amount: "1", currencyCode: CAD } }) {
        giftCard { id } } }`,
  };
}

const moved = (kind: "Credit" | "Debit") => ({
  "the-gift-card-has-expired": move(kind, {}, cards.expired),
  "the-gift-card-is-deactivated": move(kind, {}, cards.ended),
  "the-processed-date-must-not-be-in-the-future": move(kind, { processedAt: tomorrow }),
  "a-valid-processed-date-must-be-used": move(kind, { processedAt: "1969-12-31T00:00:00Z" }),
});

const notified = (who: "Customer" | "Recipient") => ({
  "the-gift-card-could-not-be-found": notify(who, unknownCard),
  "the-gift-card-is-deactivated": notify(who, cards.ended),
  "the-gift-card-has-expired": notify(who, cards.expired),
});

export const giftCardProvocations: Record<string, Record<string, Provocation>> = {
  giftCardCreate: {
    ...recipientTexts(create),
    ...longTexts(),
    "cant-exceed-3-000-00-cad": create({ initialValue: "3000.01" }),
    "must-be-greater-than-0": create({ initialValue: "0" }),
    "code-can-only-contain-letters-z-and-numbers-0-9": create({ code: "abcd!fgh" }),
    "code-has-already-been-taken": create({ code: takenCode.toUpperCase() }),
    "code-must-be-at-most-20-characters-long": create({ code: "a".repeat(21) }),
    "code-must-be-at-least-8-characters-long": create({ code: "abcdefg" }),
    "argument-id-on-inputobject-giftcardrecipientinput-is-required-expected-type-id":
      withoutRecipient("Create"),
    "invalid-id-gid-shopify-customer-no-contact-recipient": create(
      { recipientAttributes: { id: "gid://shopify/Customer/no-contact-recipient" } },
      "createNoContactSentinelRecipient",
    ),
  },
  giftCardUpdate: {
    ...recipientTexts(update),
    ...longTexts(),
    "preferredname-is-too-long-maximum-is-255-3": update(longName, cards.open, "longRecipientName"),
    "message-is-too-long-maximum-is-200-3": update(longMessage, cards.open, "longRecipientMessage"),
    "the-gift-card-is-deactivated": update({ expiresOn: "2090-01-01" }, cards.ended),
    "the-gift-card-is-deactivated-2": update({ customerId: customer }, cards.ended),
    "at-least-one-argument-is-required-in-the-input": update({}),
    "the-gift-card-could-not-be-found": update({ note: "x" }, unknownCard),
    "argument-id-on-inputobject-giftcardrecipientinput-is-required-expected-type-id":
      withoutRecipient("Update"),
  },
  giftCardCredit: {
    ...moved("Credit"),
    "the-gift-cards-value-exceeds-the-allowed-limits": move(
      "Credit",
      { creditAmount: money("0.01") },
      cards.full,
    ),
    "the-currency-provided-does-not-currency-of-the-gift-card": move("Credit", {
      creditAmount: money("1.00", "USD"),
    }),
    "a-positive-amount-must-be-used": move("Credit", { creditAmount: money("-1.00") }),
    "field-giftcard-doesnt-exist-on-type-giftcardcreditpayload": rejectedPayload("Credit"),
  },
  giftCardDebit: {
    ...moved("Debit"),
    "the-gift-card-does-not-funds-to-satisfy-the-request": move("Debit", {
      debitAmount: money("10.01"),
    }),
    "field-giftcard-doesnt-exist-on-type-giftcarddebitpayload": rejectedPayload("Debit"),
  },
  giftCardDeactivate: {
    "the-gift-card-could-not-be-found": {
      query: `mutation { giftCardDeactivate(id: "${unknownCard}") {
        giftCard { id } userErrors { field message code } } }`,
    },
  },
  giftCardSendNotificationToCustomer: {
    ...notified("Customer"),
    "the-gift-card-has-no-customer": notify("Customer", cards.open),
    "the-customer-has-no-contact-email-address-or-phone-number": notify("Customer", cards.ofSilent),
  },
  giftCardSendNotificationToRecipient: {
    ...notified("Recipient"),
    "the-gift-card-has-no-recipient": notify("Recipient", cards.open),
    "the-recipient-has-no-contact-email-address-or-phone-number": notify(
      "Recipient",
      cards.forSilent,
    ),
  },
};

function credit(id: string, input: Record<string, unknown>): Provocation {
  return {
    query: `mutation Credit($creditInput: StoreCreditAccountCreditInput!) {
      storeCreditAccountCredit(id: "${id}", creditInput: $creditInput) {
        storeCreditAccountTransaction { id } userErrors { field message code } } }`,
    variables: { creditInput: { creditAmount: money("1.00"), ...input } },
  };
}

function debit(id: string, input: Record<string, unknown>): Provocation {
  return {
    query: `mutation Debit($debitInput: StoreCreditAccountDebitInput!) {
      storeCreditAccountDebit(id: "${id}", debitInput: $debitInput) {
        storeCreditAccountTransaction { id } userErrors { field message code } } }`,
    variables: { debitInput: { debitAmount: money("1.00"), ...input } },
  };
}

const noAccount = "gid://shopify/StoreCreditAccount/999999999999";
const past = "2020-01-01T00:00:00Z";

export const storeCreditProvocations: Record<string, Record<string, Provocation>> = {
  storeCreditAccountCredit: {
    "store-credit-account-does-not-exist": credit(noAccount, {}),
    "the-operation-would-cause-the-credit-limit-to-be-exceeded": credit(account, {
      creditAmount: money("14990.01"),
    }),
    // The end is looked at before the amount.
    "the-expiry-date-must-be-in-the-future": credit(account, {
      creditAmount: money("-1.00"),
      expiresAt: past,
    }),
    "the-currency-provided-does-not-of-the-store-credit-account": credit(account, {
      creditAmount: money("1.00", "USD"),
    }),
    "a-positive-amount-must-be-credit-a-store-credit-account": credit(account, {
      creditAmount: money("0.00"),
    }),
    "owner-does-not-exist": credit(nobody, {}),
    "currencycode-usdc-is-invalid-it-not-as-an-input-value": credit(account, {
      creditAmount: money("1.00", "USDC"),
    }),
    "currencycode-xxx-is-invalid-it-not-as-an-input-value": credit(account, {
      creditAmount: money("1.00", "XXX"),
    }),
    "variable-creditinput-of-type-storecreditaccountcreditinput-is-not-defined-on-storecreditaccountcreditinput":
      credit(account, { attribution: {} }),
  },
  storeCreditAccountDebit: {
    "store-credit-account-does-not-exist": debit(silent, {}),
    "the-store-credit-account-does-funds-to-satisfy-the-request": debit(account, {
      debitAmount: money("10.01"),
    }),
    "the-currency-provided-does-not-of-the-store-credit-account": debit(account, {
      debitAmount: money("1.00", "USD"),
    }),
    "a-positive-amount-must-be-debit-a-store-credit-account": debit(account, {
      debitAmount: money("-1.00"),
    }),
    "variable-debitinput-of-type-storecreditaccountdebitinput-is-not-defined-on-storecreditaccountdebitinput":
      debit(account, { notify: true, attribution: {} }),
  },
};
