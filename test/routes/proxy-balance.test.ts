// The balance that every page view asks for, written as the page writes numbers.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type Visit, signedQuery } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let answerBalance: (url: string) => Promise<{ status: number; body: string }>;
let shopId: bigint;
let customers = 8_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ({ answerBalance } = await import("../../app/routes/proxy/balance.ts"));
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => {
  customers += 1;
  customerId = String(customers);
});

const earn = (price: string) => recordPaidOrder(shopId, { customerId, price });

describe("the balance", () => {
  const balance = async (visit: Visit = {}) => {
    const { status, body } = await answerBalance(
      `/proxy/balance?${signedQuery({ customerId, ...visit })}`,
    );
    return { status, json: JSON.parse(body) as unknown };
  };

  test("of a member", async () => {
    await earn("40.00");
    const answer = await balance();
    expect(answer).toEqual({
      status: 200,
      json: { audience: "member", available: 80, pending: 0, figure: "80", isOne: false },
    });
  });

  test("is written in the page's language or the shop's, whatever is asked for", async () => {
    await earn("617.25");
    const figureIn = async (locale: string) =>
      ((await balance({ params: { locale } })).json as { figure: string }).figure;
    expect(await figureIn("de")).toBe("1.234");
    expect(await figureIn("de-CH")).toBe("1'234");
    expect(await figureIn("es")).toBe("1234");
    expect(await figureIn("fr")).toBe("1\u202f234");
    for (const odd of ["ar", "en-u-nu-thai", "zz_!", "", "x".repeat(2_000)]) {
      expect(await figureIn(odd)).toBe("1,234");
    }
    // More than are remembered.
    for (let one = 0; one < 300; one += 1) {
      expect(await figureIn(`en-odd${100 + one}`)).toBe("1,234");
    }
    expect((await balance()).json).toMatchObject({ figure: "1,234", isOne: false });
  });

  test("of a customer without orders, and of a guest", async () => {
    expect(await balance()).toMatchObject({ json: { audience: "member", available: 0 } });
    expect(await balance({ customerId: null })).toMatchObject({ json: { audience: "guest" } });
  });

  test("is answered to Shopify only, and for installed shops only", async () => {
    expect(await balance({ secret: "x" })).toEqual({
      status: 400,
      json: { problem: "unauthentic" },
    });
    expect(await balance({ shop: "gone.myshopify.com" })).toMatchObject({ status: 404 });
    expect(await answerBalance("/proxy/balance")).toMatchObject({ status: 400 });
  });
});
