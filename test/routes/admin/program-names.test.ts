// The names for the numbers in the program's form, asked of the simulated store with its token.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProduct } from "../../../simulator/actions/products.ts";
import { createSegment } from "../../../simulator/actions/segments.ts";
import type { Product } from "../../../simulator/model.ts";
import { mintSessionToken } from "../../../simulator/oauth/session-token.ts";
import { browserAgent, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { insertShop } from "../../support/shops.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let route: typeof import("../../../app/routes/app_.program.names.ts");
let bag: Product;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  await insertShop(db.pool, { domain: world.shop.domain });
  await world.signIn();
  const { context } = world.simulator;
  const variants = [{ title: "1 kg", priceMinor: 4_000 }];
  bag = createProduct(context, world.shop, {
    title: "House Blend",
    collections: ["coffee"],
    variants,
  });
  createSegment(context, world.shop, {
    id: "301",
    name: "Baristas",
    query: "customer_tags CONTAINS 'barista'",
  });
  route = await import("../../../app/routes/app_.program.names.ts");
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

function ask(query: string): Promise<Response> {
  const token = mintSessionToken(world.simulator.context, world.shop);
  const headers = { authorization: `Bearer ${token}`, "user-agent": browserAgent };
  const address = new URL(`/app/program/names?${query}`, "https://regulars.example.com");
  return route.loader(routeArguments(new Request(address, { headers })));
}

test("products, variants and collections are called as in the store", async () => {
  expect(await (await ask(`kind=product&ids=${bag.id},99`)).json()).toEqual({
    names: { [bag.id]: "House Blend" },
  });
  const variant = bag.variants[0]?.id ?? "";
  expect(await (await ask(`kind=variant&ids=${variant}`)).json()).toEqual({
    names: { [variant]: "House Blend - 1 kg" },
  });
  const [collection] = world.shop.collections.values();
  expect(await (await ask(`kind=collection&ids=${collection?.id}`)).json()).toEqual({
    names: { [collection?.id ?? ""]: collection?.title },
  });
});

test("all segments of the store are told, with what the app may read already", async () => {
  expect(await (await ask("kind=segment")).json()).toEqual({ names: { 301: "Baristas" } });
});

test("without an answer of Shopify there are none, and that is no fault of the app", async () => {
  await world.fail("ListSegments", "http_500", "before", 5);
  expect((await ask("kind=segment")).status).toBe(503);
  await world.clearFaults();
});

test.each(["", "kind=customer&ids=1", "kind=product&ids=1,x", "kind=product&ids=1%20or%201"])(
  "a question that the form does not ask is refused: %s",
  async (query) => {
    expect((await thrownResponse(ask(query))).status).toBe(400);
  },
);
