// Gift cards: made, spent, filled up again, ended.

import { randomInt } from "node:crypto";
import type { GiftCard, GiftCardTransaction, Shop, Transaction } from "../model.ts";
import { iso, newId, refuse, type World } from "../world.ts";

export type GiftCardInput = Pick<
  GiftCard,
  "initialMinor" | "expiresOn" | "note" | "templateSuffix" | "customerId" | "recipient"
> & { code: string | null };

const generatedLength = 16;
const codeCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

export function createGiftCard(world: World, shop: Shop, input: GiftCardInput): GiftCard {
  const now = iso(world);
  const code = input.code === null ? newCode(shop) : normalCode(input.code);
  if (findGiftCard(shop, code)) refuse("Code has already been taken");
  const card: GiftCard = {
    ...input,
    id: newId(world),
    code,
    currency: shop.currency,
    balanceMinor: input.initialMinor,
    notifiedAt: null,
    deactivatedAt: null,
    createdAt: now,
    updatedAt: now,
    transactions: [],
  };
  shop.giftCards.set(card.id, card);
  return card;
}

/** Codes are read without spaces, hyphens and capitals. */
export function normalCode(code: string): string {
  return code.replace(/[\s-]/g, "").toLowerCase();
}

export function findGiftCard(shop: Shop, code: string): GiftCard | undefined {
  const wanted = normalCode(code);
  return [...shop.giftCards.values()].find((card) => card.code === wanted);
}

export function requireGiftCard(shop: Shop, id: string): GiftCard {
  return shop.giftCards.get(id) ?? refuse(`No gift card ${id} in ${shop.domain}`);
}

export function lastCharacters(card: GiftCard): string {
  return card.code.slice(-4);
}

/** A card is good until the end of its last day where the shop is. */
export function hasExpired(world: World, shop: Shop, card: Pick<GiftCard, "expiresOn">): boolean {
  return card.expiresOn !== null && card.expiresOn < shopDay(world, shop);
}

/** Today's date where the shop is: year, month, day. */
export function shopDay(world: World, shop: Shop): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: shop.timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(world.now());
}

/** Why a card cannot pay now, in a sentence for the buyer; null where it can. */
export function unusableBecause(world: World, shop: Shop, card: GiftCard): string | null {
  if (card.deactivatedAt !== null) return "This gift card is disabled.";
  if (hasExpired(world, shop, card)) return "This gift card has expired.";
  return card.balanceMinor === 0 ? "This gift card has no balance left." : null;
}

/** Changes the balance, by a negative amount where the card is spent. */
export function moveGiftCard(
  world: World,
  card: GiftCard,
  move: Pick<GiftCardTransaction, "amountMinor"> & Partial<GiftCardTransaction>,
): GiftCardTransaction {
  if (card.balanceMinor + move.amountMinor < 0) {
    refuse("The gift card does not have sufficient funds to satisfy the request.");
  }
  const transaction = {
    note: null,
    orderId: null,
    processedAt: iso(world),
    ...move,
    id: newId(world),
  };
  card.balanceMinor += move.amountMinor;
  card.updatedAt = iso(world);
  card.transactions.push(transaction);
  return transaction;
}

/** What a payment tells of the gift card that it was made with. */
export function giftCardReceipt(
  shop: Shop,
  transaction: Pick<Transaction, "giftCardId">,
): Record<string, string | bigint> {
  const card = shop.giftCards.get(transaction.giftCardId ?? "");
  if (!card) return {};
  return { gift_card_id: BigInt(card.id), gift_card_last_characters: lastCharacters(card) };
}

/** For good: no card is switched on again. */
export function deactivateGiftCard(world: World, card: GiftCard): void {
  if (card.deactivatedAt !== null) return;
  card.deactivatedAt = iso(world);
  card.updatedAt = card.deactivatedAt;
}

function newCode(shop: Shop): string {
  const pick = (): string => codeCharacters[randomInt(codeCharacters.length)] ?? "a";
  const code = Array.from({ length: generatedLength }, pick).join("");
  return findGiftCard(shop, code) ? newCode(shop) : code;
}
