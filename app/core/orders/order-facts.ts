// What no payload of an order tells, and Shopify is asked for once: what its products and its
// customer were like, and what gift cards and store credit paid of it.
import type { Instant } from "../calendar/instant.ts";
import { ZERO } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import { compareText } from "./compare-text.ts";

/**
 * Why something cannot be known any more: it was deleted, the order is older than what the app may
 * read, or Shopify gave no answer for so long that it was given up.
 */
export type FactGap = "gone" | "too_old" | "unanswered";

/** Of a product: which of the tags and collections that the program names it had. */
export interface ProductFacts {
  readonly productId: string;
  readonly askedAt: Instant;
  /** In lower case, sorted; empty where `gap` says why nothing is known. */
  readonly tags: readonly string[];
  /** Sorted. */
  readonly collectionIds: readonly string[];
  readonly gap: FactGap | null;
}

/** Of the customer: which of the tags and segments that the program names they had. */
export interface BuyerFacts {
  readonly askedAt: Instant;
  /** In lower case, sorted; empty where `gap` says why nothing is known. */
  readonly tags: readonly string[];
  /** Sorted. */
  readonly segmentIds: readonly string[];
  readonly gap: FactGap | null;
}

/** Of the payments of an order of this worth: an edit may add to both. */
export interface PaymentFacts {
  /** What the order came to, as `paidWorth` tells it. */
  readonly worth: string;
  readonly askedAt: Instant;
  /** The share of all payments that gift cards made: 0 to 1, as is the next. */
  readonly giftCardShare: Rational;
  readonly storeCreditShare: Rational;
  readonly gap: FactGap | null;
}

/** All that was learnt. Each list is sorted and holds its subject once. */
export interface OrderFacts {
  readonly products: readonly ProductFacts[];
  /** Null while nobody asked. */
  readonly buyer: BuyerFacts | null;
  readonly payments: readonly PaymentFacts[];
}

export interface UnknownFacts {
  readonly productIds: readonly string[];
  readonly hasBuyer: boolean;
  readonly paymentsOfWorth: string | null;
  readonly askedAt: Instant;
  readonly gap: FactGap;
}

/** Says of each that nothing is known: conditions on it are not met. */
export function factsNobodyKnows(unknown: UnknownFacts): OrderFacts {
  const { askedAt, gap, paymentsOfWorth: worth } = unknown;
  const payments = { askedAt, giftCardShare: ZERO, storeCreditShare: ZERO, gap };
  return {
    products: unknown.productIds.map((productId) => ({
      productId,
      askedAt,
      tags: [],
      collectionIds: [],
      gap,
    })),
    buyer: unknown.hasBuyer ? { askedAt, tags: [], segmentIds: [], gap } : null,
    payments: worth === null ? [] : [{ worth, ...payments }],
  };
}

/** Why some of it is not known; null where all is. */
export function gapIn({ products, buyer, payments }: OrderFacts): FactGap | null {
  const answers: (Answer | null)[] = [...products, buyer, ...payments];
  return answers.find((answer) => answer?.gap)?.gap ?? null;
}

interface Answer {
  readonly askedAt: Instant;
  readonly gap: FactGap | null;
}

/**
 * Both together, whichever came first. Returns the same object when `more` tells nothing new.
 */
export function mergeFacts(known: OrderFacts | null, more: OrderFacts): OrderFacts {
  if (known === null) return more;
  const products = mergeLists(known.products, more.products, ({ productId }) => productId);
  const payments = mergeLists(known.payments, more.payments, ({ worth }) => worth);
  const buyer =
    known.buyer && more.buyer ? better(known.buyer, more.buyer) : (known.buyer ?? more.buyer);
  const same = products === known.products && payments === known.payments && buyer === known.buyer;
  return same ? known : { products, buyer, payments };
}

/** Whether what was known stands in `more` as it was: nothing of it was learnt better. */
export function addsOnly(known: OrderFacts | null, more: OrderFacts | null): boolean {
  if (known === null) return true;
  if (more === null) return false;
  const hasAll = <Item>(old: readonly Item[], all: readonly Item[]): boolean =>
    old === all || old.every((item) => all.includes(item));
  return (
    hasAll(known.products, more.products) &&
    hasAll(known.payments, more.payments) &&
    (known.buyer === null || known.buyer === more.buyer)
  );
}

function mergeLists<Item extends Answer>(
  known: readonly Item[],
  more: readonly Item[],
  subjectOf: (item: Item) => string,
): readonly Item[] {
  const merged = new Map(known.map((item) => [subjectOf(item), item]));
  let grown = false;
  for (const item of more) {
    const before = merged.get(subjectOf(item));
    const kept = before ? better(before, item) : item;
    grown ||= kept !== before;
    merged.set(subjectOf(item), kept);
  }
  if (!grown) return known;
  return [...merged.values()].toSorted((a, b) => compareText(subjectOf(a), subjectOf(b)));
}

/**
 * What is known beats what could not be known; of two answers the earlier is nearer to the sale.
 */
function better<Item extends Answer>(a: Item, b: Item): Item {
  const known = Number(b.gap === null) - Number(a.gap === null);
  if (known !== 0) return known > 0 ? b : a;
  if (a.askedAt !== b.askedAt) return a.askedAt < b.askedAt ? a : b;
  return compareText(textOf(a), textOf(b)) <= 0 ? a : b;
}

function textOf(item: Answer): string {
  return JSON.stringify(item, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
