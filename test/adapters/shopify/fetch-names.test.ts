// What the store calls the things that a program names: from one answer, or page by page.
import { describe, expect, test } from "vitest";
import type { AdminGraphql } from "../../../app/adapters/shopify/ask-admin.ts";
import { fetchNames } from "../../../app/adapters/shopify/operations/fetch-names.ts";
import { listSegments } from "../../../app/adapters/shopify/operations/list-segments.ts";

type Variables = Record<string, unknown>;

function shopify(answer: (variables: Variables) => object): {
  admin: AdminGraphql;
  asked: Variables[];
} {
  const asked: Variables[] = [];
  const graphql = async (_: string, { variables }: { variables: Variables }) => {
    asked.push(variables);
    return Response.json({ data: answer(variables) });
  };
  return { admin: { graphql }, asked };
}

describe("names", () => {
  test("are those of the store; what it no longer has is missing", async () => {
    const { admin, asked } = shopify(() => ({ nodes: [{ title: "House Blend" }, null] }));
    expect(await fetchNames(admin, "product", ["11", "12"])).toEqual({
      outcome: "ok",
      data: { 11: "House Blend" },
    });
    expect(asked).toEqual([{ ids: ["gid://shopify/Product/11", "gid://shopify/Product/12"] }]);
  });

  test("of variants tell the product, too", async () => {
    const { admin } = shopify(() => ({ nodes: [{ displayName: "House Blend - 1 kg" }] }));
    expect(await fetchNames(admin, "variant", ["21"])).toMatchObject({
      data: { 21: "House Blend - 1 kg" },
    });
  });

  test("of nothing are not asked for", async () => {
    const { admin, asked } = shopify(() => ({}));
    expect(await fetchNames(admin, "collection", [])).toEqual({ outcome: "ok", data: {} });
    expect(asked).toEqual([]);
  });

  test("stay unknown where the answer cannot be read", async () => {
    const { admin } = shopify(() => ({ nodes: "none" }));
    expect(await fetchNames(admin, "product", ["11"])).toMatchObject({ outcome: "unknown" });
  });
});

describe("segments", () => {
  const node = (id: number) => ({ id: `gid://shopify/Segment/${id}`, name: `Segment ${id}` });
  const page = (nodes: object[], endCursor: string | null) => ({
    segments: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } },
  });

  test("are listed page by page, by their numbers", async () => {
    const { admin, asked } = shopify(({ after }) =>
      after === null ? page([node(1)], "next") : page([node(2)], null),
    );
    expect(await listSegments(admin)).toEqual({
      outcome: "ok",
      data: { 1: "Segment 1", 2: "Segment 2" },
    });
    expect(asked.map(({ after }) => after)).toEqual([null, "next"]);
  });

  test("end somewhere, however many the store has", async () => {
    const { admin, asked } = shopify(() => page([node(1)], "again"));
    expect((await listSegments(admin)).outcome).toBe("ok");
    expect(asked).toHaveLength(8);
  });

  test("are not half a list where a page fails", async () => {
    const { admin } = shopify(({ after }) => (after === null ? page([node(1)], "next") : {}));
    expect((await listSegments(admin)).outcome).toBe("unknown");
  });
});
