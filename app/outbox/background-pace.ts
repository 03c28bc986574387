// Nobody waits for background calls, so they leave a share of each shop's call budget to those that
// a shopper waits for. What is left is known from Shopify's last answer, and guessed forward.
import type { CallBudget } from "../adapters/shopify/call-budget.ts";

export interface BackgroundPace {
  /** Shopify told how much is left; the newest word counts. */
  hear: (shopId: bigint, budget: CallBudget, nowMs: number) => void;
  /** Zero: go now. Otherwise this many milliseconds until the caller's own turn. */
  takeTurn: (shopId: bigint, nowMs: number) => number;
  /**
   * Whether calls of so much cost, which can be left out, may go now: they leave the same share,
   * and put off nobody's turn.
   */
  spares: (shopId: bigint, cost: number, nowMs: number) => boolean;
}

/** Below this share of the bucket background calls wait. */
const SHOPPERS_SHARE = 0.4;
/** What a call is taken for until its answer tells: writing a metafield costs 10 to 13. */
const EXPECTED_COST = 12;
/** Turns are given no further ahead; who comes later queues up anew. */
const LONGEST_WAIT_MS = 60 * 60_000;
/** Shops remembered; forgetting one costs a call too many at most. */
const MAX_SHOPS = 5_000;

interface Known extends CallBudget {
  readonly atMs: number;
  /** When the last turn that was given away begins. */
  readonly lastTurnMs: number;
}

export function createBackgroundPace(): BackgroundPace {
  const shops = new Map<bigint, Known>();

  const remember = (shopId: bigint, known: Known): void => {
    shops.delete(shopId);
    shops.set(shopId, known);
    if (shops.size <= MAX_SHOPS) return;
    for (const longestSilent of shops.keys()) {
      shops.delete(longestSilent);
      break;
    }
  };

  return {
    hear: (shopId, budget, nowMs) => {
      const lastTurnMs = shops.get(shopId)?.lastTurnMs ?? Number.NEGATIVE_INFINITY;
      remember(shopId, { ...budget, atMs: nowMs, lastTurnMs });
    },
    takeTurn: (shopId, nowMs) => {
      const known = shops.get(shopId);
      if (known === undefined) return 0;
      const available = restored(known, nowMs);
      const missing = known.maximum * SHOPPERS_SHARE - available;
      if (missing <= 0) {
        remember(shopId, { ...known, available: available - EXPECTED_COST, atMs: nowMs });
        return 0;
      }
      const perMs = known.restoredPerSecond / 1_000;
      const firstTurnMs = nowMs + missing / perMs;
      const nextTurnMs = known.lastTurnMs + EXPECTED_COST / perMs;
      const isInReach = nextTurnMs <= nowMs + LONGEST_WAIT_MS;
      const turnMs = isInReach ? Math.max(firstTurnMs, nextTurnMs) : firstTurnMs;
      remember(shopId, { ...known, lastTurnMs: turnMs });
      return Math.ceil(turnMs - nowMs);
    },
    spares: (shopId, cost, nowMs) => {
      const known = shops.get(shopId);
      if (known === undefined) return true;
      const available = restored(known, nowMs) - cost;
      if (available < known.maximum * SHOPPERS_SHARE) return false;
      remember(shopId, { ...known, available, atMs: nowMs });
      return true;
    },
  };
}

function restored({ available, maximum, restoredPerSecond, atMs }: Known, nowMs: number): number {
  return Math.min(maximum, available + ((nowMs - atMs) / 1_000) * restoredPerSecond);
}

/** Of this process. Others learn of its calls from Shopify, as it learns of theirs. */
export const backgroundPace = createBackgroundPace();
