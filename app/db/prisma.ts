// Prisma's client over the process's pool: for pages and forms of the admin. The ledger, the inbox,
// the outbox and balances use SQL directly, which is several times faster.
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { pool } from "./pool.ts";

let client: { source: pg.Pool; prisma: PrismaClient } | undefined;

/** The client of the open pool. */
export function prisma(): PrismaClient {
  const source = pool();
  if (client?.source !== source) {
    client = { source, prisma: new PrismaClient({ adapter: new PrismaPg(source) }) };
  }
  return client.prisma;
}
