// Takes the steps of a plan for the perks of tiers, one after the other. What Shopify refuses for
// good is written down and shown to the merchant, and the other steps go on; what may succeed later
// ends the run, which is tried again as a whole.
import { createHash } from "node:crypto";
import type { AdminAnswer, AdminProblem } from "../../adapters/shopify/admin-answer.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import {
  type AutomaticDiscountInput,
  type WrittenDiscount,
  createAutomaticDiscount,
  deleteAutomaticDiscount,
  updateAutomaticDiscount,
} from "../../adapters/shopify/operations/write-automatic-discount.ts";
import {
  createSegment,
  deleteSegment,
  updateSegment,
} from "../../adapters/shopify/operations/write-segment.ts";
import { formatAmount } from "../../core/money/money.ts";
import type { PerkStep, WrongDiscount } from "../../core/perks/plan-perks.ts";
import {
  type KnownPerk,
  MERCHANT_TAG,
  type PerkName,
  type WantedDiscount,
  type WantedPerk,
  type WantedSegment,
  perkCombination,
  perkMark,
  perkText,
} from "../../core/perks/wanted-perks.ts";
import { rational } from "../../core/points/rational.ts";
import { pool } from "../../db/pool.ts";
import {
  forgetPerk,
  markPerkAsked,
  markPerkBlocked,
  markPerkPresent,
} from "../../db/tier-perk-store.ts";
import { recordPerkDrift, recordTierSegment } from "../../usecases/tier-perks.ts";
import type { DeliveryOutcome } from "../delivery.ts";

export interface PerkRun {
  readonly shopId: bigint;
  readonly admin: AdminGraphql;
  readonly signal: AbortSignal;
  readonly currency: string;
  /** From when new discounts work, on the store's clock. */
  readonly startsAt: Date;
}

/** Why a run ended before its last step. */
export type PerkStop =
  | { readonly problem: AdminProblem; readonly perk?: PerkName }
  | DeliveryOutcome;

type Work = PerkRun & {
  /** The segment of each tier that has one by now. */
  readonly segmentGids: Map<string, string>;
};

export async function takePerkSteps(
  run: PerkRun,
  steps: readonly PerkStep[],
): Promise<PerkStop | null> {
  const work: Work = { ...run, segmentGids: new Map() };
  for (const step of steps) {
    const stop = await takeStep(work, step);
    if (stop !== null) return "problem" in stop ? { ...stop, ...perkOf(step) } : stop;
  }
  return null;
}

function perkOf(step: PerkStep): { perk?: PerkName } {
  if ("wanted" in step) return { perk: step.wanted };
  return "perk" in step ? { perk: step.perk } : {};
}

async function takeStep(work: Work, step: PerkStep): Promise<PerkStop | null> {
  const { admin, shopId, signal } = work;
  switch (step.step) {
    case "remove":
      return remove(work, step.perk);
    case "forget":
      await forgetPerk(pool(), { shopId, ...step.perk });
      return null;
    case "remove_double":
      return stopOf(await deleteAutomaticDiscount(admin, step.gid, signal));
    case "keep":
      return keep(work, step.wanted, step.gid);
    case "create":
      await noteDrift(work, step, "deleted");
      return create(work, step.wanted);
    case "write_segment":
      return writeSegment(work, step.wanted, step.gid);
    case "write_discount":
      return writeDiscount(work, step);
    case "replace":
      return replace(work, step);
    case "block":
      return block(work, step.wanted, { problem: "too_many_discounts", detail: null });
    case "wait":
      return null;
  }
}

async function remove(
  { shopId, admin, signal }: Work,
  perk: KnownPerk & { readonly gid: string },
): Promise<PerkStop | null> {
  const deletePerk = perk.kind === "segment" ? deleteSegment : deleteAutomaticDiscount;
  const answer = await deletePerk(admin, perk.gid, signal);
  if (answer.outcome === "ok") await forgetPerk(pool(), { shopId, ...perk });
  if (answer.outcome !== "refused") return stopOf(answer);
  const refusal = { problem: "not_removed", detail: answer.message };
  await markPerkBlocked(pool(), { shopId, ...perk }, refusal, Date.now());
  return null;
}

function create(work: Work, wanted: WantedPerk): Promise<PerkStop | null> {
  return wanted.kind === "segment" ? makeSegment(work, wanted) : makeDiscount(work, wanted);
}

async function makeSegment(work: Work, wanted: WantedSegment): Promise<PerkStop | null> {
  const { shopId, admin, signal } = work;
  await markPerkAsked(pool(), { shopId, ...wanted }, Date.now());
  const answer = await createSegment(admin, segmentInput(wanted), signal);
  if (answer.outcome === "refused") return blockRefused(work, wanted, answer.message);
  if (answer.outcome !== "ok") return { problem: answer };
  return keep(work, wanted, answer.data.gid);
}

async function writeSegment(
  work: Work,
  wanted: WantedSegment,
  gid: string,
): Promise<PerkStop | null> {
  const answer = await updateSegment(work.admin, gid, segmentInput(wanted), work.signal);
  if (answer.outcome === "missing") return { outcome: "retry", reason: "segment_gone" };
  if (answer.outcome === "refused") return blockRefused(work, wanted, answer.message);
  if (answer.outcome !== "ok") return { problem: answer };
  return keep(work, wanted, gid);
}

function segmentInput({ title, query }: WantedSegment) {
  return { name: title, query };
}

async function makeDiscount(work: Work, wanted: WantedDiscount): Promise<PerkStop | null> {
  const { shopId, admin, signal } = work;
  const segmentGid = work.segmentGids.get(wanted.tierId);
  // The row of the segment says what keeps it.
  if (segmentGid === undefined) return null;
  await markPerkAsked(pool(), { shopId, ...wanted }, Date.now());
  const input = discountInput(work, wanted, { add: [segmentGid], remove: [] }, work.startsAt);
  return settle(work, wanted, await createAutomaticDiscount(admin, input, signal));
}

async function writeDiscount(
  work: Work,
  { wanted, gid, known, found }: WrongDiscount,
): Promise<PerkStop | null> {
  const segmentGid = work.segmentGids.get(wanted.tierId);
  if (segmentGid === undefined) return null;
  await noteDrift(work, { wanted, known }, found.isActive ? "changed" : "paused");
  const held = found.segmentGids ?? [];
  const segments = {
    add: held.includes(segmentGid) ? [] : [segmentGid],
    remove: held.filter((held_) => held_ !== segmentGid),
  };
  const input = discountInput(work, wanted, segments, found.isActive ? null : work.startsAt);
  return settle(work, wanted, await updateAutomaticDiscount(work.admin, gid, input, work.signal));
}

/** Dying in between leaves none, and the next run makes it. */
async function replace(
  work: Work,
  { wanted, gid, known, found }: WrongDiscount,
): Promise<PerkStop | null> {
  if (!work.segmentGids.has(wanted.tierId)) return null;
  await noteDrift(work, { wanted, known }, found.isActive ? "changed" : "paused");
  const answer = await deleteAutomaticDiscount(work.admin, gid, work.signal);
  if (answer.outcome === "refused") return blockRefused(work, wanted, answer.message);
  return stopOf(answer) ?? makeDiscount(work, wanted);
}

function discountInput(
  { currency }: Work,
  { kind, tierId, title, percent, minimumSubtotalMinor }: WantedDiscount,
  segments: AutomaticDiscountInput["segments"],
  startsAt: Date | null,
): AutomaticDiscountInput {
  return {
    title,
    tags: [MERCHANT_TAG, perkMark(tierId)],
    percent,
    minimumSubtotal:
      minimumSubtotalMinor > 0n ? formatAmount(rational(minimumSubtotalMinor), currency) : null,
    combinesWith: perkCombination(kind),
    segments,
    startsAt,
  };
}

async function settle(
  work: Work,
  wanted: WantedDiscount,
  answer: WrittenDiscount,
): Promise<PerkStop | null> {
  switch (answer.outcome) {
    case "ok":
      return keep(work, wanted, answer.data.gid);
    case "missing":
      return { outcome: "retry", reason: "discount_gone" };
    case "too_many":
      return block(work, wanted, { problem: "too_many_discounts", detail: answer.message });
    case "refused":
      return blockRefused(work, wanted, answer.message);
    case "throttled":
    case "unauthorised":
    case "unknown":
      return { problem: answer };
  }
}

/** It stands as it should, and what was written of it is known from now on. */
async function keep(work: Work, wanted: WantedPerk, gid: string): Promise<null> {
  const { shopId } = work;
  const written = { gid, writtenHash: hashOf(work, wanted) };
  if (wanted.kind === "segment") {
    work.segmentGids.set(wanted.tierId, gid);
    await recordTierSegment({ shopId, tierId: wanted.tierId, ...written }, Date.now());
  } else {
    await markPerkPresent(pool(), { shopId, ...wanted }, written, Date.now());
  }
  return null;
}

function hashOf({ segmentGids }: Work, wanted: WantedPerk): string {
  const text = perkText(wanted, segmentGids.get(wanted.tierId) ?? null);
  return createHash("sha256").update(text).digest("hex");
}

/** Only what we wrote exactly so was changed by others; else the program has changed. */
async function noteDrift(
  work: Work,
  { wanted, known }: { wanted: WantedPerk; known: KnownPerk },
  change: "changed" | "deleted" | "paused",
): Promise<void> {
  if (known.gid === null || known.writtenHash !== hashOf(work, wanted)) return;
  await recordPerkDrift({ shopId: work.shopId, ...known, gid: known.gid }, change, Date.now());
}

async function block(
  { shopId }: Work,
  wanted: WantedPerk,
  problem: { problem: string; detail: string | null },
): Promise<null> {
  await markPerkBlocked(pool(), { shopId, ...wanted }, problem, Date.now());
  return null;
}

function blockRefused(work: Work, wanted: WantedPerk, detail: string): Promise<null> {
  const isFull = wanted.kind === "segment" && /limit/i.test(detail);
  return block(work, wanted, { problem: isFull ? "too_many_segments" : "refused", detail });
}

function stopOf(answer: AdminAnswer<null>): PerkStop | null {
  return answer.outcome === "ok" ? null : { problem: answer };
}
