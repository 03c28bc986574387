// The member that a signed-in customer is, with balances; customers become members with their first
// order.
import { pool } from "../db/pool.ts";

export interface Shopper {
  memberId: string;
  available: bigint;
  pending: bigint;
  shortfall: bigint;
}

interface Row {
  id: string;
  available: bigint;
  pending: bigint;
  shortfall: bigint;
}

/** Nothing for customers who are no members, or no longer. */
export async function findShopper(
  shopId: bigint,
  customerId: string,
): Promise<Shopper | undefined> {
  const { rows } = await pool().query<Row>({
    name: "shopper_find",
    text: `select id, available, pending, shortfall from member
      where shop_id = $1 and shopify_customer_id = $2
        and deleted_at is null and redacted_at is null`,
    values: [shopId, customerId],
  });
  const row = rows[0];
  return (
    row && {
      memberId: row.id,
      available: row.available,
      pending: row.pending,
      shortfall: row.shortfall,
    }
  );
}
