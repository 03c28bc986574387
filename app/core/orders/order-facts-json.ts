// What Shopify was asked for, as JSON inside the stored order: what is usual is left out.
import { ZERO, isZero, rationalFromText, rationalToText } from "../points/rational.ts";
import type { BuyerFacts, FactGap, OrderFacts, PaymentFacts, ProductFacts } from "./order-facts.ts";

interface StoredAnswer {
  readonly askedAt: number;
  readonly gap?: FactGap;
}

interface StoredProduct extends StoredAnswer {
  readonly id: string;
  readonly tags?: readonly string[];
  readonly collectionIds?: readonly string[];
}

interface StoredBuyer extends StoredAnswer {
  readonly tags?: readonly string[];
  readonly segmentIds?: readonly string[];
}

interface StoredPayments extends StoredAnswer {
  readonly worth: string;
  readonly giftCard?: string;
  readonly storeCredit?: string;
}

export interface StoredFacts {
  readonly products?: readonly StoredProduct[];
  readonly buyer?: StoredBuyer;
  readonly payments?: readonly StoredPayments[];
}

/** Facts as a value for JSON: lists and parts that are empty are left out. */
export function factsToJson({ products, buyer, payments }: OrderFacts): StoredFacts {
  return {
    ...(products.length > 0 && { products: products.map(storeProduct) }),
    ...(buyer && { buyer: storeBuyer(buyer) }),
    ...(payments.length > 0 && { payments: payments.map(storePayments) }),
  };
}

/** Reads what `factsToJson` made. */
export function factsFromJson({ products, buyer, payments }: StoredFacts): OrderFacts {
  return {
    products: (products ?? []).map(readProduct),
    buyer: buyer ? readBuyer(buyer) : null,
    payments: (payments ?? []).map(readPayments),
  };
}

function storeProduct({ productId, askedAt, gap, tags, collectionIds }: ProductFacts) {
  const stored: StoredProduct = {
    id: productId,
    askedAt,
    ...(gap && { gap }),
    ...(tags.length > 0 && { tags }),
    ...(collectionIds.length > 0 && { collectionIds }),
  };
  return stored;
}

function readProduct({ id, askedAt, gap, tags, collectionIds }: StoredProduct): ProductFacts {
  return {
    productId: id,
    askedAt,
    tags: tags ?? [],
    collectionIds: collectionIds ?? [],
    gap: gap ?? null,
  };
}

function storeBuyer({ askedAt, gap, tags, segmentIds }: BuyerFacts): StoredBuyer {
  return {
    askedAt,
    ...(gap && { gap }),
    ...(tags.length > 0 && { tags }),
    ...(segmentIds.length > 0 && { segmentIds }),
  };
}

function readBuyer({ askedAt, gap, tags, segmentIds }: StoredBuyer): BuyerFacts {
  return { askedAt, tags: tags ?? [], segmentIds: segmentIds ?? [], gap: gap ?? null };
}

function storePayments(facts: PaymentFacts): StoredPayments {
  const { worth, askedAt, gap, giftCardShare, storeCreditShare } = facts;
  return {
    worth,
    askedAt,
    ...(gap && { gap }),
    ...(!isZero(giftCardShare) && { giftCard: rationalToText(giftCardShare) }),
    ...(!isZero(storeCreditShare) && { storeCredit: rationalToText(storeCreditShare) }),
  };
}

function readPayments({ worth, askedAt, gap, giftCard, storeCredit }: StoredPayments) {
  const facts: PaymentFacts = {
    worth,
    askedAt,
    giftCardShare: giftCard ? rationalFromText(giftCard) : ZERO,
    storeCreditShare: storeCredit ? rationalFromText(storeCredit) : ZERO,
    gap: gap ?? null,
  };
  return facts;
}
