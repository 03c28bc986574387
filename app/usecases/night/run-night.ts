// Works off a shop's nights, portion by portion: each in a transaction that also writes how far the
// step has come, so that work that dies goes on where it was, and nothing is done twice.
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import type { DueItem } from "../../db/due-store.ts";
import {
  advanceStep,
  countBeside,
  finishNight,
  holdStep,
  lastDone,
  loadNightShop,
  loadSteps,
} from "../../db/night-store.ts";
import type { NightShop, StepProgress } from "../../db/night-store.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { giveBirthdayGifts, readBirthDates, settleBirthdayGifts } from "./birthdays.ts";
import { carryOutNext } from "./carry-out-program.ts";
import { expireBalances, expireLots } from "./expire-points.ts";
import { issueRewards } from "./issue-rewards.ts";
import type { Night, NightStep } from "./night.ts";
import { cursorOf, placeOf } from "./night.ts";
import { releasePoints } from "./release-points.ts";
import { rewardReferrals } from "./reward-referrals.ts";
import { rewardAnniversaries } from "./reward-anniversaries.ts";
import { reviewBalanceTiers, reviewTiers } from "./review-tiers.ts";
import type { PortionOutcome, PortionSize } from "./take-turn.ts";
import { warnOfBalances, warnOfLots } from "./warn-members.ts";

/** The order is published to merchants: what one step leaves is what the next one finds. */
export const nightSteps: readonly NightStep[] = [
  releasePoints,
  giveBirthdayGifts,
  settleBirthdayGifts,
  rewardReferrals,
  rewardAnniversaries,
  issueRewards,
  reviewTiers,
  expireLots,
  expireBalances,
  reviewBalanceTiers,
  warnOfLots,
  warnOfBalances,
  readBirthDates,
];

/** Where so much of a step fails, it is not single things that are broken: it waits for repair. */
const MAX_LEFT_OUT = 1_000;
/** The row of the night as a whole: held while a portion is dealt with, done when all steps are. */
const WHOLE_NIGHT = "night";
/** Longer than a year, so that a merchant can compare. */
const KEEP_NIGHTS_DAYS = 400;

export interface PortionOptions extends Partial<PortionSize> {
  readonly steps?: readonly NightStep[];
}

/** Deals with the next portion of the shop's earliest day that is not done. */
export function runPortion(
  shopId: bigint,
  now: Instant,
  options: PortionOptions = {},
): Promise<PortionOutcome> {
  return withTransaction(async (tx) => {
    const shop = await loadNightShop(tx, shopId);
    const date = shop && nextDate(shop, now);
    if (!date) return "idle";
    return continueNight(tx, shop, { date, now, ...options });
  });
}

/** The day whose night comes next; null while today's is done. */
export function nextDate({ doneUntil, timeZone }: NightShop, now: Instant): LocalDate | null {
  const today = localDateOf(now, timeZone);
  const next = doneUntil === null ? today : addDaysTo(doneUntil, 1);
  return next <= today ? next : null;
}

interface PortionOfNight extends PortionOptions {
  readonly date: LocalDate;
  readonly now: Instant;
}

async function continueNight(
  tx: Transaction,
  shop: NightShop,
  { date, now, steps = nightSteps, ...options }: PortionOfNight,
): Promise<PortionOutcome> {
  const { shopId, timeZone } = shop;
  const beginning = startOfDay(date, timeZone);
  const carriedOut = await carryOutNext(tx, shop, { until: beginning, now, ...options });
  if (carriedOut !== "idle") return carriedOut;
  // Whoever holds this row has the day for itself until the end of the transaction.
  const held = await holdStep(tx, { shopId, date, step: WHOLE_NIGHT }, now);
  if (!held) return "busy";
  if (held.isDone) return finish(tx, shopId, date);
  const begun = await loadSteps(tx, shopId, date);
  const night = await openNight(tx, shop, { date, now, beganAt: held.startedAt });
  for (const step of steps) {
    const progress = begun.find((known) => known.step === step.name);
    if (progress?.isDone === true || (!progress && (await isIdle(tx, night, step)))) continue;
    const dealtWith = await takePortion(tx, night, step, { progress, ...options });
    // Steps with nothing to do are passed in one go.
    if (dealtWith > 0) return "worked";
  }
  const whole = { step: WHOLE_NIGHT, cursor: null, dealtWith: 0, failed: 0, isDone: true };
  await advanceStep(tx, night, whole, now);
  return finish(tx, shopId, date);
}

async function finish(tx: Transaction, shopId: bigint, date: LocalDate): Promise<"worked"> {
  await finishNight(tx, { shopId, date }, addDaysTo(date, -KEEP_NIGHTS_DAYS));
  return "worked";
}

/** Most steps of most nights have nothing to do, and leave no row. */
async function isIdle(tx: Transaction, night: Night, step: NightStep): Promise<boolean> {
  if (!step.isNeeded(night)) return true;
  if (step.isAlwaysNoted) return false;
  return (await step.list(tx, night, { after: null, limit: 1 })).length === 0;
}

async function openNight(
  tx: Transaction,
  { shopId, timeZone }: NightShop,
  { date, now, beganAt }: { date: LocalDate; now: Instant; beganAt: Instant },
): Promise<Night> {
  const at = startOfDay(date, timeZone);
  const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
  const warned = { shopId, date, step: warnOfLots.name };
  const checked = { shopId, date, step: expireBalances.name };
  const checkedOn = await lastDone(tx, checked, { withNothingLeftOut: true });
  return {
    shopId,
    timeZone,
    date,
    at,
    now,
    // A night that takes until the next day stays what it was when it began.
    isLatest: localDateOf(beganAt, timeZone) <= date,
    warnedOn: (await lastDone(tx, warned, { withNothingLeftOut: false })) ?? addDaysTo(date, -1),
    periods,
    current: versionInForce(periods, at),
    checkedUntil: checkedOn === null ? null : startOfDay(checkedOn, timeZone),
    itemsBefore: 0,
  };
}

interface PortionOfStep extends PortionOptions {
  /** Undefined before the first portion. */
  readonly progress: StepProgress | undefined;
}

/** Answers with how many things it dealt with; none: the step is done. */
async function takePortion(
  tx: Transaction,
  night: Night,
  step: NightStep,
  { progress, maxItems = step.batchSize, leaveOut = false }: PortionOfStep,
): Promise<number> {
  const { cursor = null, items: itemsBefore = 0, leftOut = 0 } = progress ?? {};
  const limit = Math.min(maxItems, step.batchSize);
  const items = await step.list(tx, night, { after: placeOf(cursor), limit });
  if (leaveOut && leftOut >= MAX_LEFT_OUT) {
    throw new Error(`Too much fails in the step ${step.name} of ${night.date}`);
  }
  const last = items.at(-1);
  if (leaveOut) await step.tryLater?.(tx, night, items);
  const dealtWith = leaveOut ? 0 : await work(tx, { ...night, itemsBefore }, step, items);
  await advanceStep(
    tx,
    night,
    {
      step: step.name,
      cursor: last ? cursorOf(last) : cursor,
      dealtWith,
      failed: leaveOut ? items.length : 0,
      isDone: items.length < limit,
    },
    night.now,
  );
  return items.length;
}

/**
 * Deals with the items, where the step allows it in two transactions beside this one: one half is
 * decided about while the database works for the other. This one must hold no member meanwhile: it
 * waits where PostgreSQL cannot see it, and whoever waited for that member would wait for ever. If
 * only the halves are committed in the end, their items are no longer due when the portion is tried
 * again. Answers with how many it dealt with here.
 */
async function work(
  tx: Transaction,
  night: Night,
  step: NightStep,
  items: readonly DueItem[],
): Promise<number> {
  if (items.length === 0) return 0;
  if (!step.isHalved) {
    await step.work(tx, night, items);
    return items.length;
  }
  const halves = [items.filter(isOfFirstHalf), items.filter((item) => !isOfFirstHalf(item))];
  const works = halves
    .filter((half) => half.length > 0)
    .map((half) => workBeside(night, step, half));
  for (const outcome of await Promise.allSettled(works)) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
  return 0;
}

function workBeside(night: Night, step: NightStep, items: readonly DueItem[]): Promise<void> {
  return withTransaction(async (tx) => {
    await step.work(tx, night, items);
    const name = { shopId: night.shopId, date: night.date, step: step.name };
    await countBeside(tx, name, items.length, night.now);
  });
}

/** The last digit of an id is random, so that members fall into halves of about the same size. */
function isOfFirstHalf({ memberId }: DueItem): boolean {
  return "02468ace".includes(memberId.slice(-1));
}
