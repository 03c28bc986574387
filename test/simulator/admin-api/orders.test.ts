// Orders as the Admin API shows them: money, lines, refunds, pages, filters, the sixty-day limit.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken, type AdminReply } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;

beforeAll(async () => {
  simulator = await runSimulator({ shop: { taxRate: "0.25" } });
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

type Placed = { id: string; lines: { id: string }[] };

const place = (change: Record<string, unknown> = {}) =>
  simulator.control<Placed>("POST", "/shops/test-shop/orders", {
    lines: [{ title: "Coffee", price: "10.00", quantity: 4 }],
    ...change,
  });

function ask<Data = Record<string, unknown>>(query: string): Promise<AdminReply<Data>> {
  return askAdmin<Data>(simulator, token, query);
}

describe("an order", () => {
  it("tells its lines net of discounts, taxes and units given back", async () => {
    const order = await place({ orderDiscount: "2.00" });
    const lineId = order.lines[0]?.id;
    await simulator.control("POST", `/shops/test-shop/orders/${order.id}/refund`, {
      lines: [{ lineId, quantity: 1 }],
    });
    const money = "{ shopMoney { amount currencyCode } }";
    const reply = await ask(`{ order(id: "gid://shopify/Order/${order.id}") {
      displayFinancialStatus taxesIncluded
      subtotalPriceSet ${money} currentSubtotalPriceSet ${money} currentTotalTaxSet ${money}
      lineItems(first: 5) { nodes {
        quantity currentQuantity originalTotalSet ${money} discountedTotalSet ${money}
        priceAfterAllDiscountsBeforeTaxesSet ${money}
        discountAllocations { allocatedAmountSet ${money} discountApplication {
          __typename targetSelection ... on ManualDiscountApplication { title } } } } }
      refunds(first: 1) { totalRefundedSet ${money}
        refundLineItems(first: 1) {
          nodes { quantity subtotalSet ${money} lineItem { id } } } } } }`);
    const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });
    expect(reply.data).toEqual({
      order: {
        displayFinancialStatus: "PARTIALLY_REFUNDED",
        taxesIncluded: true,
        subtotalPriceSet: eur("38.0"),
        currentSubtotalPriceSet: eur("28.5"),
        currentTotalTaxSet: eur("5.7"),
        lineItems: {
          nodes: [
            {
              quantity: 4,
              currentQuantity: 3,
              originalTotalSet: eur("40.0"),
              discountedTotalSet: eur("40.0"),
              priceAfterAllDiscountsBeforeTaxesSet: eur("22.8"),
              discountAllocations: [
                {
                  allocatedAmountSet: eur("2.0"),
                  discountApplication: {
                    __typename: "ManualDiscountApplication",
                    targetSelection: "ALL",
                    title: "Discount",
                  },
                },
              ],
            },
          ],
        },
        refunds: [
          {
            totalRefundedSet: eur("9.5"),
            refundLineItems: {
              nodes: [
                {
                  quantity: 1,
                  subtotalSet: eur("9.5"),
                  lineItem: { id: `gid://shopify/LineItem/${lineId}` },
                },
              ],
            },
          },
        ],
      },
    });
  });

  it("is null when there is none, and refused when the id is of another kind", async () => {
    expect((await ask(`{ order(id: "gid://shopify/Order/1") { id } }`)).data).toEqual({
      order: null,
    });
    const wrong = await ask(`{ order(id: "gid://shopify/Customer/1") { id } }`);
    expect(wrong.errors?.[0]?.extensions?.code).toBe("RESOURCE_NOT_FOUND");
  });
});

type Page = {
  orders: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
};

describe("lists", () => {
  it("are paged by cursor in the order asked for", async () => {
    for (let count = 0; count < 3; count += 1) await place();
    const names: string[] = [];
    let after = "";
    for (;;) {
      const cursor = after === "" ? "" : `, after: "${after}"`;
      const reply = await ask<Page>(`{ orders(first: 2, sortKey: UPDATED_AT${cursor}) {
        nodes { name } pageInfo { hasNextPage endCursor } } }`);
      const page = reply.data?.orders;
      if (!page) throw new Error(JSON.stringify(reply));
      names.push(...page.nodes.map((node) => node.name));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const all = [...simulator.shop.orders.values()];
    expect(new Set(names).size).toBe(all.length);
    expect(names).toHaveLength(all.length);
  });

  it("go on behind the last order of a page, although that order has changed since", async () => {
    for (let count = 0; count < 4; count += 1) {
      await simulator.control("POST", "/clock", { advance: { minutes: 1 } });
      await place();
    }
    const [first, second, third, fourth] = [...simulator.shop.orders.values()].slice(-4);
    if (!first || !second || !third || !fourth) throw new Error("Four orders were placed");
    const read = async (args: string) => {
      const query = `updated_at:>='${first.updatedAt}'`;
      const reply = await ask<Page>(`{ orders(sortKey: UPDATED_AT, query: "${query}", ${args}) {
        nodes { name } pageInfo { hasNextPage endCursor } } }`);
      if (!reply.data) throw new Error(JSON.stringify(reply));
      return reply.data.orders;
    };
    const page = await read("first: 2");
    expect(page.nodes).toEqual([{ name: first.name }, { name: second.name }]);
    await simulator.control("POST", "/clock", { advance: { minutes: 1 } });
    await simulator.control("POST", `/shops/test-shop/orders/${second.id}/cancel`, {});
    const rest = await read(`first: 9, after: "${page.pageInfo.endCursor}"`);
    expect(rest.nodes.map((node) => node.name)).toEqual([third.name, fourth.name, second.name]);
    const newest = await read("first: 1, reverse: true");
    expect(newest.nodes).toEqual([{ name: second.name }]);
    const older = await read(`first: 9, reverse: true, after: "${newest.pageInfo.endCursor}"`);
    expect(older.nodes.map((node) => node.name)).toEqual([fourth.name, third.name, first.name]);
  });

  it("are filtered by time and by test", async () => {
    await simulator.control("POST", "/clock", { advance: { days: 1 } });
    const since = simulator.context.now().toISOString();
    await simulator.control("POST", "/clock", { advance: { minutes: 5 } });
    const late = await place({ test: true });
    const found = await ask<Page>(
      `{ orders(first: 9, query: "updated_at:>'${since}' AND test:true") {
        nodes { id name } pageInfo { hasNextPage } } }`,
    );
    expect(found.data?.orders.nodes).toEqual([
      expect.objectContaining({ id: `gid://shopify/Order/${late.id}` }),
    ]);
  });

  it("need a size, and one direction", async () => {
    const message = async (args: string) =>
      (await ask(`{ orders${args} { nodes { id } } }`)).errors?.[0]?.message;
    expect(await message("")).toBe("you must provide one of first or last");
    expect(await message("(first: 1, last: 1)")).toBe(
      "providing both first and last is not supported",
    );
  });

  it("and single orders end sixty days back without read_all_orders", async () => {
    const order = await place();
    await simulator.control("POST", "/clock", { advance: { days: 61 } });
    const read = () => ask(`{ order(id: "gid://shopify/Order/${order.id}") { name } }`);
    expect((await read()).data).toEqual({ order: null });
    const scopes = [...simulator.context.app.scopes, "read_all_orders"];
    await simulator.control("POST", "/shops/test-shop/scopes", { scopes });
    expect((await read()).data).not.toEqual({ order: null });
  });
});
