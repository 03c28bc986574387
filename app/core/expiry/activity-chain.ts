// Activities that follow one another in time keep a balance alive together.
import type { Instant } from "../calendar/instant.ts";

/** When the member was active, and until when that alone keeps a balance alive. */
export interface Activity {
  readonly at: Instant;
  readonly keepsUntil: Instant;
}

/** An unbroken time in which a balance was kept alive; `until` is the first instant after it. */
export interface ActivityChain {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The chain of activities that holds `activity`: each came before the one before it had run out.
 * What comes in the very instant in which that ends comes too late. `others` may be in any order.
 * Rule: docs/engine.md §5.
 */
export function chainAround(activity: Activity, others: readonly Activity[]): ActivityChain {
  let { at: from, keepsUntil: until } = activity;
  const inOrder = others.toSorted((a, b) => a.at - b.at);
  for (const { at, keepsUntil } of inOrder) {
    if (at <= activity.at) continue;
    if (at >= until) break;
    until = Math.max(until, keepsUntil);
  }
  for (const { at, keepsUntil } of inOrder.toReversed()) {
    if (at >= from) continue;
    if (keepsUntil <= from) break;
    from = at;
  }
  return { from, until };
}
