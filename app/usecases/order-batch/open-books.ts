// Which members a batch moves points of, locked in sorted order with as few lots as the decisions
// need.
import type { LotState } from "../../core/ledger/entry.ts";
import { loadLots, loadNamedLots } from "../../db/ledger-store.ts";
import type { LotKey } from "../../db/ledger-store.ts";
import { lockMembers } from "../../db/member-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadVoucherPoints } from "../../db/redemption-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import { MemberBook } from "./member-book.ts";
import type { WorkStep } from "./order-work.ts";
import { readVouchers } from "./voucher-work.ts";
import type { VoucherWork } from "./voucher-work.ts";

export type MemberBooks = ReadonlyMap<string, MemberBook>;

export interface OpenedBooks {
  /** By member id. */
  readonly books: MemberBooks;
  /** Read again under the lock. */
  readonly vouchers: VoucherWork;
}

/**
 * Locks the members of all steps that move points and of all vouchers that were used, and loads
 * their lots.
 */
export async function openBooks(
  tx: Sql,
  steps: readonly WorkStep[],
  found: VoucherWork,
): Promise<OpenedBooks> {
  const moving = steps.filter(movesPoints);
  const owners = found.members();
  const locked = await lockMembers(tx, distinct([...moving.flatMap(memberOf), ...owners]));
  const vouchers = owners.length > 0 ? await readVouchers(tx, found.codes) : found;
  const owing = locked.filter(({ balances }) => balances.shortfall > 0n);
  const taking = moving.filter(takesPoints).flatMap(memberOf);
  const lots = await loadLots(tx, distinct([...owing, ...taking, ...owners]));
  const voucherPoints = await loadVoucherPoints(tx, distinct([...taking, ...owners]));
  const named = await loadNamedLots(tx, [...moving.flatMap(ownLotOf), ...vouchers.lots()]);
  const books = locked.map((member) => {
    const all = [...(lots.get(member.id) ?? []), ...(named.get(member.id) ?? [])];
    return [
      member.id,
      new MemberBook(member, eachOnce(all), voucherPoints.get(member.id) ?? 0n),
    ] as const;
  });
  return { books: new Map(books), vouchers };
}

function movesPoints({ work, after }: WorkStep): boolean {
  return work.memberId !== null && after.target !== null && !isPosted(work, after.target.points);
}

/** Orders without a change of worth in the whole batch need no lock. */
function isPosted({ account, standing }: WorkStep["work"], points: bigint): boolean {
  return points === account.postedPoints && standing.target?.points === account.postedPoints;
}

/** A later step of the same order may take what an earlier one gave, so any fall counts. */
function takesPoints({ work, before, after }: WorkStep): boolean {
  const held = before.target?.points ?? 0n;
  const worth = after.target?.points ?? 0n;
  return worth < held || worth < work.account.postedPoints;
}

function memberOf({ work: { shopId, memberId } }: WorkStep): ShopKey[] {
  return memberId === null ? [] : [{ shopId, id: memberId }];
}

function ownLotOf({ work: { shopId, memberId, account } }: WorkStep): LotKey[] {
  if (memberId === null || account.lotId === null) return [];
  return [{ shopId, memberId, id: account.lotId }];
}

function distinct(keys: readonly ShopKey[]): ShopKey[] {
  return [...new Map(keys.map((key) => [key.id, { shopId: key.shopId, id: key.id }])).values()];
}

function eachOnce(lots: readonly LotState[]): LotState[] {
  return [...new Map(lots.map((lot) => [lot.id, lot])).values()];
}
