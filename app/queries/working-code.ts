// The code by which a customer checks in now.
import { CODE_LEAST_SECONDS } from "../core/events/member-code.ts";
import { type MemberCode, findWorkingCode } from "../db/member-code-store.ts";
import { pool } from "../db/pool.ts";

/** Nothing for who is no member, asked for none, or whose code has expired. */
export function loadWorkingCode(
  shopId: bigint,
  customerId: string,
): Promise<MemberCode | undefined> {
  return findWorkingCode(pool(), shopId, customerId, 0);
}

/** The same, while it is worth showing: with little time left a new one is to be asked for. */
export function loadLastingCode(
  shopId: bigint,
  customerId: string,
): Promise<MemberCode | undefined> {
  return findWorkingCode(pool(), shopId, customerId, CODE_LEAST_SECONDS);
}
