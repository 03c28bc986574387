// The ledger and Shopify are compared voucher by voucher, a portion at a time. Each portion is
// written down together with the request for the next, so a comparison may die anywhere, and a
// portion that runs twice writes the same twice.
import type { Instant } from "../core/calendar/instant.ts";
import { DAY_MS } from "../core/calendar/instant.ts";
import { confirmAfterMs, differenceKinds } from "../core/rewards/compare-vouchers.ts";
import type { VoucherDifference, VoucherHere } from "../core/rewards/compare-vouchers.ts";
import {
  type MessageKey,
  type NewMessage,
  enqueueMessages,
  readMessageState,
} from "../db/outbox-store.ts";
import { type Sql, pool } from "../db/pool.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import {
  type MoneyLeft,
  countOpenHere,
  listShopsToCompare,
  loadVouchersToCompare,
  saveEnd,
  saveMoneyLeft,
  saveProgress,
} from "../db/voucher-comparison-store.ts";
import {
  type SeenDifference,
  dropUnconfirmed,
  forgetUnseen,
  forgetUnseenSince,
  nextSecondLook,
  recordSeen,
  voucherSubject,
} from "../db/voucher-difference-store.ts";

const KIND = "compare_vouchers";
/** The comparison of all vouchers of a store. */
const ALL = "vouchers";
/** The second look at those that differed. */
const AGAIN = "again";
/** Vouchers in one call: each costs Shopify's points for itself, its code and its customer. */
export const VOUCHERS_AT_ONCE = 50;
/** Of vouchers that are over, the points are added up once more for so long. */
const ENDED_DAYS = 3;
/** Pages of a store's working codes, 250 each; of a store with more the rest is left out. */
export const MOST_PAGES = 1_000;

/** How far a comparison has come; figures are those so far. */
export interface Comparison {
  /** By real time. */
  readonly startedAt: Instant;
  /** By the time of business, as what it is compared with. */
  readonly endedSince: Instant;
  readonly stage: "vouchers" | "discounts";
  readonly cursor: string | null;
  readonly looked: number;
  readonly pages: number;
  readonly openThere: number;
}

/** `now` is business time, `at` real time. */
export interface Moment {
  readonly now: Instant;
  readonly at: Instant;
}

export function beginComparison({ now, at }: Moment): Comparison {
  return {
    startedAt: at,
    endedSince: now - ENDED_DAYS * DAY_MS,
    stage: "vouchers",
    cursor: null,
    looked: 0,
    pages: 0,
    openThere: 0,
  };
}

/** The timer's work: compares once a day. Answers for how many shops. */
export async function requestComparisons(limit: number): Promise<number> {
  const shopIds = await listShopsToCompare(pool(), limit);
  await withTransaction((tx) =>
    enqueueMessages(
      tx,
      shopIds.map((shopId) => comparisonMessage(shopId, {})),
    ),
  );
  return shopIds.length;
}

/** A merchant wants to know now. One that is under way goes on. */
export async function requestComparison(shopId: bigint): Promise<MessageKey> {
  const key = { shopId, kind: KIND, key: ALL };
  const state = await readMessageState(pool(), key);
  if (state?.status !== "ready") {
    await withTransaction((tx) => enqueueMessages(tx, [comparisonMessage(shopId, {})]));
  }
  return key;
}

/** The next vouchers of the comparison. */
export function nextVouchers(shopId: bigint, comparison: Comparison): Promise<VoucherHere[]> {
  const { cursor, endedSince } = comparison;
  return loadVouchersToCompare(pool(), shopId, { after: cursor, endedSince }, VOUCHERS_AT_ONCE);
}

/** What one look saw. */
export interface Look {
  readonly seen: readonly Omit<SeenDifference, "confirmFrom">[];
  /** What is left of the gift cards and credits among them. */
  readonly money?: readonly MoneyLeft[];
}

export function seenOf(
  differences: readonly VoucherDifference[],
  { redemption, shopifyGid }: Pick<VoucherHere, "redemption" | "shopifyGid">,
): Look["seen"] {
  return differences.map((each) => ({ ...each, redemptionId: redemption.id, shopifyGid }));
}

/** All but what is told by the list of codes. */
const kindsOfVouchers = differenceKinds.filter((kind) => kind !== "voucher_without_points");

/** A portion of vouchers is done: on with the next, or with what Shopify lists. */
export async function recordVouchers(
  shopId: bigint,
  comparison: Comparison,
  { vouchers, look }: { readonly vouchers: readonly VoucherHere[]; readonly look: Look },
  { at }: Moment,
): Promise<void> {
  const isLast = vouchers.length < VOUCHERS_AT_ONCE;
  const next: Comparison = {
    ...comparison,
    looked: comparison.looked + vouchers.length,
    stage: isLast ? "discounts" : "vouchers",
    cursor: isLast ? null : (vouchers.at(-1)?.redemption.id ?? null),
  };
  const subjects = vouchers.map(({ redemption }) => voucherSubject(redemption.id));
  await withTransaction(async (tx) => {
    await record(tx, shopId, look, at);
    await forgetUnseen(tx, shopId, { subjects, kinds: kindsOfVouchers }, at);
    await saveProgress(tx, shopId, next);
    await enqueueMessages(tx, [comparisonMessage(shopId, { rest: next })]);
  });
}

export interface LookedPage {
  readonly look: Look;
  /** Codes of ours on the page that work. */
  readonly open: number;
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** A page of Shopify's codes is done; with the last one the comparison is over. */
export async function recordPage(
  shopId: bigint,
  comparison: Comparison,
  { look, open, nextCursor }: LookedPage,
  { now, at }: Moment,
): Promise<void> {
  const pages = comparison.pages + 1;
  const openThere = comparison.openThere + open;
  const isWhole = nextCursor === null;
  const next: Comparison = { ...comparison, cursor: nextCursor, pages, openThere };
  await withTransaction(async (tx) => {
    await record(tx, shopId, look, at);
    await saveProgress(tx, shopId, next);
    if (!isWhole && pages < MOST_PAGES) {
      await enqueueMessages(tx, [comparisonMessage(shopId, { rest: next })]);
      return;
    }
    if (isWhole) await forgetUnseenSince(tx, shopId, comparison.startedAt, at);
    const openHere = await countOpenHere(tx, shopId, now);
    await saveEnd(tx, shopId, { finishedAt: at, openHere, openThere, isWhole });
    await requestSecondLook(tx, shopId, at);
  });
}

/** What differed once was looked at again: the difference is confirmed, or was none. */
export async function recordSecondLook(
  shopId: bigint,
  { waiting, seen }: Look & { readonly waiting: readonly { readonly id: string }[] },
  { at }: Moment,
): Promise<void> {
  await withTransaction(async (tx) => {
    await record(tx, shopId, { seen }, at);
    await dropUnconfirmed(
      tx,
      shopId,
      waiting.map(({ id }) => id),
    );
    await requestSecondLook(tx, shopId, at);
  });
}

async function record(tx: Sql, shopId: bigint, look: Look, at: Instant): Promise<void> {
  const { seen, money = [] } = look;
  const rows = seen.map((one) => ({ ...one, confirmFrom: at + confirmAfterMs(one.kind) }));
  await recordSeen(tx, shopId, rows, at);
  await saveMoneyLeft(tx, shopId, money);
}

async function requestSecondLook(tx: Transaction, shopId: bigint, at: Instant): Promise<void> {
  const next = await nextSecondLook(tx, shopId);
  if (next === null) return;
  const delayMs = Math.max(next - at, 0);
  const again = { shopId, kind: KIND, key: AGAIN, payload: { again: true } };
  await enqueueMessages(tx, [{ ...again, delayMs }]);
}

function comparisonMessage(shopId: bigint, payload: { readonly rest?: Comparison }): NewMessage {
  return { shopId, kind: KIND, key: ALL, payload };
}
