// Which lots give points.
import type { Points } from "../points/points.ts";
import { leastPoints } from "../points/points.ts";
import type { LotAccount } from "./accounts.ts";
import type { LotState } from "./entry.ts";

/** Points taken from one lot. */
export interface Allocation {
  readonly lotId: string;
  readonly points: Points;
}

/**
 * Takes up to `wanted` points from the lots' `account`: the earliest expiry first, then the oldest
 * lot; lots that never expire come last. Returns fewer points than wanted where the lots hold
 * fewer.
 */
export function allocate(
  lots: readonly LotState[],
  account: LotAccount,
  wanted: Points,
): readonly Allocation[] {
  const allocations: Allocation[] = [];
  let missing = wanted;
  for (const lot of lots.toSorted(compareForSpending)) {
    if (missing <= 0n) break;
    const points = leastPoints(lot[account], missing);
    if (points <= 0n) continue;
    allocations.push({ lotId: lot.id, points });
    missing -= points;
  }
  return allocations;
}

function compareForSpending(a: LotState, b: LotState): number {
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1;
    if (b.expiresAt === null) return -1;
    return a.expiresAt - b.expiresAt;
  }
  if (a.accruedAt !== b.accruedAt) return a.accruedAt - b.accruedAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
