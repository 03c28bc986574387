// What a batch must read beside its orders and members, before its steps are gone through.
import type { OrderUnits } from "../../core/earning/target-points.ts";
import { candidatesOf } from "./evaluations.ts";
import { isOpen } from "./foresee.ts";
import type { MemberBook } from "./member-book.ts";
import type { MemberBooks } from "./open-books.ts";
import { unitsOf } from "./order-terms.ts";
import type { OrderWork } from "./order-work.ts";
import type { RoomMove, RoomQuestion } from "./room-work.ts";
import type { TierQuestion } from "./tier-work.ts";

/** Orders that may ask for more of a limit. */
export function askRooms(works: readonly OrderWork[], books: MemberBooks): RoomQuestion[] {
  return works.flatMap((work) => {
    const book = bookOf(work, books);
    if (!book) return [];
    return work.steps.flatMap(candidatesOf).map((candidate) => ({ book, candidate }));
  });
}

/** Orders that take what they were granted of one member's limits to another's. */
export function askMoves(works: readonly OrderWork[]): RoomMove[] {
  return works.flatMap(({ shopId, memberId, formerMemberId, before: { snapshot } }) => {
    if (memberId === null || formerMemberId === null || snapshot === null) return [];
    return [{ members: [formerMemberId, memberId].map((id) => ({ shopId, id })), snapshot }];
  });
}

/** Orders that may bring their member more units. */
export function askTiers(works: readonly OrderWork[], books: MemberBooks): TierQuestion[] {
  return works.flatMap((work) => {
    const book = bookOf(work, books);
    const at = work.latest.paid?.placedAt;
    return book && at !== undefined && mayAddUnits(work) ? [{ book, at }] : [];
  });
}

function mayAddUnits(work: OrderWork): boolean {
  if (isOpen(work) || work.formerMemberId !== null) return true;
  const { recorded } = work.units;
  return work.steps.some(({ foreseen }) => {
    const counted = foreseen && unitsOf(work.terms, foreseen);
    return counted !== null && isMore(counted, recorded);
  });
}

function isMore(counted: OrderUnits, recorded: OrderUnits): boolean {
  return (
    counted.spendMinor > recorded.spendMinor ||
    counted.orders > recorded.orders ||
    counted.items > recorded.items ||
    counted.points > recorded.points
  );
}

function bookOf({ memberId }: OrderWork, books: MemberBooks): MemberBook | undefined {
  return memberId === null ? undefined : books.get(memberId);
}
