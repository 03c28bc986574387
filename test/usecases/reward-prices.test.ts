// Who can have a reward, and what it costs whom: tiers, tags, segments and price campaigns, on a
// real database.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { CustomerFacts } from "../../app/core/rewards/reward-audience.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { setMemberTier } from "../../app/usecases/tiers/set-member-tier.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT } from "../support/order-builder.ts";

let db: TestDatabase;
let shopId: bigint;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAddsUp(db.ownerPool));

type RewardInput = ProgramDocumentInput["rewards"][number];

const tier = (id: string) => ({ id, name: id.toUpperCase(), entry: "manual" as const });
const tiers: ProgramDocumentInput["tiers"] = { list: [tier("silver"), tier("gold")] };

/** A shop with two tiers, one reward of 100 points, and a member with 1,000 of them. */
async function openShop(
  terms: Partial<RewardInput>,
  more: Partial<ProgramDocumentInput> = {},
): Promise<void> {
  shops += 1;
  const rewards = PROGRAM_INPUT.rewards.map((reward) => ({ ...reward, ...terms }));
  const document = { ...PROGRAM_INPUT, tiers, rewards: rewards as RewardInput[], ...more };
  shopId = await openLoyaltyShop(db.pool, { domain: `shop-${shops}.myshopify.com` }, document);
  await recordPaidOrder(shopId, { price: "500.00" });
}

async function enter(tierId: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(`select id from member where shop_id = $1`, [
    shopId,
  ]);
  const memberId = rows[0]?.id ?? "";
  const byHand = { through: null, reason: "Thanks", actor: "merchant:1", now: NOW } as const;
  const set = await setMemberTier({ shopId, memberId, tierId, ...byHand });
  expect(set).toEqual({ outcome: "set" });
}

interface Agreed {
  readonly points?: bigint;
  readonly at?: number;
  readonly customer?: CustomerFacts | null;
  readonly requestKey?: string;
}

const asking = ({ points = 100n, at = NOW, ...more }: Agreed = {}) =>
  requestRedemption(
    {
      shopId,
      customerId: "7001",
      requestKey: randomUUID(),
      ...FIVE_OFF,
      agreed: { ...FIVE_OFF.agreed, points },
      ...more,
    },
    at,
  );

const CHANGED = { outcome: "refused", reason: "reward_changed" };

describe("a reward for tiers", () => {
  const audience = { tierIds: ["silver", "gold"] };

  test("is refused to others with the names of the tiers, and takes no points", async () => {
    await openShop({ audience });
    const refusal = { outcome: "refused", reason: "wrong_tier", tiers: ["SILVER", "GOLD"] };
    expect(await asking()).toEqual(refusal);
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n });
    await enter("gold");
    expect(await asking()).toMatchObject({ outcome: "accepted" });
  });

  test("is refused to a higher tier that is not named", async () => {
    await openShop({ audience: { tierIds: ["silver"] } });
    await enter("gold");
    expect(await asking()).toMatchObject({ reason: "wrong_tier", tiers: ["SILVER"] });
  });
});

describe("a reward for customers with a tag", () => {
  const asks = { tags: ["vip"], segmentIds: [] };
  const facts = (...tags: string[]): CustomerFacts => ({ asked: asks, tags, segmentIds: [] });

  test("is never given on a guess", async () => {
    await openShop({ audience: { customerTags: ["VIP"] } });
    const unknown = { outcome: "refused", reason: "audience_unknown", asks };
    expect(await asking()).toEqual(unknown);
    expect(await asking({ customer: null })).toEqual(unknown);
    const othersAsked = { asked: { tags: ["other"], segmentIds: [] }, tags: [], segmentIds: [] };
    expect(await asking({ customer: othersAsked })).toEqual(unknown);
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n });
  });

  test("goes by what Shopify said", async () => {
    await openShop({ audience: { customerTags: ["VIP"] } });
    const refusal = { outcome: "refused", reason: "wrong_customer" };
    expect(await asking({ customer: facts() })).toEqual(refusal);
    expect(await asking({ customer: facts("vip") })).toMatchObject({ outcome: "accepted" });
  });

  test("answers the same request as before, without asking again", async () => {
    await openShop({ audience: { customerTags: ["VIP"] } });
    const requestKey = randomUUID();
    const first = await asking({ customer: facts("vip"), requestKey });
    expect(first).toMatchObject({ outcome: "accepted" });
    expect(await asking({ requestKey })).toEqual(first);
  });
});

describe("the price of a reward", () => {
  test("is that of the member's tier, and nobody else's", async () => {
    await openShop({ tierPrices: [{ tierId: "gold", points: "80" }] });
    expect(await asking({ points: 80n })).toEqual(CHANGED);
    await enter("gold");
    expect(await asking({ points: 100n })).toEqual(CHANGED);
    const result = await asking({ points: 80n });
    expect(result).toMatchObject({ outcome: "accepted", redemption: { points: 80n } });
    expect(await balancesOf(shopId)).toMatchObject({ available: 920n, reserved: 80n });
  });

  const day = (at: number) => `${new Date(at).toISOString().slice(0, 10)}T00:00`;
  const rewardCampaigns = [
    {
      id: "quiet",
      name: "Quiet weeks",
      startsAt: day(NOW - DAY_MS),
      endsAt: day(NOW + 3 * DAY_MS),
      percentOff: 25,
    },
  ];

  test("is less while a campaign runs, and whoever agreed to another one looks again", async () => {
    await openShop({}, { rewardCampaigns });
    expect(await asking({ points: 100n })).toEqual(CHANGED);
    const requestKey = randomUUID();
    const first = await asking({ points: 75n, requestKey });
    expect(first).toMatchObject({ outcome: "accepted", redemption: { points: 75n } });
    const over = NOW + 5 * DAY_MS;
    expect(await asking({ points: 75n, at: over })).toEqual(CHANGED);
    expect(await asking({ points: 100n, at: over })).toMatchObject({ outcome: "accepted" });
    // What was agreed on stays so: the same request is answered as before.
    expect(await asking({ points: 75n, at: over, requestKey })).toEqual(first);
  });

  test("of a step is multiplied by the steps", async () => {
    const steps = { kind: "points_for_money", amountPerStepMinor: "100", points: "10" } as const;
    await openShop({}, { rewards: [{ id: "steps", ...steps }], rewardCampaigns });
    const asked = { rewardId: "steps", choice: { steps: 5 } };
    const result = await requestRedemption(
      {
        shopId,
        customerId: "7001",
        requestKey: randomUUID(),
        ...asked,
        agreed: { points: 40n, amountMinor: 500n, percent: null },
      },
      NOW,
    );
    // 10 points less 25 percent are 7.5: 8 for each step.
    expect(result).toMatchObject({ outcome: "accepted", redemption: { points: 40n } });
  });

  test("tells how many points are missing of what it costs this member", async () => {
    await openShop({ points: "1200", tierPrices: [{ tierId: "gold", points: "1100" }] });
    const missing = { outcome: "refused", reason: "insufficient_points" };
    expect(await asking({ points: 1_200n })).toMatchObject({ ...missing, missing: 200n });
    await enter("gold");
    expect(await asking({ points: 1_100n })).toMatchObject({ ...missing, missing: 100n });
  });
});
