// Finding discounts in lists, and by the nodes that stand for them.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";

let simulator: RunningSimulator;
let token: string;

beforeAll(async () => {
  simulator = await runSimulator();
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

const tenth = { kind: "percentage", fraction: "0.1" } as const;

function discount(title: string, code: string | null): { id: string } {
  const { context, shop } = simulator;
  return createDiscount(context, shop, describeDiscount(context, { code, value: tenth, title }));
}

describe("looking for discounts", () => {
  const search = async (query: string): Promise<string[]> => {
    const reply = await askAdmin<{ discountNodes: { nodes: { discount: { title: string } }[] } }>(
      simulator,
      token,
      `query Find($query: String!) { discountNodes(first: 40, query: $query) { nodes { id
        discount { ... on DiscountCodeBasic { title } ... on DiscountCodeFreeShipping { title }
          ... on DiscountAutomaticBasic { title } } } } }`,
      { query },
    );
    if (!reply.data) throw new Error(JSON.stringify(reply.errors));
    return reply.data.discountNodes.nodes.map(({ discount }) => discount.title);
  };

  it("finds a new one a moment later, by title, method, class and status, not by its code", async () => {
    discount("Sought once", "SOUGHT");
    expect(await search("title:'Sought once'")).toEqual([]);
    await simulator.control("POST", "/clock", { advance: { seconds: 5 } });
    expect(await search("title:'sought ONCE'")).toEqual(["Sought once"]);
    expect(await search("title:Sought AND method:automatic")).toEqual([]);
    expect(await search("title:Sought method:code discount_class:order")).toEqual(["Sought once"]);
    expect(await search("title:Sought status:expired")).toEqual([]);
    expect(await search("code:SOUGHT")).toEqual([]);
  });

  it("is not narrowed by a filter that Shopify does not know, such as one for tags", async () => {
    discount("Other", "OTHER");
    await simulator.control("POST", "/lag", { searchSeconds: 0 });
    expect(await search("tag:'no such tag'")).toEqual(["Sought once", "Other"]);
  });

  it("reads one by the id of any node that stands for it", async () => {
    const automatic = discount("By itself", null);
    const read = (type: string) =>
      askAdmin(
        simulator,
        token,
        `{ discountNode(id: "gid://shopify/${type}/${automatic.id}") { id discount { __typename
          ... on DiscountAutomaticBasic { title } } } }`,
      );
    const expected = {
      discountNode: {
        id: `gid://shopify/DiscountAutomaticNode/${automatic.id}`,
        discount: { __typename: "DiscountAutomaticBasic", title: "By itself" },
      },
    };
    expect((await read("DiscountAutomaticNode")).data).toEqual(expected);
    expect((await read("DiscountNode")).data).toEqual(expected);
    expect((await read("DiscountCodeNode")).data).toEqual({ discountNode: null });
    const off = `mutation { discountCodeDelete(
      id: "gid://shopify/DiscountCodeNode/${automatic.id}") { userErrors { message } } }`;
    const reply = await askAdmin(simulator, token, off);
    expect(JSON.stringify(reply.data)).toContain("Code discount does not exist.");
  });
});
