// SQL of orders whose points wait for a delivery that nobody has told of.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/**
 * Installed shops under whose program points wait for deliveries, and which have not been asked
 * about them for a day.
 */
export async function listShopsAwaitingDeliveries(sql: Sql, limit: number): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "delivery_wait_shops",
    text: `select shop_id from shop
      where uninstalled_at is null
        and exists (select from program_version as version
          where version.shop_id = shop.shop_id and version.status in ('active', 'retired')
            and version.document -> 'pending' ->> 'kind' = 'delivery')
        and not exists (select from outbox_message as asked
          where asked.shop_id = shop.shop_id and asked.kind = 'sweep_deliveries'
            and (asked.status = 'ready' or asked.next_attempt_at > now() - interval '1 day'))
      order by shop_id limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.shop_id);
}

/** A place among a shop's lots that wait, in the order of their release. */
export interface WaitingPlace {
  readonly releasesAt: Instant;
  readonly memberId: string;
  readonly lotId: string;
}

export interface WaitingOrders {
  readonly orderIds: readonly string[];
  /** Where the next page begins; null on the last. */
  readonly next: WaitingPlace | null;
}

interface WaitingRow {
  order_id: string;
  is_under_way: boolean;
  releases_at: Date;
  member_id: string;
  id: string;
}

/** Orders among the next `limit` lots that are sent and not known to have arrived. */
export async function loadOrdersUnderWay(
  sql: Sql,
  shopId: bigint,
  after: WaitingPlace | null,
  limit: number,
): Promise<WaitingOrders> {
  const { rows } = await sql.query<WaitingRow>({
    name: "delivery_wait_orders",
    text: `select waiting.order_id, waiting.releases_at, waiting.member_id, waiting.id,
        coalesce(version.document -> 'pending' ->> 'kind' = 'delivery'
          and held.state -> 'newest' ->> 'fulfilledAt' is not null
          and held.state -> 'newest' ->> 'deliveredAt' is null, false) as is_under_way
      from (select shop_id, order_id, releases_at, member_id, id from lot
        where shop_id = $1 and pending > 0 and releases_at is not null
          and ($2::timestamptz is null or (releases_at, member_id, id) > ($2, $3::uuid, $4::uuid))
        order by releases_at, member_id, id limit $5) as waiting
      left join order_state as held on held.shop_id = waiting.shop_id
        and held.order_id = waiting.order_id
      left join program_version as version on version.shop_id = held.shop_id
        and version.id = held.program_version_id
      order by waiting.releases_at, waiting.member_id, waiting.id`,
    values: [
      shopId,
      after && instantText(after.releasesAt),
      after?.memberId ?? null,
      after?.lotId ?? null,
      limit,
    ],
  });
  const last = rows.length < limit ? undefined : rows.at(-1);
  const next = last && {
    releasesAt: instantOf(last.releases_at),
    memberId: last.member_id,
    lotId: last.id,
  };
  const orderIds = rows.filter((row) => row.is_under_way).map((row) => row.order_id);
  return { orderIds, next: next ?? null };
}
