// What tiers are to give in the cart and Shopify does not hold as it should, with the reason.
import { pool } from "../db/pool.ts";
import { loadActiveProgram } from "./program.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface BlockedPerk {
  tierId: string;
  /** The tier's id where the program has it no more. */
  tierName: string;
  kind: "segment" | "discount" | "free_shipping";
  problem: string;
  /** Shopify's own words. */
  detail: string | null;
  since: Date;
}

interface BlockedRow {
  tier_id: string;
  kind: BlockedPerk["kind"];
  problem: string;
  problem_detail: string | null;
  changed_at: Date;
}

export async function listBlockedPerks(shopId: bigint, now: Date): Promise<BlockedPerk[]> {
  const { rows } = await pool().query<BlockedRow>({
    name: "tier_perks_blocked_list",
    text: `select tier_id, kind, problem, problem_detail, changed_at from tier_perk
      where shop_id = $1 and state = 'blocked' order by tier_id, kind`,
    values: [shopId],
  });
  if (rows.length === 0) return [];
  const program = await loadActiveProgram(shopId, now);
  const tiers = program?.document.tiers?.list ?? [];
  const names = new Map(tiers.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    tierId: row.tier_id,
    tierName: names.get(row.tier_id) ?? row.tier_id,
    kind: row.kind,
    problem: row.problem,
    detail: row.problem_detail,
    since: row.changed_at,
  }));
}

export async function countBlockedPerks(shopId: bigint): Promise<number> {
  const { rows } = await pool().query<{ count: bigint }>({
    name: "tier_perks_blocked_count",
    text: `select count(*) from tier_perk where shop_id = $1 and state = 'blocked'`,
    values: [shopId],
  });
  return toWholeNumber(rows[0]?.count ?? 0n);
}
