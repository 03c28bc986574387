// A store whose staff work beside its customers: a simulated Shopify with the app, a program, and
// the doors of the staff's extensions.
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { pool } from "../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "./database.ts";
import { openLoyaltyShop } from "./loyalty-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "./simulated-shop.ts";
import { type AskAsStaff, loadStaffRoutes } from "./staff-visit.ts";

export interface StaffShop {
  world: SimulatedShop;
  shopId: bigint;
  ask: AskAsStaff;
  /** Somebody who is no member yet. Answers Shopify's number. */
  newCustomer(): string;
  countMembers(): Promise<number>;
  close(): Promise<void>;
}

let customers = 61_000;

export async function openStaffShop(document?: ProgramDocumentInput): Promise<StaffShop> {
  const db: TestDatabase = await createTestDatabase();
  const world = await startSimulatedShop();
  const ask = await loadStaffRoutes();
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  return {
    world,
    shopId,
    ask,
    newCustomer() {
      const id = String((customers += 1));
      const email = `c${id}@example.com`;
      createCustomer(world.simulator.context, world.shop, { id, email, firstName: "Grace" });
      return id;
    },
    async countMembers() {
      const { rows } = await pool().query("select 1 from member where shop_id = $1", [shopId]);
      return rows.length;
    },
    async close() {
      await world.stop();
      await db.drop();
    },
  };
}
