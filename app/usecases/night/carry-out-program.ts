// A version has come into force: the ends of points follow where it says so, tiers are looked at in
// the next night, and what pages show of members is written anew where tiers changed. Begun soon
// after, and always before a night to which the version applies.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import { lockMembers } from "../../db/member-store.ts";
import {
  askForTierReviews,
  findNewTerms,
  findNextOrder,
  listMembersInOrder,
  listShopsWithNewTerms,
  markCarriedOut,
} from "../../db/new-terms-store.ts";
import type { DueItem } from "../../db/due-store.ts";
import type { NewTerms } from "../../db/new-terms-store.ts";
import { advanceStep, holdStep, loadNightShop, loadSteps } from "../../db/night-store.ts";
import type { NightShop, StepProgress } from "../../db/night-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { pool } from "../../db/pool.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { recountUnits } from "../recount-units.ts";
import { progressMessage, tiersKey } from "../show-progress.ts";
import { followLater } from "./follow-program.ts";
import { moveEnds } from "./move-ends.ts";
import { cursorOf, placeOf } from "./night.ts";
import { takeTurn } from "./take-turn.ts";
import type { PortionOutcome, PortionSize } from "./take-turn.ts";

const MEMBERS_PER_PORTION = 300;
const ORDERS_PER_PORTION = 200;
const SHOPS_PER_ROUND = 20;
/** Longer than a transaction lives that read the versions before this one. */
const SETTLING_MS = 60_000;

/**
 * The timer's work: some portions for each shop whose version waits. Answers with how many there
 * were. What fails in one shop holds up no other.
 */
export async function carryOutPrograms(
  now: Instant,
  onFault: (shopId: bigint, error: unknown) => void,
): Promise<number> {
  const until = now - SETTLING_MS;
  let portions = 0;
  for (const shopId of await listShopsWithNewTerms(pool(), until, SHOPS_PER_ROUND)) {
    try {
      portions += await takeTurn({
        portion: (size) => carryOutPortion(shopId, { until, now, ...size }),
        onFault: (error) => onFault(shopId, error),
      });
    } catch (error) {
      onFault(shopId, error);
    }
  }
  return portions;
}

interface CarryOutOptions extends Partial<PortionSize> {
  /** Of the versions that were in force by then, the latest is carried out. */
  readonly until: Instant;
  readonly now: Instant;
}

function carryOutPortion(shopId: bigint, options: CarryOutOptions): Promise<PortionOutcome> {
  return withTransaction(async (tx) => {
    const shop = await loadNightShop(tx, shopId);
    return shop ? carryOutNext(tx, shop, options) : "idle";
  });
}

/** The next portion of a version that waits, if there is one. */
export async function carryOutNext(
  tx: Transaction,
  { shopId, timeZone: zone }: NightShop,
  { until, now, maxItems = MEMBERS_PER_PORTION, leaveOut = false }: CarryOutOptions,
): Promise<PortionOutcome> {
  const terms = await findNewTerms(tx, shopId, until);
  if (!terms) return "idle";
  // Whoever read the versions just before may still be writing.
  if (terms.activeFrom > now - SETTLING_MS) return "busy";
  const date = localDateOf(terms.activeFrom, zone);
  const held = await holdStep(tx, { shopId, date, step: `program/${terms.versionId}` }, now);
  if (!held) return "busy";
  if (held.isDone) return "worked";
  const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
  const portion = { shopId, zone, date, terms, periods, held, now, maxItems, leaveOut };
  if (haveTiersBegun(periods, terms) && (await recountOrders(tx, portion))) return "worked";
  await followTerms(tx, portion);
  return "worked";
}

interface TermsPortion extends PortionSize {
  readonly shopId: bigint;
  readonly zone: TimeZone;
  readonly date: LocalDate;
  readonly terms: NewTerms;
  readonly periods: readonly ProgramPeriod[];
  readonly held: StepProgress;
  readonly now: Instant;
}

/** What was bought before there were tiers counts for them. Answers whether there was any left. */
async function recountOrders(tx: Transaction, portion: TermsPortion): Promise<boolean> {
  const { shopId, date, terms, now, maxItems, leaveOut } = portion;
  const step = `units/${terms.versionId}`;
  const begun = (await loadSteps(tx, shopId, date)).find((known) => known.step === step);
  if (begun?.isDone === true) return false;
  const after = { shopId, orderId: begun?.cursor ?? "" };
  const limit = Math.min(maxItems, ORDERS_PER_PORTION);
  const last = leaveOut
    ? await findNextOrder(tx, after)
    : await recountUnits(tx, after, limit, now);
  if (leaveOut && last) await tryAgainLater(tx, portion, [{ orderId: last.orderId }]);
  const progress = {
    step,
    cursor: last?.orderId ?? after.orderId,
    dealtWith: last && !leaveOut ? limit : 0,
    failed: last && leaveOut ? 1 : 0,
    isDone: last === null,
  };
  await advanceStep(tx, portion, progress, now);
  return last !== null;
}

async function followTerms(tx: Transaction, portion: TermsPortion): Promise<void> {
  const { shopId, terms, held, now, leaveOut } = portion;
  if (held.cursor === null) await askForProgress(tx, portion);
  const limit = Math.min(portion.maxItems, MEMBERS_PER_PORTION);
  const items = await listMembersInOrder(tx, shopId, { after: placeOf(held.cursor), limit });
  if (leaveOut) await tryAgainLater(tx, portion, items);
  else await followForMembers(tx, portion, items);
  const isDone = items.length < limit;
  if (isDone) await markCarriedOut(tx, shopId, terms, now);
  const last = items.at(-1);
  const progress = {
    step: held.step,
    cursor: last ? cursorOf(last) : held.cursor,
    dealtWith: leaveOut ? 0 : items.length,
    failed: leaveOut ? items.length : 0,
    isDone,
  };
  await advanceStep(tx, portion, progress, now);
}

/** Once all that was bought before counts: it tells how far members are. */
async function askForProgress(tx: Transaction, { shopId, terms, periods }: TermsPortion) {
  const versions = waiting(periods, terms);
  const keyOf = (document?: ProgramDocument) => document?.tiers && tiersKey(document.tiers);
  const now = keyOf(versions.at(-1)?.[1]);
  const isOther = versions.some(([before, after]) => keyOf(before) !== keyOf(after));
  if (now && isOther) await enqueueMessages(tx, [progressMessage(shopId, { tiersKey: now })]);
}

/** What fails now holds up nobody: it is tried again by itself. */
async function tryAgainLater(
  tx: Transaction,
  { shopId, terms: { activeFrom } }: TermsPortion,
  items: readonly ({ memberId: string } | { orderId: string })[],
): Promise<void> {
  const left = items.map((item) =>
    "orderId" in item
      ? { orderId: item.orderId, activeFrom }
      : { memberId: item.memberId, activeFrom },
  );
  await enqueueMessages(
    tx,
    left.map((one) => followLater(shopId, one)),
  );
}

async function followForMembers(
  tx: Transaction,
  portion: TermsPortion,
  items: readonly DueItem[],
): Promise<void> {
  const { shopId, terms, periods } = portion;
  // Where nothing has changed for them, what moved their ends since is not to be undone.
  const [moves, reviews] = [haveEndsChanged(periods, terms), haveTiersChanged(periods, terms)];
  if (!moves && !reviews) return;
  const members = await lockMembers(
    tx,
    items.map(({ memberId }) => ({ shopId, id: memberId })),
  );
  if (moves) await moveEnds(tx, portion, members);
  if (!reviews) return;
  const ids = members.map(({ id }) => id);
  await askForTierReviews(tx, shopId, ids, terms.activeFrom);
}

/** Whether any of the versions that wait lets points end otherwise than the one before it. */
function haveEndsChanged(periods: readonly ProgramPeriod[], terms: NewTerms): boolean {
  return waiting(periods, terms).some(
    ([before, after]) => textOf(before?.expiry) !== textOf(after.expiry),
  );
}

/** Whether any of the versions that wait has other tiers than the one before it. */
function haveTiersChanged(periods: readonly ProgramPeriod[], terms: NewTerms): boolean {
  return waiting(periods, terms).some(
    ([before, after]) => textOf(before?.tiers) !== textOf(after.tiers),
  );
}

/** Whether any of the versions that wait has tiers where the one before it had none. */
function haveTiersBegun(periods: readonly ProgramPeriod[], terms: NewTerms): boolean {
  return waiting(periods, terms).some(([before, after]) => !before?.tiers && after.tiers !== null);
}

/** The documents of the versions that wait, each behind the one that it followed. */
function waiting(
  periods: readonly ProgramPeriod[],
  { activeFrom, waitingSince }: NewTerms,
): readonly (readonly [ProgramDocument | undefined, ProgramDocument])[] {
  return periods.flatMap(({ version, activeFrom: from }, index) => {
    if (from < waitingSince || from > activeFrom) return [];
    return [[periods[index - 1]?.version.document, version.document] as const];
  });
}

function textOf(part: ProgramDocument["tiers"] | ProgramDocument["expiry"] | undefined): string {
  return JSON.stringify(part ?? null, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
