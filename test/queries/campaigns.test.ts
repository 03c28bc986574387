// Campaigns as the admin reads them: those of all versions, tried on what was, and what they gave.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listCampaigns } from "../../app/core/campaigns/list-campaigns.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { pool } from "../../app/db/pool.ts";
import { type PreviewStep, previewCampaign } from "../../app/queries/campaign-preview.ts";
import { type ResultsStep, campaignResults } from "../../app/queries/campaign-results.ts";
import { campaignOf, loadDocumentOf, loadStagedVersions } from "../../app/queries/campaigns.ts";
import { joinCampaign } from "../../app/usecases/join-campaign.ts";
import { saveProgramDraft } from "../../app/usecases/save-program-draft.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { campaign, perOrder } from "../support/earning.ts";
import { addVoucher } from "../support/added-vouchers.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PLACED_AT, PROGRAM_INPUT, line, money } from "../support/order-builder.ts";

const DAY_MS = 86_400_000;
const NOW = PLACED_AT + 2 * DAY_MS;
const signal = new AbortController().signal;
const sale = {
  id: "sale",
  name: "Sale",
  startsAt: "2026-02-01T00:00",
  endsAt: "2026-04-01T00:00",
  percentOff: 20,
};
const program = {
  ...PROGRAM_INPUT,
  campaigns: [campaign({ id: "double", name: "Double", optIn: true, budget: "50" })],
  rewardCampaigns: [sale],
};

let db: TestDatabase;
let shops = 0;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function open(timeZone = "UTC") {
  shops += 1;
  const domain = `campaigns-${shops}.myshopify.com`;
  return { id: await openLoyaltyShop(db.pool, { domain, timeZone }, program), timeZone };
}

type Shop = Awaited<ReturnType<typeof open>>;

/** Of 10.00: 20 points without a campaign. */
function order(shop: Shop, customerId: string, placedAt = PLACED_AT, price = "10.00") {
  return recordPaidOrder(shop.id, { customerId, price, head: { placedAt } }, NOW);
}

async function lastOf<Step extends { type: string }>(steps: AsyncGenerator<Step>): Promise<Step[]> {
  const all: Step[] = [];
  for await (const step of steps) all.push(step);
  return all;
}

const document = (input: object) => programDocumentSchema.parse({ ...PROGRAM_INPUT, ...input });

async function preview(
  shop: Shop,
  input: object,
  name: { kind: "earning" | "price"; id: string } = { kind: "earning", id: "new" },
  days: 7 | 30 | 90 = 30,
): Promise<PreviewStep[]> {
  const parsed = document(input);
  const previewed = campaignOf(parsed, name);
  if (!previewed) throw new Error("No campaign");
  return lastOf(previewCampaign({ shop, document: parsed, previewed, days, now: NOW, signal }));
}

describe("a preview on recent orders", () => {
  const later = { startsAt: "2027-01-01T00:00", endsAt: "2027-02-01T00:00" };
  const campaigns = [campaign({ id: "new", ...later })];

  test("tells how far it is, and what it would have issued to how many members", async () => {
    const shop = await open();
    await order(shop, "1");
    await order(shop, "1", PLACED_AT + DAY_MS);
    await order(shop, "2");
    const steps = await preview(shop, { campaigns });
    expect(steps).toMatchObject([
      { type: "progress", done: 0, of: 3 },
      {
        type: "done",
        kind: "earning",
        points: 60n,
        members: 2,
        orders: 3,
        looked: 3,
        isCut: false,
        firstDay: "2026-02-02",
        lastDay: "2026-03-03",
      },
    ]);
  });

  test("looks at whole days of the store’s calendar, and at no tests and no guests", async () => {
    // In Auckland it is the morning of 4 March; the seven days begin on 26 February there.
    const shop = await open("Pacific/Auckland");
    const first = Date.UTC(2026, 1, 25, 11);
    await order(shop, "1", first);
    await order(shop, "2", first - 1);
    await recordPaidOrder(shop.id, { customerId: "3", head: { test: true } }, NOW);
    await recordPaidOrder(shop.id, { head: { customerId: null } }, NOW);
    const [, done] = await preview(shop, { campaigns }, undefined, 7);
    expect(done).toMatchObject({ firstDay: "2026-02-26", looked: 1, members: 1 });
  });

  test("writes nothing", async () => {
    const shop = await open();
    await order(shop, "1");
    const count = () =>
      pool().query(
        `select (select count(*) from journal_entry where shop_id = $1) as entries,
           (select count(*) from budget where shop_id = $1) as budgets`,
        [shop.id],
      );
    const before = (await count()).rows;
    await preview(shop, { campaigns: [{ ...campaigns[0], budget: "10" }] });
    expect((await count()).rows).toEqual(before);
  });

  test("of a store without orders is done at once", async () => {
    const [done] = await preview(await open(), { campaigns });
    expect(done).toMatchObject({ type: "done", points: 0n, members: 0, looked: 0 });
  });

  test("says so where only Shopify knows what it asks for", async () => {
    const conditions = { customerTags: ["vip"] };
    const steps = await preview(await open(), { campaigns: [{ ...campaigns[0], conditions }] });
    expect(steps.at(-1)).toMatchObject({ asksShopify: true });
  });

  test("knows which codes of an order were the store’s own vouchers", async () => {
    const shop = await open();
    for (const code of ["SPRING", "REG-ABCD"]) {
      const codeDiscounts = [{ code, amount: money("2.00") }];
      const lines = [line({ price: "10.00", discount: "2.00", codeDiscounts })];
      const head = { lines, discountCodes: [code] };
      await recordPaidOrder(shop.id, { customerId: "1", head }, NOW);
    }
    await addVoucher(shop.id, { customerId: "1", points: 100n, code: "REG-ABCD" });
    const earning = { pointsPerUnit: "2", vouchersDeducted: false };
    // Of 8.00, and of 10.00 where a voucher took the rest off.
    const steps = await preview(shop, { campaigns, earning });
    expect(steps.at(-1)).toMatchObject({ points: 16n + 20n });
  });

  test("knows who was new, and who had stayed away, when they ordered", async () => {
    const shop = await open();
    await order(shop, "1", PLACED_AT - 20 * DAY_MS);
    await order(shop, "1", PLACED_AT);
    await order(shop, "2", PLACED_AT);
    const of = (kind: string) => [{ ...campaigns[0], conditions: { members: { kind, days: 15 } } }];
    const [lapsed, fresh] = [of("lapsed"), of("new")];
    expect((await preview(shop, { campaigns: lapsed })).at(-1)).toMatchObject({ orders: 1 });
    expect((await preview(shop, { campaigns: fresh })).at(-1)).toMatchObject({ orders: 2 });
  });

  test("stops when nobody reads it any more", async () => {
    const shop = await open();
    await order(shop, "1");
    const gone = AbortSignal.abort();
    const parsed = document({ campaigns });
    const previewed = campaignOf(parsed, { kind: "earning", id: "new" });
    if (!previewed) throw new Error("No campaign");
    const asked = { shop, document: parsed, previewed, days: 30, now: NOW, signal: gone } as const;
    expect(await lastOf(previewCampaign(asked))).toEqual([]);
  });

  test("of prices looks at what was redeemed", async () => {
    const shop = await open();
    await order(shop, "1", PLACED_AT, "100.00");
    await addVoucher(shop.id, { customerId: "1", points: 100n });
    const rewardCampaigns = [{ ...sale, id: "new", ...later }];
    const steps = await preview(shop, { rewardCampaigns }, { kind: "price", id: "new" });
    expect(steps.at(-1)).toMatchObject({ kind: "price", spared: 20n, members: 1, redemptions: 1 });
  });
});

describe("the results of a campaign", () => {
  const results = (shop: Shop, name: { kind: "earning" | "price"; id: string }) =>
    lastOf<ResultsStep>(campaignResults({ shop, ...name, now: NOW, signal }));

  test("are its orders, members and points, with its budget and who joined", async () => {
    const shop = await open();
    for (const customerId of ["1", "2"]) {
      const command = { shopId: shop.id, customerId, campaignId: "double", now: PLACED_AT };
      await joinCampaign(command);
    }
    await order(shop, "1");
    await order(shop, "1", PLACED_AT + DAY_MS);
    await order(shop, "3");
    const steps = await results(shop, { kind: "earning", id: "double" });
    expect(steps).toMatchObject([
      { type: "progress", done: 0, of: 3 },
      {
        type: "done",
        points: 40n,
        members: 1,
        orders: 2,
        amountMinor: 2_000n,
        budget: 50n,
        budgetUsed: 40n,
        joined: 2,
        days: [
          { day: "2026-03-01", points: 20n, orders: 1 },
          { day: "2026-03-02", points: 20n, orders: 1 },
        ],
      },
    ]);
  });

  test("stay when the campaign has left the program", async () => {
    const shop = await open();
    await joinCampaign({ shopId: shop.id, customerId: "1", campaignId: "double", now: PLACED_AT });
    await order(shop, "1");
    const versions = await loadStagedVersions(shop, NOW);
    const saved = await saveProgram({
      shopId: shop.id,
      document: PROGRAM_INPUT,
      baseVersionId: versions[0]?.id ?? "",
      actor: "system",
      now: NOW - 1,
    });
    expect(saved.outcome).toBe("saved");
    expect((await results(shop, { kind: "earning", id: "double" })).at(-1)).toMatchObject({
      points: 20n,
      orders: 1,
    });
    const listed = listCampaigns(await loadStagedVersions(shop, NOW));
    expect(listed.map(({ stage, campaign: { id } }) => [stage, id])).toEqual([
      ["former", "double"],
      ["former", "sale"],
    ]);
  });

  test("of prices are what was redeemed at them, without what came back", async () => {
    const shop = await open();
    await order(shop, "1", PLACED_AT, "100.00");
    await addVoucher(shop.id, { customerId: "1", points: 80n });
    await addVoucher(shop.id, { customerId: "1", points: 80n, status: "returned" });
    const steps = await results(shop, { kind: "price", id: "sale" });
    expect(steps.at(-1)).toMatchObject({ points: 80n, members: 1, redemptions: 1, isCut: false });
  });

  test("are none of a campaign that was never in force, or that nobody knows", async () => {
    const shop = await open();
    expect(await results(shop, { kind: "earning", id: "gone" })).toEqual([
      { type: "done", kind: "never" },
    ]);
  });

  test("are those of one store alone", async () => {
    const [mine, other] = [await open(), await open()];
    await joinCampaign({ shopId: other.id, customerId: "1", campaignId: "double", now: PLACED_AT });
    await order(other, "1");
    const steps = await results(mine, { kind: "earning", id: "double" });
    expect(steps.at(-1)).toMatchObject({ points: 0n, budgetUsed: 0n, joined: 0 });
  });
});

describe("the campaigns of all versions", () => {
  test("are those in force, and what a draft says otherwise", async () => {
    const shop = await open();
    const draft = await saveProgramDraft({
      shopId: shop.id,
      draft: null,
      document: {
        ...program,
        campaigns: [...program.campaigns, campaign({ id: "extra", effect: perOrder("5") })],
      },
      name: null,
      notes: null,
      actor: "system",
      now: NOW,
    });
    expect(draft.outcome).toBe("saved");
    const versions = await loadStagedVersions(shop, NOW);
    expect(versions.map(({ stage, number }) => [stage, number])).toEqual([
      ["in_force", 1],
      ["draft", 2],
    ]);
    expect(listCampaigns(versions).map(({ stage, campaign: { id } }) => [stage, id])).toEqual([
      ["in_force", "double"],
      ["in_force", "sale"],
      ["draft", "extra"],
    ]);
    const id = versions[1]?.id ?? "";
    const found = await loadDocumentOf(shop.id, id);
    expect(found && campaignOf(found, { kind: "earning", id: "extra" })?.campaign.name).toBe(
      "Campaign",
    );
    expect(await loadDocumentOf((await open()).id, id)).toBeUndefined();
  });
});
