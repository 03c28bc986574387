// Limits that several orders share: what a member may earn in a day or a year, what the program and
// its campaigns may give. The room that an order gets is decided when it qualifies, and recorded.
import { yearOf } from "../calendar/local-date.ts";
import { localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { OrderHead } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import { leastPoints, roundPoints } from "../points/points.ts";
import { compare, rational } from "../points/rational.ts";
import type { ProgramDocument } from "../program/document.ts";
import { compileProgram } from "./compile-program.ts";
import type { EarnSnapshot, SnapshotExtra } from "./earn-snapshot.ts";
import { exactWorth, targetOf } from "./target-points.ts";
import { wholeOrder } from "./what-is-left.ts";

/** A limit on the points of several orders. */
export interface Room {
  /** Whether it is each member's own, or one for all. Keys are unique within a scope. */
  readonly scope: "member" | "program";
  /** `day/2026-03-01`, `year/2026` or `campaign/ID`. */
  readonly key: string;
  readonly limit: Points;
}

/** How many points of a room nobody has been granted yet. Below zero counts as none. */
export type RoomLeft = (room: Room) => Points;

export interface Grants {
  readonly snapshot: EarnSnapshot;
  /** What this order takes of each room beyond what it took before; never zero. */
  readonly taken: readonly { readonly room: Room; readonly points: Points }[];
}

/** The rooms that an order may take from, before `grantRooms` says how much. */
export function roomsOf(snapshot: EarnSnapshot): Room[] {
  return [...orderRooms(snapshot), ...snapshot.extras.flatMap(campaignRooms)];
}

/**
 * All rooms that an order could take from, whatever its lines and its member's tier: told without
 * evaluating it. The date is that of the shop's calendar.
 */
export function roomsInReach(
  { placedAt }: Pick<OrderHead, "placedAt">,
  document: ProgramDocument,
  timeZone: TimeZone,
): Room[] {
  const { perDayCap: perDay, perYearCap: perYear, programBudget } = document.earning;
  const isLimited = perDay !== null || perYear !== null || programBudget !== null;
  const placedOn = isLimited ? localDateOf(placedAt, timeZone) : null;
  const running = compileProgram(document).extras.filter(
    ({ limits, window }) => limits !== null && (window === null || window(placedAt, timeZone)),
  );
  return [
    ...orderRooms({ placedOn, limits: { perDay, perYear, programBudget } }),
    ...running.flatMap(campaignRooms),
  ];
}

/**
 * Grants what the whole order wants, as it was ordered, of what is left of each room: first each
 * campaign its own extra points (rounded up), in the order of the program, then the order all its
 * points (rounded, within the cap per order). A campaign without room counts as not running; with
 * `best`, so does one whose last room gives the member less than the next best extra. `previous` is
 * what the order was granted before an edit: that stays, and only more is asked for. Rule: refunds
 * free no room.
 */
export function grantRooms(
  evaluated: EarnSnapshot,
  previous: EarnSnapshot | null,
  left: RoomLeft,
): Grants {
  if (roomsOf(evaluated).length === 0) return { snapshot: evaluated, taken: [] };
  const campaigns = grantCampaigns(evaluated, previous, left);
  const wanted = wholeWorth(campaigns);
  const before = previous?.granted ?? 0n;
  const rooms = orderRooms(campaigns);
  const granted = rooms.length === 0 ? null : grantOf(wanted, before, rooms, left);
  const snapshot = { ...campaigns, granted };
  return { snapshot, taken: takenBy(snapshot, previous) };
}

/** All that an order was granted of each room so far. */
export function grantsHeldBy(snapshot: EarnSnapshot): Grants["taken"] {
  return takenBy(snapshot, null);
}

function orderRooms({ placedOn, limits }: Pick<EarnSnapshot, "placedOn" | "limits">): Room[] {
  const { perDay, perYear, programBudget } = limits;
  if (placedOn === null) return [];
  const year = `year/${yearOf(placedOn)}`;
  return [
    ...roomWithin("member", `day/${placedOn}`, perDay),
    ...roomWithin("member", year, perYear),
    ...roomWithin("program", year, programBudget),
  ];
}

function campaignRooms({ id, limits }: Pick<SnapshotExtra, "id" | "limits">): Room[] {
  const key = `campaign/${id}`;
  return [
    ...roomWithin("member", key, limits?.perMember ?? null),
    ...roomWithin("program", key, limits?.budget ?? null),
  ];
}

function roomWithin(scope: Room["scope"], key: string, limit: Points | null): Room[] {
  return limit === null ? [] : [{ scope, key, limit }];
}

/** What was granted before stays; more is granted as far as every room allows. */
function grantOf(wanted: Points, before: Points, rooms: readonly Room[], left: RoomLeft): Points {
  if (wanted <= before) return before;
  const most = rooms.map(left).reduce(leastPoints, wanted - before);
  return before + (most > 0n ? most : 0n);
}

/** Leaves out campaigns without room, one after the other, until all that remain have some. */
function grantCampaigns(
  evaluated: EarnSnapshot,
  previous: EarnSnapshot | null,
  left: RoomLeft,
): EarnSnapshot {
  let snapshot = evaluated;
  for (;;) {
    const wanted = wantedByExtras(snapshot);
    const granted = withGrants(snapshot, wanted, previous, left);
    const place = granted.extras.findIndex((extra, index) => {
      if (!mayLeave(extra, previous)) return false;
      const isShort = (extra.granted ?? 0n) < (wanted[index] ?? 0n);
      if (snapshot.stacking !== "best") return isShort && extra.granted === 0n;
      if (extra.granted === 0n) return true;
      return isShort && !isWorthwhile(granted, withoutExtra(snapshot, index), previous, left);
    });
    if (place < 0) return granted;
    snapshot = withoutExtra(snapshot, place);
  }
}

/** Whether what a campaign may still give is more than what would take its place. */
function isWorthwhile(
  granted: EarnSnapshot,
  without: EarnSnapshot,
  previous: EarnSnapshot | null,
  left: RoomLeft,
): boolean {
  const other = withGrants(without, wantedByExtras(without), previous, left);
  return wholeWorth(granted) > wholeWorth(other);
}

/** By place. Nothing where the whole order is too small to earn at all. */
function wantedByExtras(snapshot: EarnSnapshot): Points[] {
  const whole = wholeOrder(snapshot);
  if (compare(whole.base, rational(snapshot.minimumMinor)) < 0)
    return snapshot.extras.map(() => 0n);
  const { extras } = exactWorth(snapshot, whole);
  return snapshot.extras.map((_extra, place) => {
    const points = extras.get(place);
    return points && points.n > 0n ? roundPoints(points, "ceiling") : 0n;
  });
}

function withGrants(
  snapshot: EarnSnapshot,
  wanted: readonly Points[],
  previous: EarnSnapshot | null,
  left: RoomLeft,
): EarnSnapshot {
  const extras = snapshot.extras.map((extra, place) => {
    if (extra.limits === null) return extra;
    const before = grantedBefore(extra, previous);
    const granted = grantOf(wanted[place] ?? 0n, before, campaignRooms(extra), left);
    return { ...extra, granted };
  });
  return { ...snapshot, extras };
}

function grantedBefore({ source, id }: SnapshotExtra, previous: EarnSnapshot | null): Points {
  const before = previous?.extras.find((extra) => extra.source === source && extra.id === id);
  return before?.granted ?? 0n;
}

function mayLeave(extra: SnapshotExtra | undefined, previous: EarnSnapshot | null): boolean {
  return extra !== undefined && extra.limits !== null && grantedBefore(extra, previous) === 0n;
}

function wholeWorth(snapshot: EarnSnapshot): Points {
  return targetOf(snapshot, wholeOrder(snapshot)).points;
}

/** The places of those behind it move up by one. */
function withoutExtra(snapshot: EarnSnapshot, removed: number): EarnSnapshot {
  const lists = new Map<readonly number[], readonly number[]>();
  const moved = (places: readonly number[]): readonly number[] => {
    const list =
      lists.get(places) ??
      places.flatMap((place) => (place === removed ? [] : [place > removed ? place - 1 : place]));
    lists.set(places, list);
    return list;
  };
  const { shipping } = snapshot;
  return {
    ...snapshot,
    lines: snapshot.lines.map((line) => ({ ...line, extras: moved(line.extras) })),
    shipping: shipping && { ...shipping, extras: moved(shipping.extras) },
    extras: snapshot.extras.toSpliced(removed, 1),
  };
}

function takenBy(snapshot: EarnSnapshot, previous: EarnSnapshot | null): Grants["taken"] {
  const order = (snapshot.granted ?? 0n) - (previous?.granted ?? 0n);
  const taken = orderRooms(snapshot).map((room) => ({ room, points: order }));
  for (const extra of snapshot.extras) {
    const points = (extra.granted ?? 0n) - grantedBefore(extra, previous);
    taken.push(...campaignRooms(extra).map((room) => ({ room, points })));
  }
  return taken.filter(({ points }) => points > 0n);
}
