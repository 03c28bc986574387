// What members and stores see of the program outside the app: the balance of a member and the
// program in force.
import { type ProgramDocument, readStoredDocument } from "../core/program/document.ts";
import type { Sql } from "./pool.ts";

export interface PublishedBalance {
  customerId: string;
  available: bigint;
}

/** Nothing for members whom Shopify no longer knows, or who asked to be forgotten. */
export async function findPublishedBalance(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<PublishedBalance | undefined> {
  const { rows } = await sql.query<{ shopify_customer_id: string; available: bigint }>({
    name: "published_balance",
    text: `select shopify_customer_id, available from member
      where shop_id = $1 and id = $2 and shopify_customer_id is not null
        and deleted_at is null and redacted_at is null`,
    values: [shopId, memberId],
  });
  const row = rows[0];
  return row && { customerId: row.shopify_customer_id, available: row.available };
}

export interface PublishedProgram {
  versionId: string;
  document: ProgramDocument;
  /** Of all amounts in the document. */
  currency: string;
}

/** The program in force; nothing while the app is not installed. */
export async function findPublishedProgram(
  sql: Sql,
  shopId: bigint,
): Promise<PublishedProgram | undefined> {
  const { rows } = await sql.query<{
    id: string;
    document: unknown;
    schema_version: number;
    currency: string;
  }>({
    name: "published_program",
    text: `select v.id, v.document, v.schema_version, shop.currency
      from program_version v
      join shop on shop.shop_id = v.shop_id
      where v.shop_id = $1 and v.status = 'active' and shop.uninstalled_at is null`,
    values: [shopId],
  });
  const row = rows[0];
  return (
    row && {
      versionId: row.id,
      document: readStoredDocument(row.document, row.schema_version),
      currency: row.currency,
    }
  );
}
