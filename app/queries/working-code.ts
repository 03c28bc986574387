// The code by which a customer checks in now.
import { findWorkingCode } from "../db/member-code-store.ts";
import { pool } from "../db/pool.ts";

/** Nothing for who is no member, asked for none, or whose code has expired. */
export function loadWorkingCode(shopId: bigint, customerId: string): Promise<string | undefined> {
  return findWorkingCode(pool(), shopId, customerId);
}
