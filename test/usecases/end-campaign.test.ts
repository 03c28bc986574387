// A campaign ends before its time: by a new version that says nothing else otherwise.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { endCampaign } from "../../app/usecases/end-campaign.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { campaign } from "../support/earning.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { MINUTE_MS, PLACED_AT, PROGRAM_INPUT } from "../support/order-builder.ts";

const ACTOR = "merchant:42";
const price = {
  id: "sale",
  name: "Sale",
  startsAt: "2026-02-01T00:00",
  endsAt: "2026-04-01T00:00",
  percentOff: 20,
};
const program = {
  ...PROGRAM_INPUT,
  campaigns: [campaign({ id: "double" }), campaign({ id: "later", startsAt: "2026-03-15T00:00" })],
  rewardCampaigns: [price],
};

let db: TestDatabase;
let shops = 0;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function open(timeZone = "UTC") {
  shops += 1;
  const domain = `ending-${shops}.myshopify.com`;
  const shopId = await openLoyaltyShop(db.pool, { domain, timeZone }, program);
  return { shopId, baseVersionId: await versionInForce(shopId), actor: ACTOR };
}

async function versionInForce(shopId: bigint): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from program_version where shop_id = $1 and status = 'active'`,
    [shopId],
  );
  return rows[0]?.id ?? "";
}

async function documentInForce(shopId: bigint) {
  const { rows } = await pool().query<{
    document: Record<string, { id: string; endsAt: string }[]>;
  }>(`select document from program_version where shop_id = $1 and status = 'active'`, [shopId]);
  return rows[0]?.document ?? {};
}

describe("ending a campaign", () => {
  test("leaves what was earned, and orders from then on earn without it", async () => {
    const seen = await open();
    const { shopId } = seen;
    const place = (placedAt: number) =>
      recordPaidOrder(shopId, { price: "10.00", head: { placedAt } }, PLACED_AT + 60 * MINUTE_MS);
    await place(PLACED_AT);
    const now = PLACED_AT + 10 * MINUTE_MS + 1;
    const ended = await endCampaign({ ...seen, kind: "earning", id: "double", now });
    expect(ended).toMatchObject({ outcome: "ended", number: 2 });
    // The one that was placed before and is heard of now, too.
    await place(now - 1);
    await place(now);
    expect((await balancesOf(shopId)).available).toBe(40n + 40n + 20n);
    const { campaigns, rewardCampaigns } = await documentInForce(shopId);
    expect(campaigns?.map(({ id, endsAt }) => [id, endsAt])).toEqual([
      ["double", "2026-03-01T12:10"],
      ["later", "2026-04-01T00:00"],
    ]);
    expect(rewardCampaigns?.map(({ endsAt }) => endsAt)).toEqual([price.endsAt]);
  });

  test("is told of in the log of what staff did", async () => {
    const seen = await open();
    await endCampaign({ ...seen, kind: "price", id: "sale", now: PLACED_AT });
    const { rows } = await pool().query(
      `select actor, details from audit_event where shop_id = $1 and action = 'campaign_ended'`,
      [seen.shopId],
    );
    expect(rows).toEqual([
      { actor: ACTOR, details: { number: 2, kind: "price", campaign: "sale", how: "ended" } },
    ]);
  });

  test("ends it by the store’s own clock", async () => {
    const seen = await open("America/St_Johns");
    await endCampaign({ ...seen, kind: "earning", id: "double", now: PLACED_AT });
    const { campaigns } = await documentInForce(seen.shopId);
    expect(campaigns?.[0]?.endsAt).toBe("2026-03-01T08:30");
  });

  test("takes one out of the program that has not begun", async () => {
    const seen = await open();
    const called = await endCampaign({ ...seen, kind: "earning", id: "later", now: PLACED_AT });
    expect(called).toMatchObject({ outcome: "removed" });
    const { campaigns } = await documentInForce(seen.shopId);
    expect(campaigns?.map(({ id }) => id)).toEqual(["double"]);
  });

  test("is not kept back by what else of the program could not start today", async () => {
    const seen = await open();
    // The store has taken back what the app's rewards need.
    await pool().query(`update shop set scopes = '' where shop_id = $1`, [seen.shopId]);
    const ended = await endCampaign({ ...seen, kind: "earning", id: "double", now: PLACED_AT });
    expect(ended).toMatchObject({ outcome: "ended" });
  });
});

describe("a campaign is not ended", () => {
  test("twice", async () => {
    const seen = await open();
    await endCampaign({ ...seen, kind: "earning", id: "double", now: PLACED_AT });
    const again = { ...seen, baseVersionId: await versionInForce(seen.shopId) };
    expect(
      await endCampaign({ ...again, kind: "earning", id: "double", now: PLACED_AT + MINUTE_MS }),
    ).toEqual({ outcome: "over" });
  });

  test("where somebody else changed the program since the merchant looked", async () => {
    const seen = await open();
    await endCampaign({ ...seen, kind: "price", id: "sale", now: PLACED_AT });
    expect(await endCampaign({ ...seen, kind: "earning", id: "double", now: PLACED_AT })).toEqual({
      outcome: "changed_meanwhile",
    });
    expect((await documentInForce(seen.shopId))["campaigns"]?.[0]?.endsAt).toBe("2026-04-01T00:00");
  });

  test("of another store, or of none", async () => {
    const [seen, other] = [await open(), await open()];
    const command = { ...seen, kind: "earning", id: "double", now: PLACED_AT } as const;
    expect(await endCampaign({ ...command, baseVersionId: other.baseVersionId })).toEqual({
      outcome: "changed_meanwhile",
    });
    expect(await endCampaign({ ...command, shopId: 0n })).toEqual({ outcome: "shop_not_found" });
    expect(await endCampaign({ ...command, id: "gone" })).toEqual({ outcome: "not_found" });
  });
});
