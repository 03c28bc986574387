// What members may see of the store, from the redemptions that gave it to them.
import type { Instant } from "../core/calendar/instant.ts";
import { type HeldEntitlement, entitlementsOf } from "../core/rewards/entitlements.ts";
import type { Sql } from "./pool.ts";
import { storedReward } from "./redemption-row.ts";

/** Of a member, the newest: a store that has given so many has long had other rewards. */
const MAX_HELD = 100;

/**
 * As JSON for themes, by member id: `until` in ISO 8601. An empty list for members who have none
 * any more; nothing for members who never had any.
 */
export async function loadEntitlements(
  sql: Sql,
  shopId: bigint,
  memberIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{
    member_id: string;
    reward: unknown;
    expires_at: Date | null;
    is_held: boolean;
  }>({
    name: "entitlements_load",
    text: `select member.id as member_id, held.*
      from unnest($2::uuid[]) as member (id)
      cross join lateral (
        select reward, expires_at, status = 'issued' as is_held from redemption
        where shop_id = $1 and member_id = member.id and carrier = 'none'
          and reward ->> 'kind' in ('exclusive_product', 'early_access')
        order by requested_at desc, id limit $3
      ) as held`,
    values: [shopId, memberIds, MAX_HELD],
  });
  const held = new Map<string, HeldEntitlement[]>();
  for (const { member_id: memberId, reward: stored, expires_at, is_held } of rows) {
    const known = held.get(memberId) ?? [];
    held.set(memberId, known);
    const { reward } = storedReward(stored);
    if (!is_held || (reward.kind !== "exclusive_product" && reward.kind !== "early_access")) {
      continue;
    }
    known.push({ reward, expiresAt: expires_at === null ? null : expires_at.getTime() });
  }
  return new Map([...held].map(([memberId, each]) => [memberId, toJson(each, now)]));
}

function toJson(held: readonly HeldEntitlement[], now: Instant): string {
  const entitlements = entitlementsOf(held, now).map(({ until, ...each }) => ({
    ...each,
    until: until === null ? null : new Date(until).toISOString(),
  }));
  return JSON.stringify(entitlements);
}
