// Works off a shop's nights, portion by portion: each in a transaction that also writes how far the
// step has come, so that work that dies goes on where it was, and nothing is done twice.
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import {
  finishNight,
  holdStep,
  lastDone,
  loadNightShop,
  loadSteps,
  saveStep,
} from "../../db/night-store.ts";
import type { NightShop, StepProgress } from "../../db/night-store.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { carryOutNext } from "./carry-out-program.ts";
import { expireBalances, expireLots } from "./expire-points.ts";
import type { Night, NightStep } from "./night.ts";
import { cursorOf, placeOf } from "./night.ts";
import { releasePoints } from "./release-points.ts";
import { reviewBalanceTiers, reviewTiers } from "./review-tiers.ts";
import { warnOfBalances, warnOfLots } from "./warn-members.ts";

/** The order is published to merchants: what one step leaves is what the next one finds. */
export const nightSteps: readonly NightStep[] = [
  releasePoints,
  reviewTiers,
  expireLots,
  expireBalances,
  reviewBalanceTiers,
  warnOfLots,
  warnOfBalances,
];

/** Where so much of a step fails, it is not single things that are broken: it waits for repair. */
const MAX_LEFT_OUT = 1_000;
/** Longer than a year, so that a merchant can compare. */
const KEEP_NIGHTS_DAYS = 400;

/**
 * `worked`: there may be more. `idle`: all days up to today are done. `busy`: another process works
 * on this shop.
 */
export type NightProgress = "worked" | "idle" | "busy";

export interface PortionOptions {
  readonly steps?: readonly NightStep[];
  /** At most so many things, whatever the step's batch is. */
  readonly maxItems?: number;
  /** Passes over what comes next: it failed, and waits for the next night. */
  readonly leaveOut?: boolean;
}

/** Deals with the next portion of the shop's earliest day that is not done. */
export function runPortion(
  shopId: bigint,
  now: Instant,
  options: PortionOptions = {},
): Promise<NightProgress> {
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
): Promise<NightProgress> {
  const beginning = startOfDay(date, shop.timeZone);
  const carriedOut = await carryOutNext(tx, shop, beginning, now);
  if (carriedOut !== "idle") return carriedOut;
  const begun = await loadSteps(tx, shop.shopId, date);
  const night = await openNight(tx, shop, { date, now, begun });
  for (const step of steps) {
    const progress = begun.find((known) => known.step === step.name);
    if (progress?.isDone === true || (!progress && !step.isNeeded(night))) continue;
    const dealtWith = await takePortion(tx, night, step, options);
    // Steps with nothing to do are passed in one go.
    if (dealtWith === "busy" || dealtWith > 0) return dealtWith === "busy" ? "busy" : "worked";
  }
  await finishNight(tx, night, addDaysTo(date, -KEEP_NIGHTS_DAYS));
  return "worked";
}

async function openNight(
  tx: Transaction,
  { shopId, timeZone }: NightShop,
  { date, now, begun }: { date: LocalDate; now: Instant; begun: readonly StepProgress[] },
): Promise<Night> {
  const at = startOfDay(date, timeZone);
  const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
  // A night that takes until the next day stays what it was when it began.
  const beganOn = localDateOf(begun[0]?.startedAt ?? now, timeZone);
  const warned = { shopId, date, step: warnOfLots.name };
  const checked = { shopId, date, step: expireBalances.name };
  const checkedOn = await lastDone(tx, checked, { withNothingLeftOut: true });
  return {
    shopId,
    zone: timeZone,
    date,
    at,
    now,
    isLatest: beganOn <= date,
    warnedOn: (await lastDone(tx, warned, { withNothingLeftOut: false })) ?? addDaysTo(date, -1),
    periods,
    version: versionInForce(periods, at),
    checkedUntil: checkedOn === null ? null : startOfDay(checkedOn, timeZone),
    itemsBefore: 0,
  };
}

/** Answers with how many things it dealt with; none: the step is done. */
async function takePortion(
  tx: Transaction,
  night: Night,
  step: NightStep,
  { maxItems = step.batchSize, leaveOut = false }: PortionOptions,
): Promise<number | "busy"> {
  const name = { shopId: night.shopId, date: night.date, step: step.name };
  const held = await holdStep(tx, name, night.now);
  if (!held) return "busy";
  if (held.isDone) return 0;
  const limit = Math.min(maxItems, step.batchSize);
  const after = placeOf(held.cursor);
  const items = await step.list(tx, night, { after, limit });
  const last = items.at(-1);
  if (leaveOut && held.leftOut >= MAX_LEFT_OUT) {
    throw new Error(`Too much fails in the step ${step.name} of ${night.date}`);
  }
  if (last && !leaveOut) await step.work(tx, { ...night, itemsBefore: held.items }, items);
  await saveStep(
    tx,
    name,
    {
      step: step.name,
      cursor: last ? cursorOf(last) : held.cursor,
      items: held.items + (leaveOut ? 0 : items.length),
      leftOut: held.leftOut + (leaveOut ? items.length : 0),
      isDone: items.length < limit,
    },
    night.now,
  );
  return items.length;
}
