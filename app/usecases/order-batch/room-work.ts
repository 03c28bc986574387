// The limits that a batch's orders share with others: what each member may still earn, and what
// the program and its campaigns may still give.
import { grantRooms, grantsHeldBy, roomsOf } from "../../core/earning/grant-rooms.ts";
import type { Grants, Room } from "../../core/earning/grant-rooms.ts";
import type { EarnSnapshot } from "../../core/earning/earn-snapshot.ts";
import { MAX_POINTS_PER_EVENT, leastPoints } from "../../core/points/points.ts";
import type { Points } from "../../core/points/points.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { BudgetBook, openBudgets, saveBudgets } from "../../db/budget-store.ts";
import type { BudgetDemand } from "../../db/budget-store.ts";
import { loadRooms, roomName, saveRooms } from "../../db/earning-room-store.ts";
import type { MemberRoom, UsedRoom } from "../../db/earning-room-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
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
    const limited = questions.filter(({ candidate }) => hasLimits(candidate.version.document));
    if (limited.length === 0) return;
    const asked = limited.map((question) => ({ ...question, demand: this.#demandOf(question) }));
    const rooms = asked.flatMap(({ book: { member }, demand }) =>
      [...demand.keys()].flatMap(({ scope, key }): MemberRoom[] =>
        scope === "member" ? [{ shopId: member.shopId, memberId: member.id, key }] : [],
      ),
    );
    const used = await loadRooms(tx, distinct(rooms));
    for (const room of rooms) {
      const name = roomName(room.memberId, room.key);
      this.#used.set(name, { ...room, used: used.get(name) ?? 0n });
    }
    this.#budgets = await openBudgets(
      tx,
      asked.flatMap(({ candidate: { work }, demand }) =>
        [...demand].flatMap(([{ scope, key, limit }, wanted]): BudgetDemand[] =>
          scope === "program" ? [{ shopId: work.shopId, key, limit, wanted }] : [],
        ),
      ),
    );
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

  /** The most that the order may ask of each room, whatever tier its member has by then. */
  #demandOf({ book, candidate }: RoomQuestion): Map<Room, Points> {
    const { head } = candidate.order;
    const previous = candidate.work.before.snapshot;
    const list = candidate.version.document.tiers?.list ?? [];
    const tierIds = previous
      ? [previous.tierId]
      : [null, book.tierAt(head.placedAt), ...list.map(({ id }) => id)];
    const demand = new Map<string, { room: Room; points: Points }>();
    for (const tierId of new Set(tierIds)) {
      const evaluated = this.#evaluations.evaluate(candidate, tierId);
      for (const room of roomsOf(evaluated)) {
        const name = `${room.scope} ${room.key}`;
        const points = mostOf(evaluated, previous, room);
        const known = demand.get(name);
        if (!known || known.points < points) demand.set(name, { room, points });
      }
    }
    return new Map([...demand.values()].map(({ room, points }) => [room, points]));
  }
}

/**
 * The most that an order may ask of a room: with room everywhere, or with room for this campaign
 * alone, since one that has none leaves its lines to the next.
 */
function mostOf(
  evaluated: EarnSnapshot,
  previous: EarnSnapshot | null,
  { scope, key }: Room,
): Points {
  if (scope === "member") return 0n;
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

function hasLimits({ earning, campaigns }: ProgramDocument): boolean {
  const { perDayCap, perYearCap, programBudget } = earning;
  if (perDayCap !== null || perYearCap !== null || programBudget !== null) return true;
  return campaigns.some(({ budget, perMemberLimit }) => budget !== null || perMemberLimit !== null);
}

function memberRoomsOf(snapshot: EarnSnapshot): Grants["taken"] {
  return grantsHeldBy(snapshot).filter(({ room }) => room.scope === "member");
}

function distinct(rooms: readonly MemberRoom[]): MemberRoom[] {
  return [...new Map(rooms.map((room) => [roomName(room.memberId, room.key), room])).values()];
}
