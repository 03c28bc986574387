// Limits that all members share. A budget lies in stripes, each with a share of what is left: a
// worker takes one that nobody holds, so that many grant at once. When no stripe holds enough, one
// worker takes all of them, grants what is really left, and cuts the rest anew: never more than the
// limit is granted, and never less while there is some.
import type { Points } from "../core/points/points.ts";
import type { Sql } from "./pool.ts";

/** More than workers ever hold at once. */
const STRIPES = 16;

export interface BudgetDemand {
  readonly shopId: bigint;
  readonly key: string;
  /** The most points that all together may be granted. */
  readonly limit: Points;
  /** The most that this transaction may ask for. */
  readonly wanted: Points;
}

interface Stripe {
  readonly stripe: number;
  /** What it may grant in all, of which `used` is granted. */
  readonly share: Points;
  used: Points;
}

interface HeldBudget {
  readonly shopId: bigint;
  readonly key: string;
  /** What the stripes are cut from. */
  readonly limit: Points;
  /** The one that was taken, or all of them; none where nothing is left. */
  readonly stripes: readonly Stripe[];
  readonly isWhole: boolean;
}

/** The budgets that a transaction may grant from, locked until it ends. */
export class BudgetBook {
  readonly #held: ReadonlyMap<string, HeldBudget>;

  constructor(held: readonly HeldBudget[]) {
    this.#held = new Map(held.map((budget) => [nameOf(budget), budget]));
  }

  /** What can be granted under the limit: all that is left where all stripes are held. */
  left(shopId: bigint, key: string, limit: Points): Points {
    const budget = this.#held.get(nameOf({ shopId, key }));
    if (!budget) return 0n;
    const left = budget.isWhole
      ? limit - sumOf(budget.stripes, ({ used }) => used)
      : sumOf(budget.stripes, ({ share, used }) => share - used);
    return left > 0n ? left : 0n;
  }

  /** Grants points; never ask for more than is left. */
  take(shopId: bigint, key: string, points: Points): void {
    const stripe = this.#held.get(nameOf({ shopId, key }))?.stripes[0];
    if (!stripe) throw new RangeError(`Nothing is left of the budget ${key}`);
    stripe.used += points;
  }

  get budgets(): readonly HeldBudget[] {
    return [...this.#held.values()];
  }
}

/**
 * Takes hold of what the transaction may ask for. Comes after orders and members are locked, once
 * in a transaction: who holds a stripe never waits for another one.
 */
export async function openBudgets(tx: Sql, demands: readonly BudgetDemand[]): Promise<BudgetBook> {
  const asks = asksOf(demands);
  if (asks.length === 0) return new BudgetBook([]);
  await tx.query("savepoint budgets");
  const found = await takeStripes(tx, asks);
  if (found.every((budget) => budget !== null)) return new BudgetBook(found);
  // Locks that were taken out of turn are given back before any is waited for.
  await tx.query("rollback to savepoint budgets");
  return new BudgetBook(await takeWhole(tx, asks));
}

interface Ask extends BudgetDemand {
  /** Two versions of a program differ in the limit: no stripe is cut for both. */
  readonly isMixed: boolean;
}

/** What is wanted of each budget, sorted. The latest limit is the one to cut from. */
function asksOf(demands: readonly BudgetDemand[]): Ask[] {
  const asks = new Map<string, Ask>();
  for (const demand of demands) {
    if (demand.wanted <= 0n) continue;
    const known = asks.get(nameOf(demand));
    const wanted = (known?.wanted ?? 0n) + demand.wanted;
    const isMixed = known !== undefined && (known.isMixed || known.limit !== demand.limit);
    asks.set(nameOf(demand), { ...demand, wanted, isMixed });
  }
  return [...asks.values()].toSorted(compareKeys);
}

interface TakenRow {
  stripe: number | null;
  share: Points | null;
  used: Points | null;
  used_by_all: Points;
}

/** A stripe with enough left for each; nothing of those that are used up; null where none has. */
async function takeStripes(tx: Sql, asks: readonly Ask[]): Promise<(HeldBudget | null)[]> {
  const { rows } = await tx.query<TakenRow>({
    name: "budget_take_stripe",
    text: `select mine.stripe, mine.share, mine.used, (select coalesce(sum(used), 0)::bigint
          from budget where shop_id = wanted.shop_id and key = wanted.key) as used_by_all
      from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) with ordinality
        as wanted (shop_id, key, cut_from, points, place)
      left join lateral (
        select stripe, share, used from budget
        where shop_id = wanted.shop_id and key = wanted.key and cut_from = wanted.cut_from
          and share - used >= wanted.points
        limit 1 for no key update skip locked
      ) as mine on true
      order by wanted.place`,
    values: [
      asks.map(({ shopId }) => shopId),
      asks.map(({ key }) => key),
      asks.map(({ limit, isMixed }) => (isMixed ? null : limit)),
      asks.map(({ wanted }) => wanted),
    ],
  });
  return asks.map((ask, index) => heldStripe(ask, rows[index]));
}

function heldStripe({ shopId, key, limit, isMixed }: Ask, row?: TakenRow): HeldBudget | null {
  if (!row) throw new Error("PostgreSQL answered for fewer budgets than were asked for");
  const { stripe, share, used } = row;
  const held = { shopId, key, limit, isWhole: false };
  if (stripe !== null && share !== null && used !== null) {
    return { ...held, stripes: [{ stripe, share, used }] };
  }
  // What was granted is never given back: used up once is used up for good.
  return !isMixed && row.used_by_all >= limit ? { ...held, stripes: [] } : null;
}

interface StripeRow {
  shop_id: bigint;
  key: string;
  stripe: number;
  share: Points;
  used: Points;
}

/** All stripes of all budgets, made where there are none, in the one order that everybody keeps. */
async function takeWhole(tx: Sql, asks: readonly Ask[]): Promise<HeldBudget[]> {
  const shopIds = asks.map(({ shopId }) => shopId);
  const keys = asks.map(({ key }) => key);
  await tx.query({
    name: "budget_make_stripes",
    text: `insert into budget (shop_id, key, stripe, cut_from, share)
      select shop_id, key, stripe, 0, 0
      from unnest($1::bigint[], $2::text[]) as wanted (shop_id, key),
        generate_series(1, $3) as stripe
      order by shop_id, key, stripe
      on conflict (shop_id, key, stripe) do nothing`,
    values: [shopIds, keys, STRIPES],
  });
  const { rows } = await tx.query<StripeRow>({
    name: "budget_take_whole",
    text: `select held.shop_id, held.key, held.stripe, held.share, held.used
      from unnest($1::bigint[], $2::text[]) as wanted (shop_id, key)
      join budget as held on held.shop_id = wanted.shop_id and held.key = wanted.key
      order by held.shop_id, held.key, held.stripe
      for no key update of held`,
    values: [shopIds, keys],
  });
  return asks.map(({ shopId, key, limit }) => ({
    shopId,
    key,
    limit,
    isWhole: true,
    stripes: rows.filter((row) => row.shop_id === shopId && row.key === key),
  }));
}

/** Writes what was granted. What was held as a whole is cut anew, each stripe an equal share. */
export async function saveBudgets(tx: Sql, book: BudgetBook): Promise<void> {
  const saved = book.budgets.flatMap(({ shopId, key, limit, stripes, isWhole }) => {
    const cut = isWhole ? cutAnew(stripes, limit) : stripes;
    return cut.map((stripe) => ({ shopId, key, limit, ...stripe }));
  });
  if (saved.length === 0) return;
  await tx.query({
    name: "budget_save",
    text: `update budget as held set cut_from = granted.cut_from, share = granted.share,
        used = granted.used
      from unnest($1::bigint[], $2::text[], $3::smallint[], $4::bigint[], $5::bigint[],
        $6::bigint[]) as granted (shop_id, key, stripe, cut_from, share, used)
      where held.shop_id = granted.shop_id and held.key = granted.key
        and held.stripe = granted.stripe`,
    values: [
      saved.map(({ shopId }) => shopId),
      saved.map(({ key }) => key),
      saved.map(({ stripe }) => stripe),
      saved.map(({ limit }) => limit),
      saved.map(({ share }) => share),
      saved.map(({ used }) => used),
    ],
  });
}

/** What all members together were granted of a limit so far. */
export async function loadBudgetUsed(sql: Sql, shopId: bigint, key: string): Promise<Points> {
  const { rows } = await sql.query<{ used: Points }>({
    name: "budget_used",
    text: `select coalesce(sum(used), 0)::bigint as used from budget
      where shop_id = $1 and key = $2`,
    values: [shopId, key],
  });
  return rows[0]?.used ?? 0n;
}

function cutAnew(stripes: readonly Stripe[], limit: Points): Stripe[] {
  let left = limit - sumOf(stripes, ({ used }) => used);
  return stripes.map(({ stripe, used }, index) => {
    const part = left > 0n ? left / BigInt(stripes.length - index) : 0n;
    left -= part;
    return { stripe, used, share: used + part };
  });
}

function sumOf(stripes: readonly Stripe[], read: (stripe: Stripe) => Points): Points {
  return stripes.reduce((total, stripe) => total + read(stripe), 0n);
}

function compareKeys(a: BudgetDemand, b: BudgetDemand): number {
  if (a.shopId !== b.shopId) return a.shopId < b.shopId ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function nameOf({ shopId, key }: Pick<BudgetDemand, "shopId" | "key">): string {
  return `${shopId} ${key}`;
}
