// What the page at the door shows: the event, and how many are in.
import type { Instant } from "../core/calendar/instant.ts";
import { findCheckInLink } from "../db/check-in-link-store.ts";
import { type StoreEvent, findEvent } from "../db/event-store.ts";
import { pool } from "../db/pool.ts";

export interface Desk {
  readonly shopId: bigint;
  readonly shopName: string;
  readonly timeZone: string;
  readonly linkId: string;
  readonly event: StoreEvent;
}

export type OpenedDesk =
  | { readonly outcome: "open"; readonly desk: Desk }
  | { readonly outcome: "closed"; readonly reason: "unknown" | "revoked" | "expired" };

interface ShopRow {
  name: string;
  time_zone: string;
}

/** A link works until it is revoked, or its event is over. */
export async function openDesk(
  { shopId, id }: { shopId: bigint; id: string },
  now: Instant,
): Promise<OpenedDesk> {
  const link = await findCheckInLink(pool(), { shopId, id });
  const event = link && (await findEvent(pool(), { shopId, id: link.eventId }));
  const { rows } = await pool().query<ShopRow>({
    name: "desk_shop",
    text: `select coalesce(name, domain) as name, time_zone from shop
      where shop_id = $1 and uninstalled_at is null`,
    values: [shopId],
  });
  const [shop] = rows;
  if (!link || !event || !shop) return { outcome: "closed", reason: "unknown" };
  if (link.revokedAt !== null) return { outcome: "closed", reason: "revoked" };
  if (event.endsAt <= now) return { outcome: "closed", reason: "expired" };
  const { name: shopName, time_zone: timeZone } = shop;
  return { outcome: "open", desk: { shopId, shopName, timeZone, linkId: id, event } };
}
