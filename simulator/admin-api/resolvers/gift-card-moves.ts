// giftCardCredit and giftCardDebit: money onto a card, and off it.

import { minorOf } from "./gift-card-checks.ts";
import { textOf, type Arguments, type Call } from "../call.ts";
import { userError, type UserError } from "../errors.ts";
import { hasExpired, moveGiftCard } from "../../actions/gift-cards.ts";
import type { GiftCard } from "../../model.ts";
import { idOf } from "../../world.ts";

type MoveInput = { note?: string | null; processedAt?: string | null } & Record<
  string,
  { amount: string; currencyCode: string } | string | null | undefined
>;

type Direction = { input: "creditInput" | "debitInput"; amount: string; sign: 1 | -1 };

const credit: Direction = { input: "creditInput", amount: "creditAmount", sign: 1 };
const debit: Direction = { input: "debitInput", amount: "debitAmount", sign: -1 };

export function creditGiftCard(args: Arguments, call: Call): unknown {
  const { moved, userErrors } = move(args, credit, call);
  return { giftCardCreditTransaction: moved, userErrors };
}

export function debitGiftCard(args: Arguments, call: Call): unknown {
  const { moved, userErrors } = move(args, debit, call);
  return { giftCardDebitTransaction: moved, userErrors };
}

function move(
  args: Arguments,
  direction: Direction,
  call: Call,
): { moved: unknown; userErrors: UserError[] } {
  const input = args[direction.input] as MoveInput;
  const money = input[direction.amount] as { amount: string; currencyCode: string };
  const card = call.shop.giftCards.get(idOf("GiftCard", textOf(args, "id")) ?? "");
  const amountMinor = minorOf(money.amount, money.currencyCode);
  const finding =
    findingOf(card, amountMinor, direction) ??
    findingOfDate(input.processedAt, direction, call) ??
    (card && findingOfCard(card, money.currencyCode, amountMinor, direction, call));
  if (finding || !card) return { moved: null, userErrors: finding ? [finding] : [] };
  const transaction = moveGiftCard(call.context, card, {
    amountMinor: amountMinor * direction.sign,
    note: input.note ?? null,
    ...(input.processedAt ? { processedAt: new Date(input.processedAt).toISOString() } : {}),
  });
  return { moved: { card, transaction }, userErrors: [] };
}

function findingOf(
  card: GiftCard | undefined,
  amountMinor: number,
  { input, amount }: Direction,
): UserError | null {
  if (amountMinor <= 0) {
    const message = "A positive amount must be used.";
    return userError([input, amount, "amount"], message, "NEGATIVE_OR_ZERO_AMOUNT");
  }
  if (card) return null;
  return userError(["id"], "The gift card could not be found.", "GIFT_CARD_NOT_FOUND");
}

function findingOfDate(
  processedAt: string | null | undefined,
  { input }: Direction,
  call: Call,
): UserError | null {
  if (!processedAt) return null;
  const field = [input, "processedAt"];
  const at = Date.parse(processedAt);
  if (at < 0) return userError(field, "A valid processed date must be used.", "INVALID");
  if (at <= call.context.now().getTime()) return null;
  return userError(field, "The processed date must not be in the future.", "INVALID");
}

function findingOfCard(
  card: GiftCard,
  currency: string,
  amountMinor: number,
  { input, amount, sign }: Direction,
  { context, shop }: Call,
): UserError | null {
  const field = [input, amount, "amount"];
  if (hasExpired(context, shop, card)) {
    return userError(["id"], "The gift card has expired.", "INVALID");
  }
  if (card.deactivatedAt !== null) {
    return userError(["id"], "The gift card is deactivated.", "INVALID");
  }
  if (currency !== card.currency) {
    const message = "The currency provided does not match the currency of the gift card.";
    return userError([input, amount, "currencyCode"], message, "MISMATCHING_CURRENCY");
  }
  if (sign > 0 && card.balanceMinor + amountMinor > shop.giftCardLimitMinor) {
    const message = "The gift card's value exceeds the allowed limits.";
    return userError(field, message, "GIFT_CARD_LIMIT_EXCEEDED");
  }
  if (sign > 0 || card.balanceMinor >= amountMinor) return null;
  const message = "The gift card does not have sufficient funds to satisfy the request.";
  return userError(field, message, "INSUFFICIENT_FUNDS");
}
