// The page of the survey in the admin: answers of a time, and of the store alone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { addMember, type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let survey: typeof import("../../../app/routes/app.survey.tsx");
/** By the clock of the store. */
let now: number;

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  survey = await import("../../../app/routes/app.survey.tsx");
  const { businessNow } = await import("../../../app/adapters/shopify/business-clock.ts");
  now = (await businessNow()).getTime();
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});

const ask = async (path: string, handle = store.handle) =>
  routeArguments(await bearerRequest(path, { handle }));

test("the page of the survey shows the answers of a time, and of this store alone", async () => {
  const memberId = await addMember(database, store, { name: "Ada Lovelace" });
  await database.ownerPool.query(
    `insert into survey_answer (shop_id, id, member_id, via, asked_at, score, comment, answered_at)
        select $1, gen_random_uuid(), $2, 'widget', at, score, 'Said ' || score, at
        from (values (9, 1), (2, 100)) as given (score, days),
          lateral (select $3::timestamptz - days * interval '1 day' as at) as moment`,
    [store.shopId, memberId, new Date(now)],
  );
  const recent = await survey.loader(await ask("/app/survey"));
  expect(recent.counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  expect(recent).toMatchObject({ period: "90", isEmpty: false, isAsking: false });
  expect(recent.comments.map(({ comment }) => comment)).toEqual(["Said 9", "Said 2"]);
  const ever = await survey.loader(await ask("/app/survey?period=ever"));
  expect(ever.counts).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]);
  const odd = await survey.loader(await ask("/app/survey?period=7"));
  expect(odd.period).toBe("90");
  const theirs = await survey.loader(await ask("/app/survey", other.handle));
  expect(theirs).toMatchObject({ isEmpty: true, comments: [] });
  const bad = survey.loader(await ask("/app/survey?after=x"));
  expect((await thrownResponse(bad)).status).toBe(400);
});
