// What both implementations must say of a shop, and what each of them says.
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { earnSnapshotFromJson } from "../../app/core/earning/earn-snapshot-json.ts";
import { pool } from "../../app/db/pool.ts";
import type { NaiveShop } from "./naive-engine.ts";
import type { NaiveMember } from "./naive-member.ts";
import { customerId } from "./store.ts";

export interface Verdict {
  /** Points of each order that was heard of. */
  readonly orders: Record<string, bigint>;
  /** The tier at which each order earns, the most that it may hold, and its campaigns. */
  readonly grants: Record<string, Grant>;
  /** By customer; who was merged into another is not there. */
  readonly members: Record<string, MemberVerdict>;
}

interface Grant {
  readonly tier: string | null;
  readonly order: bigint | null;
  readonly campaigns: Record<string, bigint>;
}

interface MemberVerdict {
  readonly available: bigint;
  readonly pending: bigint;
  readonly owed: bigint;
  readonly tier: string | null;
  /** Without a tier it means nothing. */
  readonly since: string | null;
  readonly until: string | null;
  /** When the whole balance ends. */
  readonly clock: string | null;
  /** What tiers count: "moment: spend orders items points", where it is not nothing. */
  readonly counted: readonly string[];
  /** "order, earned, ends, releases: pending available expired"; the ends of what has some left. */
  readonly lots: readonly string[];
}

const NOTHING_COUNTED = "0 0 0 0";

export function verdictOfOracle(shop: NaiveShop): Verdict {
  const granted = [...shop.orders].flatMap(([id, { granted: grant }]): [string, Grant][] => {
    if (!grant) return [];
    const { tierId: tier, order, campaigns } = grant;
    return [[id, { tier, order, campaigns: someOf([...campaigns]) }]];
  });
  const members = [...shop.members].map(([id, member]) => [customerId(id), told(member)]);
  return {
    orders: Object.fromEntries([...shop.orders].map(([id, { posted }]) => [id, posted])),
    grants: Object.fromEntries(granted),
    members: Object.fromEntries(members),
  };
}

function told(member: NaiveMember): MemberVerdict {
  const { available, pending, owed, tier, clockEndsAt } = member;
  const counted = [...member.counted.values()].map(
    ({ at, spend, orders, items, points }) =>
      [at, `${spend} ${orders} ${items} ${points}`] as const,
  );
  return {
    available,
    pending,
    owed,
    tier: tier.tierId,
    since: tier.tierId === null ? null : text(tier.since),
    until: text(tier.until),
    clock: text(clockEndsAt),
    counted: counted
      .filter(([, sums]) => sums !== NOTHING_COUNTED)
      .map(([at, sums]) => `${text(at)}: ${sums}`)
      .toSorted(),
    lots: member.lots.flatMap((lot) => lineOf(lot)).toSorted(),
  };
}

interface AnyLot {
  readonly orderId: string | null;
  readonly earnedAt: number;
  readonly endsAt: number | null;
  readonly releasesAt: number | null;
  readonly pending: bigint;
  readonly available: bigint;
  readonly expired: bigint;
}

function lineOf({ orderId, earnedAt, endsAt, releasesAt, ...lot }: AnyLot): string[] {
  const { pending, available, expired } = lot;
  if (pending + available + expired === 0n) return [];
  const releases = pending > 0n ? text(releasesAt) : null;
  const ends = pending + available > 0n ? text(endsAt) : null;
  const name = orderId ?? "gift";
  return [`${name}, ${text(earnedAt)}, ${ends}, ${releases}: ${pending} ${available} ${expired}`];
}

function text(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Nothing granted is the same as nothing asked for. */
function someOf(campaigns: readonly (readonly [string, bigint])[]): Record<string, bigint> {
  return Object.fromEntries(campaigns.filter(([, points]) => points > 0n));
}

interface OfShop {
  readonly shop_id: bigint;
}

interface StoredOrder extends OfShop {
  readonly order_id: string;
  readonly posted_points: bigint;
  readonly snapshot: unknown;
}

interface StoredMember extends OfShop {
  readonly id: string;
  readonly customer: string;
  readonly pending: bigint;
  readonly available: bigint;
  readonly shortfall: bigint;
  readonly tier_id: string | null;
  readonly tier_since: Date | null;
  readonly tier_until: Date | null;
  readonly balance_expires_at: Date | null;
}

interface StoredLot extends OfShop {
  readonly member_id: string;
  readonly order_id: string | null;
  readonly accrued_at: Date;
  readonly expires_at: Date | null;
  readonly releases_at: Date | null;
  readonly pending: bigint;
  readonly available: bigint;
  readonly expired: bigint;
}

interface StoredUnits extends OfShop {
  readonly member_id: string;
  readonly occurred_at: Date;
  readonly sums: string;
}

/** What the database holds of each shop, in the order of the shops. */
export async function verdictsOfApp(shopIds: readonly bigint[]): Promise<Verdict[]> {
  const read = async <Row extends OfShop>(sql: string): Promise<Map<bigint, Row[]>> => {
    const { rows } = await pool().query<Row>(sql, [shopIds]);
    return grouped(rows, ({ shop_id: shopId }) => shopId);
  };
  const orders = await read<StoredOrder>(
    `select shop_id, order_id, posted_points, snapshot from order_state where shop_id = any($1)`,
  );
  const members = await read<StoredMember>(
    `select *, shopify_customer_id as customer from member
     where shop_id = any($1) and merged_into_id is null`,
  );
  const lots = await read<StoredLot>(`select * from lot where shop_id = any($1)`);
  const units = await read<StoredUnits>(
    `select shop_id, member_id, occurred_at, concat_ws(' ', sum(spend_minor), sum(orders),
       sum(items), sum(points)) as sums
     from qualifying_unit where shop_id = any($1)
     group by shop_id, member_id, order_id, occurred_at`,
  );
  return shopIds.map((shopId) => {
    const own = { lots: lots.get(shopId) ?? [], units: units.get(shopId) ?? [] };
    return verdictOfApp(orders.get(shopId) ?? [], members.get(shopId) ?? [], own);
  });
}

function verdictOfApp(
  orders: readonly StoredOrder[],
  members: readonly StoredMember[],
  { lots, units }: { lots: readonly StoredLot[]; units: readonly StoredUnits[] },
): Verdict {
  const lotsOf = grouped(lots, (lot) => lot.member_id);
  const unitsOf = grouped(units, (each) => each.member_id);
  return {
    orders: Object.fromEntries(orders.map((order) => [order.order_id, order.posted_points])),
    grants: Object.fromEntries(
      orders.flatMap(({ order_id: id, snapshot }) => (snapshot ? [[id, grantOf(snapshot)]] : [])),
    ),
    members: Object.fromEntries(
      members.map((member) => [
        member.customer,
        stored(member, lotsOf.get(member.id) ?? [], unitsOf.get(member.id) ?? []),
      ]),
    ),
  };
}

function grantOf(json: unknown): Grant {
  const { granted, extras, tierId: tier } = earnSnapshotFromJson(json);
  const campaigns = extras.map(({ id, granted: points }) => [id, points ?? 0n] as const);
  return { tier, order: granted, campaigns: someOf(campaigns) };
}

function stored(
  member: StoredMember,
  lots: readonly StoredLot[],
  units: readonly StoredUnits[],
): MemberVerdict {
  return {
    available: member.available,
    pending: member.pending,
    owed: member.shortfall,
    tier: member.tier_id,
    since: member.tier_id === null ? null : text(moment(member.tier_since)),
    until: text(moment(member.tier_until)),
    clock: text(moment(member.balance_expires_at)),
    counted: units
      .filter(({ sums }) => sums !== NOTHING_COUNTED)
      .map(({ occurred_at: at, sums }) => `${text(moment(at))}: ${sums}`)
      .toSorted(),
    lots: lots
      .flatMap((lot) =>
        lineOf({
          ...lot,
          orderId: lot.order_id,
          earnedAt: lot.accrued_at.getTime(),
          endsAt: moment(lot.expires_at),
          releasesAt: moment(lot.releases_at),
        }),
      )
      .toSorted(),
  };
}

function moment(date: Date | null): number | null {
  return date?.getTime() ?? null;
}

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return groups;
}

/** Says how to see it again, and what it was about, only where the two are not alike. */
export function expectAlike(actual: unknown, expected: unknown, tell: () => string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, tell()).toEqual(expected);
}
