// Gift cards and their transactions as the Admin API shows them.

import { moneyOf, plainFields, utc, utcOrNull } from "./money-values.ts";
import { fieldsOf, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { hasExpired, lastCharacters } from "../../actions/gift-cards.ts";
import type { GiftCard, GiftCardRecipient, GiftCardTransaction } from "../../model.ts";
import { gid } from "../../world.ts";

export type CardMove = { card: GiftCard; transaction: GiftCardTransaction };

function typeOf({ amountMinor }: GiftCardTransaction): string {
  return amountMinor < 0 ? "GiftCardDebitTransaction" : "GiftCardCreditTransaction";
}

const moveFields = fieldsOf<CardMove>({
  id: ({ transaction }) => gid(typeOf(transaction), transaction.id),
  amount: ({ card, transaction }) => moneyOf(transaction.amountMinor, card.currency),
  giftCard: ({ card }) => card,
  note: ({ transaction }) => transaction.note,
  processedAt: ({ transaction }) => utc(transaction.processedAt),
});

const cardPayload = plainFields("giftCard", "userErrors");
const errorFields = plainFields("field", "message", "code");

export const giftCardTypes: Record<string, FieldResolvers> = {
  GiftCard: fieldsOf<GiftCard>({
    id: (card) => gid("GiftCard", card.id),
    balance: (card) => moneyOf(card.balanceMinor, card.currency),
    initialValue: (card) => moneyOf(card.initialMinor, card.currency),
    createdAt: (card) => utc(card.createdAt),
    updatedAt: (card) => utc(card.updatedAt),
    deactivatedAt: (card) => utcOrNull(card.deactivatedAt),
    enabled: (card) => card.deactivatedAt === null,
    expiresOn: (card) => card.expiresOn,
    isRedeemable: (card, _args, { context, shop }) =>
      card.deactivatedAt === null && !hasExpired(context, shop, card),
    lastCharacters: (card) => lastCharacters(card),
    maskedCode: (card) => `•••• •••• •••• ${lastCharacters(card)}`,
    note: (card) => card.note,
    templateSuffix: (card) => card.templateSuffix,
    crossCurrencyRedemptionStrategy: () => "NONE",
    lineItem: () => null,
    order: () => null,
    customer: (card, _args, { shop }) => shop.customers.get(card.customerId ?? "") ?? null,
    recipientAttributes: (card) => card.recipient,
    transactions: (card, args) =>
      connect(
        card.transactions.map((transaction) => ({
          card,
          transaction,
          __typename: typeOf(transaction),
        })),
        args,
        ({ transaction }) => transaction.id,
      ),
  }),
  GiftCardRecipient: fieldsOf<GiftCardRecipient>({
    message: (recipient) => recipient.message,
    preferredName: (recipient) => recipient.preferredName,
    sendNotificationAt: (recipient) => utcOrNull(recipient.sendNotificationAt),
    recipient: (recipient, _args, { shop }) => shop.customers.get(recipient.customerId) ?? null,
  }),
  GiftCardConfiguration: plainFields("issueLimit", "purchaseLimit"),
  GiftCardCreditTransaction: moveFields,
  GiftCardDebitTransaction: moveFields,
  GiftCardCreatePayload: plainFields("giftCard", "giftCardCode", "userErrors"),
  GiftCardUpdatePayload: cardPayload,
  GiftCardDeactivatePayload: cardPayload,
  GiftCardSendNotificationToCustomerPayload: cardPayload,
  GiftCardSendNotificationToRecipientPayload: cardPayload,
  GiftCardCreditPayload: plainFields("giftCardCreditTransaction", "userErrors"),
  GiftCardDebitPayload: plainFields("giftCardDebitTransaction", "userErrors"),
  GiftCardUserError: errorFields,
  GiftCardDeactivateUserError: errorFields,
  GiftCardTransactionUserError: errorFields,
  GiftCardSendNotificationToCustomerUserError: errorFields,
  GiftCardSendNotificationToRecipientUserError: errorFields,
};
