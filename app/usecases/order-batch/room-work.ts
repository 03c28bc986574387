// The limits that a batch's orders share with others: what each member may still earn, and what
// the program and its campaigns may still give.
import { grantRooms, grantsHeldBy, roomsInReach, roomsOf } from "../../core/earning/grant-rooms.ts";
import type { Grants, Room } from "../../core/earning/grant-rooms.ts";
import type { EarnSnapshot } from "../../core/earning/earn-snapshot.ts";
import { MAX_POINTS_PER_EVENT, leastPoints } from "../../core/points/points.ts";
import type { Points } from "../../core/points/points.ts";
import { BudgetBook, openBudgets, saveBudgets } from "../../db/budget-store.ts";
import type { BudgetDemand } from "../../db/budget-store.ts";
import { loadRooms, roomName, saveRooms } from "../../db/earning-room-store.ts";
import type { MemberRoom, UsedRoom } from "../../db/earning-room-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { timeZoneOf } from "./evaluations.ts";
import type { Candidate, Evaluations } from "./evaluations.ts";
import type { MemberBook } from "./member-book.ts";

/** An order that may ask for room, and the member who asks. */
export interface RoomQuestion {
  readonly book: MemberBook;
  readonly candidate: Candidate;
}

/** An order that moves from one member to another, with what it was granted. */
export interface RoomMove {
  readonly members: readonly ShopKey[];
  readonly snapshot: EarnSnapshot;
}

export class RoomWork {
  readonly #evaluations: Evaluations;
  readonly #used = new Map<string, UsedRoom>();
  readonly #taken = new Set<string>();
  #budgets = new BudgetBook([]);

  constructor(evaluations: Evaluations) {
    this.#evaluations = evaluations;
  }

  /** Reads and holds all that the orders may ask for. Comes after all other locks. */
  async load(tx: Sql, questions: readonly RoomQuestion[]): Promise<void> {
    const rooms: MemberRoom[] = [];
    const demands: BudgetDemand[] = [];
    for (const question of questions) {
      const inReach = roomsOfQuestion(question);
      const { shopId, id: memberId } = question.book.member;
      for (const { scope, key } of inReach) {
        if (scope === "member") rooms.push({ shopId, memberId, key });
      }
      if (inReach.some(isShared)) demands.push(...this.#demandsOf(question));
    }
    const used = await loadRooms(tx, distinct(rooms));
    for (const room of rooms) {
      const name = roomName(room.memberId, room.key);
      this.#used.set(name, { ...room, used: used.get(name) ?? 0n });
    }
    this.#budgets = await openBudgets(tx, demands);
  }

  /** Reads the limits of members between whom orders move. */
  async loadMoves(tx: Sql, moves: readonly RoomMove[]): Promise<void> {
    const rooms = moves.flatMap(({ members, snapshot }) =>
      members.flatMap(({ shopId, id: memberId }) =>
        memberRoomsOf(snapshot).map(({ room: { key } }) => ({ shopId, memberId, key })),
      ),
    );
    const used = await loadRooms(tx, distinct(rooms));
    for (const room of rooms) {
      const name = roomName(room.memberId, room.key);
      this.#used.set(name, { ...room, used: used.get(name) ?? 0n });
    }
  }

  /** What an order was granted of its member's limits is the other's from now on. */
  move(from: MemberBook, to: MemberBook, snapshot: EarnSnapshot): void {
    for (const { room, points } of memberRoomsOf(snapshot)) {
      this.#take(from, room, -leastPoints(points, room.limit - this.#left(from, room)));
      this.#take(to, room, points);
    }
  }

  /** What the order gets of the rooms that it asks for. */
  grant(book: MemberBook, evaluated: EarnSnapshot, previous: EarnSnapshot | null): EarnSnapshot {
    const { snapshot, taken } = grantRooms(evaluated, previous, (room) => this.#left(book, room));
    for (const { room, points } of taken) this.#take(book, room, points);
    return snapshot;
  }

  /** What it would get; nothing is taken. */
  preview(book: MemberBook, evaluated: EarnSnapshot): EarnSnapshot {
    return grantRooms(evaluated, null, (room) => this.#left(book, room)).snapshot;
  }

  async save(tx: Sql): Promise<void> {
    const used = [...this.#taken].flatMap((name) => this.#used.get(name) ?? []);
    await saveRooms(tx, used);
    await saveBudgets(tx, this.#budgets);
  }

  #left({ member: { shopId, id } }: MemberBook, { scope, key, limit }: Room): Points {
    if (scope === "program") return this.#budgets.left(shopId, key, limit);
    const room = this.#used.get(roomName(id, key));
    if (!room) throw new RangeError(`The limit ${key} was not read`);
    return limit - room.used;
  }

  #take({ member: { shopId, id } }: MemberBook, { scope, key }: Room, points: Points): void {
    if (scope === "program") return this.#budgets.take(shopId, key, points);
    const name = roomName(id, key);
    const room = this.#used.get(name);
    if (!room) throw new RangeError(`The limit ${key} was not read`);
    this.#used.set(name, { ...room, used: room.used + points });
    this.#taken.add(name);
  }

  /** The most that the order may ask of each shared room, whatever tier its member has by then. */
  #demandsOf({ book, candidate }: RoomQuestion): BudgetDemand[] {
    const { work, order, version } = candidate;
    const previous = work.before.snapshot;
    const list = version.document.tiers?.list ?? [];
    const tierIds = previous
      ? [previous.tierId]
      : [null, book.tierAt(order.head.placedAt), ...list.map(({ id }) => id)];
    const demands = new Map<string, BudgetDemand>();
    for (const tierId of new Set(tierIds)) {
      const evaluated = this.#evaluations.evaluate(candidate, tierId);
      for (const { key, limit } of roomsOf(evaluated).filter(isShared)) {
        const wanted = mostOf(evaluated, previous, key);
        const known = demands.get(key);
        if (known && known.wanted >= wanted) continue;
        demands.set(key, { shopId: work.shopId, key, limit, wanted });
      }
    }
    return [...demands.values()];
  }
}

function roomsOfQuestion({ candidate: { work, order, version } }: RoomQuestion): Room[] {
  return roomsInReach(order.head, version.document, timeZoneOf(work));
}

function isShared({ scope }: Room): boolean {
  return scope === "program";
}

/**
 * The most that an order may ask of a shared room: with room everywhere, or with room for this
 * campaign alone, since one that has none leaves its lines to the next.
 */
function mostOf(evaluated: EarnSnapshot, previous: EarnSnapshot | null, key: string): Points {
  const everywhere = takenOf(evaluated, previous, key, () => MAX_POINTS_PER_EVENT);
  const alone = takenOf(evaluated, previous, key, (room) =>
    room.key === key ? MAX_POINTS_PER_EVENT : 0n,
  );
  return everywhere > alone ? everywhere : alone;
}

function takenOf(
  evaluated: EarnSnapshot,
  previous: EarnSnapshot | null,
  key: string,
  left: (room: Room) => Points,
): Points {
  const { taken } = grantRooms(evaluated, previous, left);
  return taken.find(({ room }) => room.scope === "program" && room.key === key)?.points ?? 0n;
}

function memberRoomsOf(snapshot: EarnSnapshot): Grants["taken"] {
  return grantsHeldBy(snapshot).filter(({ room }) => room.scope === "member");
}

function distinct(rooms: readonly MemberRoom[]): MemberRoom[] {
  return [...new Map(rooms.map((room) => [roomName(room.memberId, room.key), room])).values()];
}
