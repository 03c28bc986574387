// Refunds as JSON, for the states of orders.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, isZero, rationalFromText, rationalToText } from "../points/rational.ts";
import type { KnownRefund, Refund, RefundMoney } from "./order-state.ts";

export type StoredMoney = [shop: string, presentment: string | null, currency?: string];

export interface StoredRefund {
  readonly id: string;
  readonly createdAt: number;
  readonly lines: readonly [lineId: string, quantity: number][];
  readonly shipping?: StoredMoney;
  readonly unnamed?: StoredMoney;
  readonly storeCreditShare?: string;
  readonly movedMoney?: false;
  /** Left out where it is when the refund was made. */
  readonly toldAt?: number;
}

/** Canonical text of a refund. */
export function refundToText(refund: Refund): string {
  return JSON.stringify(storeRefund(refund));
}

/** A refund as an order state keeps it. */
export function storeKnownRefund(refund: KnownRefund): StoredRefund {
  const { toldAt, createdAt } = refund;
  return { ...storeRefund(refund), ...(toldAt !== createdAt && { toldAt }) };
}

function storeRefund(refund: Refund): StoredRefund {
  const { id, createdAt, lines, shipping, unnamed, storeCreditShare, movedMoney } = refund;
  return {
    id,
    createdAt,
    lines: lines.map(({ lineId, quantity }) => [lineId, quantity]),
    ...(!isNothing(shipping) && { shipping: storeMoney(shipping) }),
    ...(!isNothing(unnamed) && { unnamed: storeMoney(unnamed) }),
    ...(!isZero(storeCreditShare) && { storeCreditShare: rationalToText(storeCreditShare) }),
    ...(!movedMoney && { movedMoney }),
  };
}

/** Reads what `storeKnownRefund` wrote. */
export function readKnownRefund(stored: StoredRefund): KnownRefund {
  const { id, createdAt, lines, shipping, unnamed, storeCreditShare } = stored;
  return {
    id,
    createdAt,
    lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })),
    shipping: shipping ? readMoney(shipping) : NOTHING,
    unnamed: unnamed ? readMoney(unnamed) : NOTHING,
    storeCreditShare: storeCreditShare ? rationalFromText(storeCreditShare) : ZERO,
    movedMoney: stored.movedMoney ?? true,
    toldAt: stored.toldAt ?? createdAt,
  };
}

const NOTHING: RefundMoney = { shop: ZERO, presentment: null };

function isNothing({ shop, presentment }: RefundMoney): boolean {
  return isZero(shop) && presentment === null;
}

/** Money that a refund or a payment names. */
export function storeMoney({ shop, presentment, currency }: RefundMoney): StoredMoney {
  const amounts = [rationalToText(shop), presentment && rationalToText(presentment)] as const;
  return currency === undefined ? [...amounts] : [...amounts, currency];
}

/** Reads what `storeMoney` wrote. */
export function readMoney([shop, presentment, currency]: StoredMoney): RefundMoney {
  const readPresentment: AmountMinor | null =
    presentment === null ? null : rationalFromText(presentment);
  const money = { shop: rationalFromText(shop), presentment: readPresentment };
  return currency === undefined ? money : { ...money, currency };
}
