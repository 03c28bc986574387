// What follows whenever points become available, wherever they come from.
import type { Instant } from "../calendar/instant.ts";
import { followedBy } from "./change.ts";
import { expireArrived } from "./decide-expiry.ts";
import type { LedgerChange } from "./entry.ts";
import { repayShortfall } from "./repay-shortfall.ts";
import type { RepaymentCause } from "./repay-shortfall.ts";

/**
 * Points that came in repay what the member owes; what is left of them in lots that have ended
 * meanwhile ends at once. `repayment` names the repayment's entry.
 */
export function receivePoints(
  inflow: LedgerChange,
  lotIds: readonly string[],
  repayment: RepaymentCause,
  now: Instant,
): LedgerChange {
  const repaid = followedBy(inflow, (ledger) => repayShortfall(ledger, repayment));
  const { occurredAt } = repayment;
  return followedBy(repaid, (ledger) => expireArrived(ledger, { lotIds, occurredAt, now }));
}
