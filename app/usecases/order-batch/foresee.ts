// What a batch's events make of an order, as far as that can be told without its member: most news
// change nothing that a member has, and then nobody needs to be locked.
import { evaluateOrder } from "../../core/earning/evaluate-order.ts";
import { grantRooms } from "../../core/earning/grant-rooms.ts";
import { qualify, restoreStanding } from "../../core/earning/order-standing.ts";
import type { OrderStanding } from "../../core/earning/order-standing.ts";
import type { OrderState } from "../../core/orders/order-state.ts";
import { MAX_POINTS_PER_EVENT } from "../../core/points/points.ts";
import { releaseOfOrder, unitsOf, versionOf } from "./order-terms.ts";
import type { OrderWork, WorkStep } from "./order-work.ts";
import { isSameUnits } from "./unit-work.ts";

/**
 * Tells how the order stands after each of its steps, up to the first that needs the member: an
 * order that qualifies for the first time, or an edit that asks for more of a limit.
 */
export function foresee(work: OrderWork, voucherCodes: ReadonlySet<string>): void {
  let standing: OrderStanding | null = work.before;
  for (const step of work.steps) {
    standing = standing && standingAfter(work, standing, step.state, voucherCodes);
    step.foreseen = standing;
  }
}

function standingAfter(
  { terms }: OrderWork,
  before: OrderStanding,
  state: OrderState,
  voucherCodes: ReadonlySet<string>,
): OrderStanding | null {
  const { snapshot } = before;
  const qualification = qualify(before, state, terms.periods, terms.timeZone);
  if (qualification.kind !== "qualifies") {
    return state === before.state ? before : restoreStanding(state, snapshot);
  }
  if (snapshot === null) return null;
  const evaluated = evaluateOrder(qualification.order, qualification.version, {
    timeZone: snapshot.timeZone ?? terms.timeZone,
    tierId: snapshot.tierId,
    voucherCodes,
    joined: new Set(snapshot.joined),
    memberDays: snapshot.memberDays,
  });
  const wanted = grantRooms(evaluated, snapshot, () => MAX_POINTS_PER_EVENT);
  return wanted.taken.length > 0 ? null : restoreStanding(state, wanted.snapshot);
}

/** Whether a step can only be told with the member's tier and limits at hand. */
export function isOpen({ steps }: OrderWork): boolean {
  return steps.some(({ foreseen }) => foreseen === null);
}

/** Whether the order's news touch its member at all. */
export function touchesMember(work: OrderWork): boolean {
  if (work.memberId === null) return false;
  if (work.formerMemberId !== null || isOpen(work)) return true;
  return work.steps.some((step) => isNews(work, step)) || isRetimed(work);
}

function isNews({ terms, account, units }: OrderWork, { foreseen }: WorkStep): boolean {
  if (!foreseen?.target) return false;
  if (foreseen.target.points !== account.postedPoints) return true;
  const counted = unitsOf(terms, foreseen);
  return counted !== null && !isSameUnits(counted, units.recorded);
}

/** Whether what waits in the order's lot is released at another time. */
function isRetimed({ terms, account, before, latest }: OrderWork): boolean {
  if (account.lotId === null) return false;
  const version = versionOf(terms, before);
  const known = releaseOfOrder(terms, version, before.state);
  const told = releaseOfOrder(terms, version, latest);
  return known.kind === "waits" && told.kind === "waits" && known.releasesAt !== told.releasesAt;
}

/** Whether a foreseen step takes points back, which may need all lots of the member. */
export function takesPoints({ steps, account, formerMemberId }: OrderWork): boolean {
  if (formerMemberId !== null) return true;
  let held = account.postedPoints;
  for (const { foreseen } of steps) {
    const worth = foreseen?.target?.points ?? held;
    if (worth < held) return true;
    held = worth;
  }
  return false;
}
