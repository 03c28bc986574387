// What deliveries need to know of the shop that they act in.
import type { Sql } from "./pool.ts";

export interface DeliveryShop {
  shopId: bigint;
  domain: string;
  name: string | null;
  currency: string;
  locale: string;
  timeZone: string;
  contactEmail: string | null;
  /** Unknown until the shop was asked for it after installation. */
  appInstallationGid: string | null;
  installed: boolean;
}

interface Row {
  shop_id: bigint;
  domain: string;
  name: string | null;
  currency: string;
  locale: string;
  time_zone: string;
  contact_email: string | null;
  app_installation_gid: string | null;
  installed: boolean;
}

/** Nothing once the shop was redacted. */
export async function findDeliveryShop(
  sql: Sql,
  shopId: bigint,
): Promise<DeliveryShop | undefined> {
  const { rows } = await sql.query<Row>({
    name: "delivery_shop_find",
    text: `select shop_id, domain, name, currency, locale, time_zone, contact_email,
        app_installation_gid,
        uninstalled_at is null as installed
      from shop where shop_id = $1 and redacted_at is null`,
    values: [shopId],
  });
  const row = rows[0];
  return (
    row && {
      shopId: row.shop_id,
      domain: row.domain,
      name: row.name,
      currency: row.currency,
      locale: row.locale,
      timeZone: row.time_zone,
      contactEmail: row.contact_email,
      appInstallationGid: row.app_installation_gid,
      installed: row.installed,
    }
  );
}
