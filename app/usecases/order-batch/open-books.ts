// Which members a batch touches, locked in sorted order, with as few lots as the decisions need.
import { loadNamedLots } from "../../db/lot-store.ts";
import type { LotKey } from "../../db/lot-store.ts";
import { lockFreeMembers } from "../../db/member-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { loadTierHistories } from "../../db/tier-store.ts";
import { completeBooks } from "./complete-book.ts";
import { takesPoints, touchesMember } from "./foresee.ts";
import { MemberBook } from "./member-book.ts";
import type { OrderWork } from "./order-work.ts";
import type { ShopTerms } from "./shop-terms.ts";
import type { VoucherWork } from "./voucher-work.ts";

export type MemberBooks = ReadonlyMap<string, MemberBook>;

export interface OpenedBooks {
  readonly books: MemberBooks;
  /** The works whose members are held: all, or all but a few of a large batch. */
  readonly works: readonly OrderWork[];
}

/** One work in so many may be left to a later batch, rather than all wait for its member. */
const WORKS_A_BUSY_MEMBER = 16;

/**
 * Locks the members of all works that touch one and of all vouchers whose use is news, and loads
 * what their decisions read. Answers the books by member id; the vouchers are read again. Members
 * whom another transaction holds are passed over, where they are few.
 */
export async function openBooks(
  tx: Sql,
  asked: readonly OrderWork[],
  vouchers: VoucherWork,
): Promise<OpenedBooks> {
  const members = new Map(asked.map((work) => [work, membersOf(work, vouchers)]));
  const mostBusy = Math.floor(asked.length / WORKS_A_BUSY_MEMBER);
  const wanted = distinct([...members.values()].flat());
  const { locked, busy } = await lockFreeMembers(tx, wanted, mostBusy);
  const works = asked.filter((work) => !members.get(work)?.some(({ id }) => busy.has(id)));
  const touching = works.filter(touchesMember);
  const owners = vouchers.members(works);
  const former = touching.flatMap(formerMemberOf);
  const terms = new Map(works.map((work) => [work.shopId, work.terms]));
  if (owners.length > 0) await vouchers.read(tx, works);
  const books = new Map(locked.map((member) => [member.id, bookOf(member, terms)]));
  const giving = touching.filter(takesPoints).flatMap(memberOf);
  const complete = new Set([...giving, ...former, ...owners].map(({ id }) => id));
  await completeBooks(
    tx,
    [...books.values()].filter(
      ({ member: { id, balances } }) => complete.has(id) || balances.shortfall > 0n,
    ),
  );
  const named = await loadNamedLots(tx, [...touching.flatMap(ownLotOf), ...vouchers.lots()]);
  for (const [id, lots] of named) books.get(id)?.addLots(lots);
  await openHistories(tx, touching, books);
  return { books, works };
}

function membersOf(work: OrderWork, vouchers: VoucherWork): ShopKey[] {
  const owners = vouchers.members([work]);
  return touchesMember(work) ? [...memberOf(work), ...formerMemberOf(work), ...owners] : owners;
}

function bookOf(member: LockedMember, terms: ReadonlyMap<bigint, ShopTerms>): MemberBook {
  const own = terms.get(member.shopId);
  if (!own) throw new RangeError(`No terms were loaded for shop ${member.shopId}`);
  return new MemberBook(member, own);
}

/** Orders that are older than their member's tier earn, and end, at the tiers since their time. */
async function openHistories(
  tx: Sql,
  works: readonly OrderWork[],
  books: MemberBooks,
): Promise<void> {
  const asked = works.filter(({ memberId, formerMemberId, before, latest }) => {
    const since = memberId === null ? null : (books.get(memberId)?.tier.since ?? null);
    const placedAt = latest.paid?.placedAt;
    const isNew = before.snapshot === null || formerMemberId !== null;
    return isNew && since !== null && placedAt !== undefined && placedAt < since;
  });
  const histories = await loadTierHistories(tx, distinct(asked.flatMap(memberOf)));
  for (const [id, told] of histories) {
    const book = books.get(id);
    if (book) book.tierHistories = told;
  }
}

function memberOf({ shopId, memberId }: OrderWork): ShopKey[] {
  return memberId === null ? [] : [{ shopId, id: memberId }];
}

function formerMemberOf({ shopId, formerMemberId }: OrderWork): ShopKey[] {
  return formerMemberId === null ? [] : [{ shopId, id: formerMemberId }];
}

function ownLotOf({ shopId, memberId, formerMemberId, account }: OrderWork): LotKey[] {
  const owner = formerMemberId ?? memberId;
  if (owner === null || account.lotId === null) return [];
  return [{ shopId, memberId: owner, id: account.lotId }];
}

function distinct(keys: readonly ShopKey[]): ShopKey[] {
  return [...new Map(keys.map((key) => [key.id, { shopId: key.shopId, id: key.id }])).values()];
}
