// Whether limits were used up by at least as much as orders were granted of them. Orders may hold
// less: an edit can take away what a campaign gave, and frees nothing.
import { grantsHeldBy } from "../core/earning/grant-rooms.ts";
import type { Room } from "../core/earning/grant-rooms.ts";
import type { Points } from "../core/points/points.ts";
import type { AuditFinding } from "./ledger-audit-store.ts";
import type { OrderRecord } from "./order-store.ts";
import type { Sql } from "./pool.ts";

interface Granted {
  readonly shopId: bigint;
  readonly scope: Room["scope"];
  readonly key: string;
  points: Points;
}

/** Adds up what orders hold, one after the other. Orders that change hands keep their grants. */
export class LimitAudit {
  readonly #granted = new Map<string, Granted>();

  add({ shopId, snapshot }: OrderRecord): void {
    if (!snapshot) return;
    for (const { room, points } of grantsHeldBy(snapshot)) {
      const { scope, key } = room;
      const known = this.#granted.get(nameOf(shopId, scope, key));
      if (known) known.points += points;
      else this.#granted.set(nameOf(shopId, scope, key), { shopId, scope, key, points });
    }
  }

  /** What is granted to orders and was never taken, at most `limit` findings. */
  async findings(sql: Sql, limit: number): Promise<AuditFinding[]> {
    if (this.#granted.size === 0) return [];
    const { rows } = await sql.query<{
      shop_id: bigint;
      scope: Room["scope"];
      key: string;
      used: Points;
    }>(
      `select shop_id, 'member' as scope, key, sum(used)::bigint as used from earning_room
        where shop_id = any($1::bigint[]) group by shop_id, key
      union all
      select shop_id, 'program', key, sum(used)::bigint from budget
        where shop_id = any($1::bigint[]) group by shop_id, key`,
      [[...new Set([...this.#granted.values()].map(({ shopId }) => shopId))]],
    );
    const used = new Map(rows.map((row) => [nameOf(row.shop_id, row.scope, row.key), row.used]));
    return [...this.#granted]
      .filter(([name, { points }]) => points > (used.get(name) ?? 0n))
      .slice(0, limit)
      .map(([name, { shopId, scope, key, points }]) => ({
        rule: "what orders were granted was taken from its limit",
        shopId,
        subject: `${key} of ${scope === "member" ? "members" : "all"}`,
        posted: points,
        stored: used.get(name) ?? 0n,
      }));
  }
}

function nameOf(shopId: bigint, scope: Room["scope"], key: string): string {
  return `${shopId} ${scope} ${key}`;
}
