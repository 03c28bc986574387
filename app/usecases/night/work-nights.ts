// The timer's work: the nights of all shops whose day has begun, those that were missed first. Each
// shop gets a few portions at a time, so that a large one leaves the others their turn.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { listShopsBehind } from "../../db/night-store.ts";
import type { NightShop } from "../../db/night-store.ts";
import { pool } from "../../db/pool.ts";
import type { NightStep } from "./night.ts";
import { nextDate, nightSteps, runPortion } from "./run-night.ts";
import { takeTurn } from "./take-turn.ts";

/** No clock on Earth shows a later date. */
const FIRST_TO_SEE_A_DAY = "Pacific/Kiritimati";
const SHOPS_PER_PAGE = 500;
/** Shops at once: one is decided about while the database works for the other. */
const LANES = 2;
/** After so many it is time to see whether the process is to stop. */
const PORTIONS_PER_ROUND = 50;
/** One shop after the other that fails: then it is not the shops. */
const MAX_FAILED_SHOPS = 3;

export interface NightOptions {
  readonly steps?: readonly NightStep[];
  /** Hears of what failed and waits for the next night, and of shops whose turn failed. */
  readonly onFault: (shopId: bigint, error: unknown) => void;
}

/**
 * Makes rounds through the shops: each call goes on with the shop where the one before stopped, and
 * answers with how many portions it dealt with. None: all nights are done, or others are at work
 * on them.
 */
export function nightRounds(options: NightOptions): (now: Instant) => Promise<number> {
  let afterId = 0n;
  return async (now) => {
    const beganAfter = afterId;
    const date = localDateOf(now, FIRST_TO_SEE_A_DAY);
    const round: Round = { portions: 0, failedShops: 0 };
    for (;;) {
      const page = { date, afterId, limit: SHOPS_PER_PAGE };
      const waiting = await listShopsBehind(pool(), page);
      const isLast = waiting.length < SHOPS_PER_PAGE;
      const lane = async (): Promise<void> => {
        while (round.portions < PORTIONS_PER_ROUND) {
          const shop = waiting.shift();
          if (!shop) return;
          afterId = shop.shopId;
          await visit(shop, now, options, round);
        }
      };
      const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
      for (const outcome of lanes) if (outcome.status === "rejected") throw outcome.reason;
      if (waiting.length > 0) return round.portions;
      if (isLast) break;
    }
    afterId = 0n;
    // Begun among the shops, the round has not seen those before.
    return beganAfter === 0n ? round.portions : Math.max(round.portions, 1);
  };
}

/** What a round has done so far, in all lanes. */
interface Round {
  portions: number;
  failedShops: number;
}

async function visit(
  shop: NightShop,
  now: Instant,
  options: NightOptions,
  round: Round,
): Promise<void> {
  try {
    if (nextDate(shop, now) === null) return;
    const { shopId } = shop;
    const { steps = nightSteps, onFault } = options;
    round.portions += await takeTurn({
      portion: (size) => runPortion(shopId, now, { steps, ...size }),
      onFault: (error) => onFault(shopId, error),
    });
    round.failedShops = 0;
  } catch (error) {
    if (++round.failedShops >= MAX_FAILED_SHOPS) throw error;
    options.onFault(shop.shopId, error);
  }
}
