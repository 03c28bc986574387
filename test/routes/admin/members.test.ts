// The list of members: found, sorted, and turned page by page in both directions.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { addMember, type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let page: typeof import("../../../app/routes/app.members._index.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.members._index.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, member cascade");
  store = await openStore(database);
});

const open = async (query: Record<string, string> = {}) => {
  const request = await bearerRequest(`/app/members?${new URLSearchParams(query)}`);
  return page.loader(routeArguments(request));
};
const namesOf = (answer: Awaited<ReturnType<typeof open>>) =>
  answer.members.map((member) => member.name);

describe("the list of members", () => {
  it("is empty for a new store", async () => {
    expect(await open()).toMatchObject({ members: [], nextCursor: null, previousCursor: null });
  });

  it("finds by any part of the name or the e-mail address, whatever the case", async () => {
    await addMember(database, store, { name: "Ada Byron", email: "ada@example.com" });
    await addMember(database, store, { name: "Grace Hopper", email: "grace@navy.example" });
    expect(namesOf(await open({ q: "BYR" }))).toEqual(["Ada Byron"]);
    expect(namesOf(await open({ q: "ada byron" }))).toEqual(["Ada Byron"]);
    expect(namesOf(await open({ q: "navy" }))).toEqual(["Grace Hopper"]);
    expect(namesOf(await open({ q: "nobody" }))).toEqual([]);
  });

  it("takes signs that mean something to the database as they are written", async () => {
    await addMember(database, store, { name: "Percent 100%" });
    await addMember(database, store, { name: "Under _score" });
    expect(namesOf(await open({ q: "%" }))).toEqual(["Percent 100%"]);
    expect(namesOf(await open({ q: "_" }))).toEqual(["Under _score"]);
    expect(namesOf(await open({ q: "\\" }))).toEqual([]);
    expect(namesOf(await open({ q: "'; drop table member; --" }))).toEqual([]);
  });

  it("shows only this store's members, and none that were deleted or redacted", async () => {
    const other = await openStore(database, "northwind-tea");
    await addMember(database, other, { name: "Somebody Else" });
    await addMember(database, store, { name: "Ada Byron" });
    const gone = await addMember(database, store, { name: "Gone Person" });
    await database.ownerPool.query("update member set deleted_at = now() where id = $1", [gone]);
    expect(namesOf(await open())).toEqual(["Ada Byron"]);
  });

  it.each(["newest", "balance"])("turns pages both ways, sorted by %s", async (sort) => {
    for (let count = 0; count < 60; count += 1) {
      const enrolledAt = new Date(Date.UTC(2026, 0, 1, 0, 0, 0, Math.floor(count / 3)));
      const available = Math.floor(count / 3);
      await addMember(database, store, { name: `Member ${count}`, available, enrolledAt });
    }
    const seen: string[][] = [];
    let answer = await open({ sort });
    seen.push(answer.members.map(({ id }) => id));
    while (answer.nextCursor) {
      answer = await open({ sort, after: answer.nextCursor });
      seen.push(answer.members.map(({ id }) => id));
    }
    expect(seen.map((ids) => ids.length)).toEqual([25, 25, 10]);
    expect(new Set(seen.flat()).size).toBe(60);
    for (const expected of seen.slice(0, -1).toReversed()) {
      answer = await open({ sort, before: answer.previousCursor ?? "" });
      expect(answer.members.map(({ id }) => id)).toEqual(expected);
    }
    expect(answer.previousCursor).toBeNull();
    expect(answer.nextCursor).not.toBeNull();
  });

  it("shows the highest balances first when asked to", async () => {
    await addMember(database, store, { name: "Some Points", available: 10 });
    await addMember(database, store, { name: "Most Points", available: 900 });
    await addMember(database, store, { name: "No Points" });
    expect(namesOf(await open({ sort: "balance" }))).toEqual([
      "Most Points",
      "Some Points",
      "No Points",
    ]);
  });

  it.each([
    "nonsense",
    Buffer.from('["2026-01-01","not-an-id"]').toString("base64url"),
    Buffer.from('["\'; drop table member","018f0000-0000-7000-8000-000000000001"]').toString(
      "base64url",
    ),
    "x".repeat(5_000),
  ])("answers 400 to a cursor that no page contained", async (after) => {
    expect((await thrownResponse(open({ after }))).status).toBe(400);
    expect((await thrownResponse(open({ before: after, sort: "balance" }))).status).toBe(400);
  });
});
