// Whose an order is, as Shopify changes its mind about it, and what rules ask of products and
// people.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createCollection } from "../../simulator/actions/collections.ts";
import { updateCustomer } from "../../simulator/actions/customers.ts";
import { mergeCustomers } from "../../simulator/actions/merge-customers.ts";
import { setCustomer } from "../../simulator/actions/orders.ts";
import { createProduct } from "../../simulator/actions/products.ts";
import { createSegment } from "../../simulator/actions/segments.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { PlayedShop, keepNews } from "../support/played-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { startSimulatedShop, type SimulatedShop } from "../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  await keepNews(world);
});

afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});

const twenty = { title: "Cup", priceMinor: 2_000, quantity: 1 };

function open(document: Partial<ProgramDocumentInput> = {}): Promise<PlayedShop> {
  const input = { ...PROGRAM_INPUT, earning: { pointsPerUnit: "1" }, ...document };
  return PlayedShop.open(world, db, input);
}

async function available(played: PlayedShop, customerId: string): Promise<bigint> {
  return (await played.standing(customerId)).available;
}

describe("an order belongs", () => {
  test("to the customer that a guest turns out to be, and to the one it is given to", async () => {
    const played = await open();
    const [ada, bo] = [played.customer(), played.customer()];
    const order = played.order({ email: "guest@example.com", lines: [twenty] });
    await played.tellAll();
    for (const [customerId, points] of [
      [ada, [20n, 0n]],
      [bo, [0n, 20n]],
      [ada, [20n, 0n]],
    ] as const) {
      played.passTime({ minutes: 1 });
      setCustomer(played.simulated, played.shop, order.id, customerId);
      await played.tellAll();
      expect([await available(played, ada), await available(played, bo)]).toEqual(points);
    }
  });

  test.each([
    ["first", { touchOrders: true }, [0]],
    ["last", { touchOrders: true, tellDeletion: true }, [1, 2, 3, 0]],
    ["alone", {}, [0]],
    ["after the deletion", { tellDeletion: true }, [2, 0, 1]],
  ])("to the one that is kept of two, the merger being told %s", async (_, merge, order) => {
    const played = await open();
    const [ada, bo] = [played.customer(), played.customer()];
    for (const customerId of [ada, bo]) played.order({ customerId, lines: [twenty] });
    await played.tellAll();
    played.passTime({ minutes: 5 });
    mergeCustomers(played.simulated, played.shop, { keptId: ada, deletedId: bo, ...merge });
    const news = played.takeNews();
    const told = order.flatMap((index) => news[index] ?? []);
    for (const item of [...told, ...news.filter((entry) => !told.includes(entry))]) {
      await played.tell([item]);
    }
    expect([await available(played, ada), await available(played, bo)]).toEqual([40n, 0n]);
    played.order({ customerId: ada, lines: [twenty] });
    await played.tellAll();
    expect(await available(played, ada)).toBe(60n);
  });

  test("to both still, when the merger failed", async () => {
    const played = await open();
    const [ada, bo] = [played.customer(), played.customer()];
    for (const customerId of [ada, bo]) played.order({ customerId, lines: [twenty] });
    mergeCustomers(played.simulated, played.shop, {
      keptId: ada,
      deletedId: bo,
      problem: "Ada has gift cards.",
    });
    await played.tellAll();
    expect([await available(played, ada), await available(played, bo)]).toEqual([20n, 20n]);
  });
});

describe("rules that need more than the order tells", () => {
  test("by product tag, collection, customer tag and segment are asked for and counted", async () => {
    const ids = { collection: "77001", segment: "77002" };
    const rule = (id: string, points: string, conditions: object) => ({
      id,
      name: id,
      addedOn: "2026-01-01",
      effect: { kind: "bonus_per_order" as const, points },
      conditions,
    });
    const played = await open({
      earning: {
        pointsPerUnit: "1",
        stacking: "sum",
        rules: [
          rule("tag", "100", { products: { tags: ["Fair"] } }),
          rule("shelf", "200", { products: { collectionIds: [ids.collection] } }),
          rule("vip", "1000", { customerTags: ["vip"] }),
          rule("segment", "2000", { segmentIds: [ids.segment] }),
        ],
      },
    });
    const { simulated, shop } = played;
    const product = createProduct(simulated, shop, {
      title: "Cup",
      tags: ["fair"],
      variants: [{ priceMinor: 2_000 }],
    });
    const other = createProduct(simulated, shop, {
      title: "Pot",
      variants: [{ priceMinor: 2_000 }],
    });
    createCollection(simulated, shop, {
      id: ids.collection,
      title: "Shelf",
      productIds: [other.id],
    });
    const query = "customer_tags CONTAINS 'inner circle'";
    createSegment(simulated, shop, { id: ids.segment, name: "Circle", query });
    const [plain, vip] = [played.customer(), played.customer({ tags: ["VIP"] })];
    const buy = (customerId: string, { variants }: typeof product) =>
      played.order({ customerId, lines: [{ variantId: variants[0]?.id ?? "", quantity: 1 }] });
    buy(plain, product);
    buy(vip, other);
    await played.tellAll();
    expect(await available(played, plain)).toBe(120n);
    expect(await available(played, vip)).toBe(1_220n);
    updateCustomer(simulated, shop, plain, { tags: ["Inner Circle"] });
    buy(plain, other);
    await played.tellAll();
    expect(await available(played, plain)).toBe(120n + 2_220n);
  });
});
