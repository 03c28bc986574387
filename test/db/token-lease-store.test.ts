// One process at a time renews a shop's token, and nobody ends the turn of another.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { takeTokenLease } from "../../app/db/token-lease-store.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { insertShop } from "../support/shops.ts";

const domain = "harbour-coffee.myshopify.com";
const LONG_MS = 60_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await insertShop(db.pool, { domain });
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query("update shop set token_lease_until = null"));

test("a lease is held by one, until it is given back", async () => {
  const lease = await takeTokenLease(domain, LONG_MS);
  expect(await takeTokenLease(domain, LONG_MS)).toBeUndefined();
  await lease?.release();
  expect(await takeTokenLease(domain, LONG_MS)).toBeDefined();
});

test("a holder whose time ran out does not end the lease of the next one", async () => {
  const late = await takeTokenLease(domain, -1);
  const next = await takeTokenLease(domain, LONG_MS);
  expect([late, next]).toEqual([expect.anything(), expect.anything()]);
  await late?.release();
  expect(await takeTokenLease(domain, LONG_MS)).toBeUndefined();
});

test("a shop that was never installed keeps nobody waiting", async () => {
  const first = await takeTokenLease("northwind-tea.myshopify.com", LONG_MS);
  const second = await takeTokenLease("northwind-tea.myshopify.com", LONG_MS);
  await first?.release();
  expect(second).toBeDefined();
});
