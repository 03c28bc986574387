// What the second implementation knows of an order.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Pending } from "../../app/core/program/expiry-terms.ts";
import { wallDate } from "./naive-calendar.ts";
import type { NaiveLot } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";
import type { Granted } from "./naive-points.ts";
import type { NaiveGap } from "./naive-write-offs.ts";
import type { StoreOrder, StoreRefund } from "./store.ts";

export class NaiveOrder {
  newest: StoreOrder | null = null;
  paid: StoreOrder | null = null;
  /** When it was surely paid for the first time. */
  paidAt: number | null = null;
  readonly refunds = new Map<string, StoreRefund>();
  member: NaiveMember | null = null;
  /** The customer as heard of last. */
  customer: number | null = null;
  lot: NaiveLot | null = null;
  hasEntries = false;
  /** What was taken from it and is still gone, the earliest first. */
  gaps: NaiveGap[] = [];
  posted = 0n;
  granted: Granted | null = null;
  /** The paid payload that the grant was made for. */
  grantedFor: StoreOrder | null = null;
}

/** An order that is paid, and whose it is. */
export interface Paid {
  readonly orderId: string;
  /** The one that was in force when it was placed. */
  readonly program: ProgramDocument;
  readonly order: NaiveOrder;
  readonly paid: StoreOrder;
  readonly newest: StoreOrder;
  readonly member: NaiveMember;
}

/** A discount by a code that is no voucher is like any other. */
function known(told: StoreOrder, vouchers: ReadonlySet<string>): StoreOrder {
  if (told.voucher === null || vouchers.has(told.voucher)) return told;
  return { ...told, lines: told.lines.map((line) => ({ ...line, voucherCents: 0 })) };
}

export function takeIn(order: NaiveOrder, news: StoreOrder, vouchers: ReadonlySet<string>): void {
  const told = known(news, vouchers);
  if (!order.newest || told.at > order.newest.at) order.newest = told;
  if (told.paid && (!order.paid || told.at > order.paid.at)) order.paid = told;
  if (told.paid) order.paidAt = Math.min(order.paidAt ?? told.at, told.at);
  for (const refund of told.refunds) order.refunds.set(refund.id, refund);
}

/** What is handed over in the store, or needs no parcel at all, arrives as it is fulfilled. */
function arrivalOf({
  channel,
  lines,
  shippingCents,
  fulfilledAt,
  deliveredAt,
}: StoreOrder): number | null {
  const isHandedOver = channel === "pos" && shippingCents === 0;
  const needsParcel = lines.some(({ kind }) => kind === "product");
  return deliveredAt ?? (isHandedOver || !needsParcel ? fulfilledAt : null);
}

/** When the order's points become spendable; null while nobody knows. */
export function releaseOf(
  { paidAt, newest }: NaiveOrder,
  pending: Pending,
  zone: string,
): number | null {
  const daysAfter = (at: number | null | undefined, days: number): number | null =>
    at === null || at === undefined ? null : startOfDay(addDaysTo(wallDate(at, zone), days), zone);
  switch (pending.kind) {
    case "none":
      return 0;
    case "days":
      return daysAfter(paidAt, pending.days);
    case "fulfilment":
      return daysAfter(newest?.fulfilledAt, pending.days);
    case "delivery": {
      const known = [
        daysAfter(newest && arrivalOf(newest), pending.days),
        daysAfter(paidAt, pending.atLatestDays),
      ].filter((at) => at !== null);
      return known.length === 0 ? null : Math.min(...known);
    }
  }
}
