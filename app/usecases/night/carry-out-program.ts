// A version has come into force: the ends of points follow where it says so, and tiers are looked at
// in the next night. Begun soon after, and always before a night to which the version applies.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { recalculateBalanceExpiry, recalculateLotExpiry } from "../../core/expiry/recalculate.ts";
import type { ChangedTerms } from "../../core/expiry/recalculate.ts";
import type { LotState, MemberLedger } from "../../core/ledger/entry.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import { applyLedgerChanges, loadLots } from "../../db/ledger-store.ts";
import { lockMembers } from "../../db/member-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import {
  askForTierReviews,
  findNewTerms,
  listMembersInOrder,
  listShopsWithNewTerms,
  markCarriedOut,
} from "../../db/new-terms-store.ts";
import type { NewTerms } from "../../db/new-terms-store.ts";
import { holdStep, loadNightShop, saveStep } from "../../db/night-store.ts";
import type { NightShop } from "../../db/night-store.ts";
import { pool } from "../../db/pool.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { cursorOf, placeOf } from "./night.ts";
import { ledgerOf } from "./night-ledgers.ts";

const MEMBERS_PER_PORTION = 300;
const SHOPS_PER_ROUND = 20;
const PORTIONS_PER_TURN = 10;
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
      for (let turn = 0; turn < PORTIONS_PER_TURN; turn++) {
        if ((await carryOutPortion(shopId, until, now)) !== "worked") break;
        portions++;
      }
    } catch (error) {
      onFault(shopId, error);
    }
  }
  return portions;
}

function carryOutPortion(
  shopId: bigint,
  until: Instant,
  now: Instant,
): Promise<"worked" | "idle" | "busy"> {
  return withTransaction(async (tx) => {
    const shop = await loadNightShop(tx, shopId);
    return shop ? carryOutNext(tx, shop, until, now) : "idle";
  });
}

/** The next portion of the latest version that was in force by an instant. */
export async function carryOutNext(
  tx: Transaction,
  shop: NightShop,
  until: Instant,
  now: Instant,
): Promise<"worked" | "idle" | "busy"> {
  const { shopId, timeZone } = shop;
  const terms = await findNewTerms(tx, shopId, until);
  if (!terms) return "idle";
  const step = `program/${terms.versionId}`;
  const name = { shopId, date: localDateOf(terms.activeFrom, timeZone), step };
  const held = await holdStep(tx, name, now);
  if (!held) return "busy";
  if (held.isDone) return "worked";
  const portion = { after: placeOf(held.cursor), limit: MEMBERS_PER_PORTION };
  const items = await listMembersInOrder(tx, shopId, portion);
  const members = await lockMembers(
    tx,
    items.map(({ memberId }) => ({ shopId, id: memberId })),
  );
  await followTerms(tx, { shop, terms, members, now });
  const isDone = items.length < MEMBERS_PER_PORTION;
  if (isDone) await markCarriedOut(tx, shopId, terms, now);
  const last = items.at(-1);
  const cursor = last ? cursorOf(last) : held.cursor;
  await saveStep(tx, name, { ...held, cursor, items: held.items + items.length, isDone }, now);
  return "worked";
}

interface MembersOfShop {
  readonly shop: NightShop;
  readonly terms: NewTerms;
  readonly members: readonly LockedMember[];
  readonly now: Instant;
}

async function followTerms(
  tx: Transaction,
  { shop: { shopId, timeZone: zone }, terms, members, now }: MembersOfShop,
): Promise<void> {
  const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
  const lots = await loadLots(tx, members);
  const changes = members.map((member) => {
    const { tierId } = member.tier;
    const changed = { periods, tierId, zone, at: terms.activeFrom };
    const before = ledgerOf(member, lots.get(member.id) ?? []);
    return { shopId, before, entries: [], ledger: withNewEnds(before, member, changed) };
  });
  await applyLedgerChanges(tx, changes, now);
  if (haveTiersChanged(periods, terms)) {
    const ids = members.map(({ id }) => id);
    await askForTierReviews(tx, shopId, ids, terms.activeFrom);
  }
}

function withNewEnds(
  ledger: MemberLedger,
  { activityAt, enrolledAt }: LockedMember,
  changed: ChangedTerms,
): MemberLedger {
  const { balanceExpiresAt } = ledger;
  const balance = { activityAt: activityAt ?? enrolledAt, balanceExpiresAt };
  return {
    ...ledger,
    lots: ledger.lots.map((lot) => withNewEnd(lot, changed)),
    balanceExpiresAt: recalculateBalanceExpiry(balance, changed),
  };
}

/** Lots are written where they are other objects than before. */
function withNewEnd(lot: LotState, changed: ChangedTerms): LotState {
  const expiresAt = recalculateLotExpiry(lot, changed);
  return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
}

/** Whether any of the versions that wait has other tiers than the one before it. */
function haveTiersChanged(
  periods: readonly ProgramPeriod[],
  { activeFrom, waitingSince }: NewTerms,
): boolean {
  return periods.some(({ version, activeFrom: from }, index) => {
    if (from < waitingSince || from > activeFrom) return false;
    return tiersAsText(version.document) !== tiersAsText(periods[index - 1]?.version.document);
  });
}

function tiersAsText(document: ProgramDocument | undefined): string {
  return JSON.stringify(document?.tiers ?? null, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
