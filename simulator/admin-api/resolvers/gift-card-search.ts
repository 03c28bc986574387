// giftCards(query:): the filters that Shopify documents and real stores were seen to follow.

import { minorOf } from "./gift-card-checks.ts";
import { textOf, type Arguments, type Call } from "../call.ts";
import { connect, type Connection } from "../connections.ts";
import { gap } from "../errors.ts";
import {
  anywhere,
  matchesNumber,
  matchesText,
  matchesTime,
  parseSearch,
  type Term,
} from "../search-query.ts";
import type { GiftCard } from "../../model.ts";

/** A new card is found a moment after it was made; by its id it is read at once. */
export function searchGiftCards(args: Arguments, call: Call): Connection<GiftCard> {
  if (args["savedSearchId"]) gap("giftCards(savedSearchId:)");
  const key = sortKeys[textOf(args, "sortKey") || "ID"] ?? gap("this order of giftCards");
  const sorted = foundGiftCards(args, call).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return connect(sorted, args, (card) => card.id);
}

export function foundGiftCards(args: Arguments, call: Call): GiftCard[] {
  const terms = parseSearch(textOf(args, "query"));
  const known = call.context.now().getTime() - call.context.state.lag.searchSeconds * 1000;
  return [...call.shop.giftCards.values()].filter(
    (card) => Date.parse(card.createdAt) <= known && terms.every((term) => matches(card, term)),
  );
}

function matches(card: GiftCard, term: Term): boolean {
  switch (term.field) {
    // A fragment of the code.
    case anywhere:
      return card.code.includes(term.value.toLowerCase());
    case "id":
      return matchesNumber(term, BigInt(card.id));
    case "status":
      return matchesText(term, card.deactivatedAt === null ? "enabled" : "disabled");
    case "balance_status":
      return term.value.split("_or_").includes(balanceStatus(card));
    case "created_at":
      return matchesTime(term, card.createdAt);
    case "expires_on":
      return card.expiresOn !== null && matchesTime(term, card.expiresOn);
    case "customer_id":
      return card.customerId !== null && matchesNumber(term, BigInt(card.customerId));
    case "recipient_id":
      return card.recipient !== null && matchesNumber(term, BigInt(card.recipient.customerId));
    case "source":
      return matchesText(term, "api_client");
    case "initial_value":
      return matchesNumber(
        { ...term, value: String(minorOf(term.value, card.currency)) },
        BigInt(card.initialMinor),
      );
    // What Shopify does not know narrows nothing; updated_at is among it.
    default:
      return true;
  }
}

function balanceStatus({ balanceMinor, initialMinor }: GiftCard): string {
  if (balanceMinor === 0) return "empty";
  return balanceMinor < initialMinor ? "partial" : "full";
}

const idKey = ({ id }: GiftCard): string => id.padStart(20, "0");

const sortKeys: Record<string, (card: GiftCard) => string> = {
  ID: idKey,
  CREATED_AT: (card) => `${card.createdAt} ${idKey(card)}`,
  UPDATED_AT: (card) => `${card.updatedAt} ${idKey(card)}`,
  EXPIRES_ON: (card) => `${card.expiresOn ?? "9999"} ${idKey(card)}`,
  BALANCE: (card) => `${String(card.balanceMinor).padStart(20, "0")} ${idKey(card)}`,
};
