// The timers of the app: what runs when nobody asks, how often, and how much at once.
import type { Instant } from "../core/calendar/instant.ts";
import { emptyOldLetters } from "../db/dead-letter-store.ts";
import { deleteOldReceipts } from "../db/inbox-receipt-store.ts";
import { deleteOldToldEvents } from "../db/integration-event-store.ts";
import { deleteSentMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { log } from "../log.server.ts";
import { carryOutPrograms } from "../usecases/night/carry-out-program.ts";
import { nightRounds } from "../usecases/night/work-nights.ts";
import { requestRecentActivity } from "../usecases/tell-recent-activity.ts";
import { requestComparisons } from "../usecases/compare-vouchers.ts";
import { endRewards } from "../usecases/end-rewards.ts";
import { forgetTraces } from "../usecases/referrals/forget-traces.ts";
import { expireVouchers } from "../usecases/return-voucher.ts";
import { startPrograms } from "../usecases/start-programs.ts";
import { requestDeliverySweeps } from "../usecases/sweep-deliveries.ts";
import { requestSweeps } from "../usecases/sweep-orders.ts";
import { requestPerkChecks } from "../usecases/tier-perks.ts";

export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** One portion; answers how much it did. A full portion is followed by another at once. */
  readonly run: (now: Instant) => Promise<number>;
  readonly batchSize: number;
}

const MINUTE_MS = 60_000;
const DELETE_BATCH_SIZE = 500;
/** Longer than Shopify repeats a delivery, so that a late repetition is still recognised. */
const KEEP_RECEIPTS_DAYS = 4;
const KEEP_SENT_DAYS = 7;
/** As long as a merchant has to answer a person who asks for their data. */
const KEEP_DEAD_BODIES_DAYS = 30;
/** More than a year: longer than any system tries to tell the same thing again. */
const KEEP_TOLD_EVENTS_DAYS = 400;
/** What `expireVouchers` and `endRewards` take at most. */
const EXPIRE_BATCH_SIZE = 100;
const SWEEP_BATCH_SIZE = 200;
/** Shops whose program changes in one portion. */
const START_BATCH_SIZE = 100;

export const jobs: readonly Job[] = [
  {
    name: "delete_old_receipts",
    everyMs: 10 * MINUTE_MS,
    run: () => deleteOldReceipts(pool(), KEEP_RECEIPTS_DAYS, DELETE_BATCH_SIZE),
    batchSize: DELETE_BATCH_SIZE,
  },
  {
    name: "delete_sent_messages",
    everyMs: 10 * MINUTE_MS,
    run: () => deleteSentMessages(pool(), KEEP_SENT_DAYS, DELETE_BATCH_SIZE),
    batchSize: DELETE_BATCH_SIZE,
  },
  {
    name: "empty_old_letters",
    everyMs: 60 * MINUTE_MS,
    run: () => emptyOldLetters(pool(), KEEP_DEAD_BODIES_DAYS, DELETE_BATCH_SIZE),
    batchSize: DELETE_BATCH_SIZE,
  },
  {
    name: "delete_told_events",
    everyMs: 60 * MINUTE_MS,
    run: () => deleteOldToldEvents(pool(), KEEP_TOLD_EVENTS_DAYS, DELETE_BATCH_SIZE),
    batchSize: DELETE_BATCH_SIZE,
  },
  {
    name: "forget_referral_traces",
    everyMs: 60 * MINUTE_MS,
    run: (now) => forgetTraces(now, DELETE_BATCH_SIZE),
    batchSize: DELETE_BATCH_SIZE,
  },
  {
    name: "expire_vouchers",
    everyMs: MINUTE_MS,
    run: (now) => expireVouchers(now, reportVoucher),
    batchSize: EXPIRE_BATCH_SIZE,
  },
  {
    name: "end_rewards",
    everyMs: MINUTE_MS,
    run: (now) => endRewards(now, reportReward),
    batchSize: EXPIRE_BATCH_SIZE,
  },
  {
    name: "request_sweeps",
    everyMs: 10 * MINUTE_MS,
    run: (now) => requestSweeps(now, SWEEP_BATCH_SIZE),
    batchSize: SWEEP_BATCH_SIZE,
  },
  {
    name: "request_delivery_sweeps",
    everyMs: 60 * MINUTE_MS,
    run: () => requestDeliverySweeps(SWEEP_BATCH_SIZE),
    batchSize: SWEEP_BATCH_SIZE,
  },
  {
    name: "request_perk_checks",
    everyMs: 60 * MINUTE_MS,
    run: () => requestPerkChecks(SWEEP_BATCH_SIZE),
    batchSize: SWEEP_BATCH_SIZE,
  },
  {
    name: "request_voucher_comparisons",
    everyMs: 60 * MINUTE_MS,
    run: () => requestComparisons(SWEEP_BATCH_SIZE),
    batchSize: SWEEP_BATCH_SIZE,
  },
  {
    name: "request_recent_activity",
    everyMs: 60 * MINUTE_MS,
    run: () => requestRecentActivity(SWEEP_BATCH_SIZE),
    batchSize: SWEEP_BATCH_SIZE,
  },
  {
    name: "start_programs",
    everyMs: MINUTE_MS,
    run: (now) => startPrograms(now, START_BATCH_SIZE, reportProgram),
    batchSize: START_BATCH_SIZE,
  },
  {
    name: "carry_out_programs",
    everyMs: MINUTE_MS,
    run: (now) => carryOutPrograms(now, reportShop),
    batchSize: 1,
  },
  {
    name: "work_nights",
    everyMs: MINUTE_MS,
    run: nightRounds({ onFault: reportShop }),
    batchSize: 1,
  },
];

function reportVoucher({ shopId, id }: { shopId: bigint; id: string }, error: unknown): void {
  log().error({ shopId: String(shopId), redemptionId: id, error }, "voucher not expired");
}

function reportReward({ shopId, id }: { shopId: bigint; id: string }, error: unknown): void {
  log().error({ shopId: String(shopId), redemptionId: id, error }, "reward not ended");
}

function reportProgram(shopId: bigint, error: unknown): void {
  log().error({ shopId: String(shopId), error }, "program version not started");
}

function reportShop(shopId: bigint, error: unknown): void {
  log().error({ shopId: String(shopId), error }, "nightly work left out");
}
