// Qualifying units as rows: what counts for tiers and cannot be spent. Only ever added to; what is
// refunded is taken from the moment of its sale.
import type { Instant } from "../core/calendar/instant.ts";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** Counters that are kept as rows; spend is in minor units of the shop's currency. */
export interface UnitCounts {
  readonly spend: bigint;
  readonly orders: bigint;
  readonly items: bigint;
  readonly points: bigint;
  readonly nights: bigint;
  readonly visits: bigint;
  readonly referrals: bigint;
  readonly events: bigint;
}

const counters = [
  "spend",
  "orders",
  "items",
  "points",
  "nights",
  "visits",
  "referrals",
  "events",
] as const satisfies readonly (keyof UnitCounts)[];

export const NO_UNITS: UnitCounts = {
  spend: 0n,
  orders: 0n,
  items: 0n,
  points: 0n,
  nights: 0n,
  visits: 0n,
  referrals: 0n,
  events: 0n,
};

/** One difference: above zero counts, below zero takes back. */
export interface UnitDraft {
  readonly shopId: bigint;
  readonly memberId: string;
  /** Readable, and unique for the member: `order/5123/units/2`. */
  readonly key: string;
  readonly orderId: string | null;
  /** When what is counted happened; a refund's is that of its sale. */
  readonly occurredAt: Instant;
  readonly counts: Partial<UnitCounts>;
}

/** Adds differences. Members must be locked; a key that is taken already is an error. */
export async function appendUnits(
  tx: Sql,
  units: readonly UnitDraft[],
  recordedAt: Instant,
): Promise<void> {
  if (units.length === 0) return;
  await tx.query({
    name: "unit_append",
    text: `insert into qualifying_unit (shop_id, member_id, key, order_id, occurred_at,
        spend_minor, orders, items, points, nights, visits, referrals, events, recorded_at)
      select *, $14::timestamptz from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[],
        $5::timestamptz[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
        $11::bigint[], $12::bigint[], $13::bigint[])`,
    values: [
      numberColumn(units.map(({ shopId }) => shopId)),
      uuidColumn(units.map(({ memberId }) => memberId)),
      textColumn(units.map(({ key }) => key)),
      textColumn(units.map(({ orderId }) => orderId)),
      instantColumn(units.map(({ occurredAt }) => occurredAt)),
      ...counters.map((counter) => numberColumn(units.map(({ counts }) => counts[counter] ?? 0n))),
      instantText(recordedAt),
    ],
  });
}

/** What was recorded under a key; nothing where it is free. */
export async function findUnit(
  tx: Sql,
  { shopId, id }: ShopKey,
  key: string,
): Promise<{ readonly counts: UnitCounts; readonly occurredAt: Instant } | undefined> {
  const counts = counters.map((counter) => `${columns[counter]} as ${counter}`).join(", ");
  const { rows } = await tx.query<UnitCounts & { occurred_at: Date }>({
    name: "unit_find",
    text: `select occurred_at, ${counts}
      from qualifying_unit where shop_id = $1 and member_id = $2 and key = $3`,
    values: [shopId, id, key],
  });
  const [found] = rows;
  if (!found) return undefined;
  const { occurred_at: occurredAt, ...recorded } = found;
  return { counts: recorded, occurredAt: instantOf(occurredAt) };
}

/** A member's units between two moments. */
export interface UnitWindow extends ShopKey {
  /** The first instant that counts; null for all since the beginning. */
  readonly from: Instant | null;
  /** The first instant that no longer counts; null for all that is recorded. */
  readonly before: Instant | null;
}

export interface UnitSums extends UnitCounts {
  /** When the latest of all the member's units occurred, within the window or not. */
  readonly latestAt: Instant | null;
}

const columns: Readonly<Record<keyof UnitCounts, string>> = {
  spend: "spend_minor",
  orders: "orders",
  items: "items",
  points: "points",
  nights: "nights",
  visits: "visits",
  referrals: "referrals",
  events: "events",
};

const inWindow = `(wanted.since is null or unit.occurred_at >= wanted.since)
  and (wanted.before is null or unit.occurred_at < wanted.before)`;

interface SumsRow extends UnitCounts {
  latest_at: Date | null;
}

/** What was counted in each window, in the order of the windows. */
export async function loadUnitSums(sql: Sql, windows: readonly UnitWindow[]): Promise<UnitSums[]> {
  if (windows.length === 0) return [];
  const sums = counters.map(
    (counter) => `coalesce(sum(unit.${columns[counter]}) filter (where ${inWindow}), 0)::bigint
      as ${counter}`,
  );
  const { rows } = await sql.query<SumsRow>({
    name: "unit_sums",
    text: `select sums.*
      from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) with ordinality
        as wanted (shop_id, member_id, since, before, place)
      cross join lateral (
        select ${sums.join(", ")}, max(unit.occurred_at) as latest_at from qualifying_unit as unit
        where unit.shop_id = wanted.shop_id and unit.member_id = wanted.member_id
      ) as sums
      order by wanted.place`,
    values: [
      numberColumn(windows.map(({ shopId }) => shopId)),
      uuidColumn(windows.map(({ id }) => id)),
      instantColumn(windows.map(({ from }) => from)),
      instantColumn(windows.map(({ before }) => before)),
    ],
  });
  return rows.map(({ latest_at: latestAt, ...counts }) => ({
    ...counts,
    latestAt: latestAt && instantOf(latestAt),
  }));
}

/** When the first unit of each window occurred, in the order of the windows; null for none. */
export async function loadOldestUnits(
  sql: Sql,
  windows: readonly UnitWindow[],
): Promise<(Instant | null)[]> {
  if (windows.length === 0) return [];
  const { rows } = await sql.query<{ oldest_at: Date | null }>({
    name: "unit_oldest",
    text: `select (
        select min(unit.occurred_at) from qualifying_unit as unit
        where unit.shop_id = wanted.shop_id and unit.member_id = wanted.member_id and ${inWindow}
      ) as oldest_at
      from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) with ordinality
        as wanted (shop_id, member_id, since, before, place)
      order by wanted.place`,
    values: [
      numberColumn(windows.map(({ shopId }) => shopId)),
      uuidColumn(windows.map(({ id }) => id)),
      instantColumn(windows.map(({ from }) => from)),
      instantColumn(windows.map(({ before }) => before)),
    ],
  });
  return rows.map(({ oldest_at: oldest }) => oldest && instantOf(oldest));
}

/** What counted for a member at one moment. */
export interface UnitMoment {
  readonly at: Instant;
  readonly counts: UnitCounts;
}

interface MomentRow extends UnitCounts {
  place: bigint;
  occurred_at: Date;
}

/** All that ever counted, each moment once and from the first, in the order of the members. */
export async function loadUnitMoments(
  sql: Sql,
  members: readonly ShopKey[],
): Promise<UnitMoment[][]> {
  if (members.length === 0) return [];
  const sums = counters.map((counter) => `sum(${columns[counter]})::bigint as ${counter}`);
  const { rows } = await sql.query<MomentRow>({
    name: "unit_moments",
    text: `select place, occurred_at, ${sums.join(", ")}
      from unnest($1::bigint[], $2::uuid[]) with ordinality as wanted (shop_id, id, place)
      join qualifying_unit as unit on unit.shop_id = wanted.shop_id and unit.member_id = wanted.id
      group by place, occurred_at order by place, occurred_at`,
    values: [
      numberColumn(members.map(({ shopId }) => shopId)),
      uuidColumn(members.map(({ id }) => id)),
    ],
  });
  const moments = members.map((): UnitMoment[] => []);
  for (const { place, occurred_at: at, ...counts } of rows) {
    moments[Number(place) - 1]?.push({ at: instantOf(at), counts });
  }
  return moments;
}
