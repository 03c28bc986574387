// Evaluates the orders of a batch, each head once for each tier: limits ask before it counts.
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { EarnSnapshot } from "../../core/earning/earn-snapshot.ts";
import { evaluateOrder } from "../../core/earning/evaluate-order.ts";
import type { PaidOrder } from "../../core/earning/needed-facts.ts";
import { qualify } from "../../core/earning/order-standing.ts";
import type { OrderHead } from "../../core/orders/order-state.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { MemberDaysWork } from "./member-days-work.ts";
import type { OptInWork } from "./opt-in-work.ts";
import type { OrderWork, WorkStep } from "./order-work.ts";
import type { VoucherWork } from "./voucher-work.ts";

/** An order to be evaluated, and the version that decides. */
export interface Candidate {
  readonly work: OrderWork;
  readonly order: PaidOrder;
  readonly version: ProgramVersion;
}

interface Evaluation extends Pick<PaidOrder, "facts"> {
  readonly tierId: string | null;
  readonly snapshot: EarnSnapshot;
}

export class Evaluations {
  readonly #vouchers: VoucherWork;
  readonly #optIns: OptInWork;
  readonly #memberDays: MemberDaysWork;
  readonly #known = new Map<OrderHead, Evaluation[]>();

  constructor(vouchers: VoucherWork, optIns: OptInWork, memberDays: MemberDaysWork) {
    this.#vouchers = vouchers;
    this.#optIns = optIns;
    this.#memberDays = memberDays;
  }

  /** What the order may earn at the terms of a tier, before limits. */
  evaluate({ work, order, version }: Candidate, tierId: string | null): EarnSnapshot {
    const { head, facts } = order;
    const known = this.#known.get(head) ?? [];
    const found = known.find((one) => one.facts === facts && one.tierId === tierId);
    if (found) return found.snapshot;
    const snapshot = evaluateOrder(order, version, {
      timeZone: timeZoneOf(work),
      tierId,
      voucherCodes: this.#vouchers.codesOf(work.shopId),
      joined: this.#optIns.joinedFor(work),
      memberDays: this.#memberDays.daysOf(work),
    });
    this.#known.set(head, [...known, { facts, tierId, snapshot }]);
    return snapshot;
  }
}

/** The calendar on which the order counts: a shop may move to another one, its orders stay. */
export function timeZoneOf({ before, terms }: OrderWork): TimeZone {
  return before.snapshot?.timeZone ?? terms.timeZone;
}

/** The order as it is to be evaluated at a step whose outcome could not be foreseen. */
export function candidatesOf({ work, state, foreseen }: WorkStep): Candidate[] {
  if (foreseen !== null) return [];
  const { snapshot } = work.before;
  const { periods, timeZone } = work.terms;
  const unread = { state: { ...state, paid: null }, snapshot, target: null };
  const qualification = qualify(unread, state, periods, timeZone);
  if (qualification.kind !== "qualifies") return [];
  const { order, version } = qualification;
  return [{ work, order, version }];
}
