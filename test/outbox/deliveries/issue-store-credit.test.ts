// Store credit against a (simulated) Admin API that fails in every way. Shopify knows no key for a
// credit: whatever happens, there is one with the points taken, none with the points back, or a
// question that only the merchant can answer.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { findAttempt, recordAsk, takeCreditTurn } from "../../../app/db/issue-attempt-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { resumeRedemptions, suspendRedemptions } from "../../../app/usecases/resume-redemptions.ts";
import { mergeCustomers as mergeInShopify } from "../../../simulator/actions/merge-customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { MoneyShop, lostAnswers } from "../../support/money-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const GIVE = "GiveStoreCredit";
const LIST = "ListStoreCredits";

let db: TestDatabase;
let world: SimulatedShop;
let shop: MoneyShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shop = await MoneyShop.open(world, db);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.leaveBudget(2_000);
  await world.signIn();
});
afterEach(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await pool().query("delete from issue_attempt where shop_id = $1", [shop.shopId]);
});

async function expectGiven(): Promise<void> {
  const [credit, ...others] = shop.credits();
  expect(others).toEqual([]);
  expect(credit).toMatchObject({ kind: "credit", amountMinor: 500 });
  expect(await shop.stored()).toMatchObject({
    status: "issued",
    shopifyGid: `gid://shopify/StoreCreditAccountCreditTransaction/${credit?.id}`,
    remainingMinor: 500n,
  });
  expect(await shop.balances()).toMatchObject({ available: 140n, reserved: 0n });
  expect(await shop.attempts()).toEqual([]);
}

async function expectReserved(credits: number): Promise<void> {
  expect(await shop.stored()).toMatchObject({ status: "reserved" });
  expect(await shop.balances()).toMatchObject({ reserved: 100n });
  expect(shop.credits()).toHaveLength(credits);
}

async function expectRefused(refusal: RegExp): Promise<void> {
  expect(await shop.stored()).toMatchObject({
    status: "refused",
    refusal: expect.stringMatching(refusal),
  });
  expect(await shop.balances()).toMatchObject({ available: 240n, reserved: 0n });
  expect(shop.credits()).toEqual([]);
  expect(await shop.attempts()).toEqual([]);
}

describe("a credit", () => {
  test("is in the member's account, and ends when the reward says", async () => {
    const { expiresAt } = await shop.ask("credit");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
    expect(shop.credits()[0]?.expiresAt).toBe(new Date(expiresAt ?? 0).toISOString());
  });

  test("without an end is there for good", async () => {
    await shop.ask("endless");
    await shop.deliver();
    await expectGiven();
    expect(shop.credits()[0]?.expiresAt).toBeNull();
  });

  test("is not given again once it is settled", async () => {
    await shop.ask("credit");
    await shop.deliver();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("that two processes deliver at once is given once", async () => {
    await shop.ask("credit");
    const outcomes = await Promise.all([shop.deliver(), shop.deliver(), shop.deliver()]);
    expect(outcomes).toContainEqual({ outcome: "sent" });
    await expectGiven();
  });
});

describe("an answer that is lost", () => {
  test.each(lostAnswers)("(%s, %s its effect) ends in one credit", async (kind, when) => {
    await shop.ask("credit");
    expect(await shop.deliverLosing(GIVE, kind, when)).toMatchObject({ outcome: "retry" });
    await expectReserved(when === "after" ? 1 : 0);
    if (when === "before") {
      expect(await shop.deliver()).toMatchObject({ outcome: "postpone", reason: "not_shown_yet" });
      await expectReserved(0);
      shop.passLag();
    }
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("is found although the account was not empty, and money came in meanwhile", async () => {
    await shop.ask("credit");
    shop.giveByHand(500, shop.redemption.expiresAt);
    shop.giveByHand(500);
    await shop.deliverLosing(GIVE, "reset", "after");
    shop.giveByHand(700);
    shop.giveByHand(500);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    expect(await shop.stored()).toMatchObject({
      status: "issued",
      shopifyGid: expect.stringContaining(shop.credits()[2]?.id ?? "none"),
    });
    expect(shop.credits()).toHaveLength(5);
  });

  test("is looked for until the account can be read", async () => {
    await shop.ask("credit");
    await shop.deliverLosing(GIVE, "reset", "after");
    expect(await shop.deliverLosing(LIST, "http_500", "before")).toMatchObject({
      outcome: "retry",
    });
    await expectReserved(1);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("may be lost three times over", async () => {
    await shop.ask("credit");
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await shop.deliverLosing(GIVE, "reset", "before")).toMatchObject({ outcome: "retry" });
      await world.clearFaults();
      shop.passLag();
    }
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("keeps every other credit of the customer waiting until it is settled", async () => {
    await shop.ask("credit");
    await shop.deliverLosing(GIVE, "reset", "after");
    const second = await shop.askAgain("credit");
    expect(await shop.deliver(second)).toMatchObject({
      outcome: "postpone",
      reason: "another_credit_under_way",
    });
    expect(shop.credits()).toHaveLength(1);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    expect(await shop.deliver(second)).toEqual({ outcome: "sent" });
    const gids = [(await shop.stored()).shopifyGid, (await shop.stored(second)).shopifyGid];
    const made = shop.credits().map(({ id }) => expect.stringContaining(id) as string);
    expect(gids).toEqual(made);
    expect(await shop.balances()).toMatchObject({ available: 40n, reserved: 0n });
  });
});

test.each([
  ["the one whose credit is there", 0],
  ["the one whose credit is not", 1],
])("two customers who become one have both their credits, %s first", async (_name, first) => {
  const kept = await shop.ask("endless");
  const { customerId: keptId } = shop;
  await shop.deliverLosing(GIVE, "reset", "after");
  const gone = await shop.ask("endless");
  const { customerId: goneId } = shop;
  await shop.deliverLosing(GIVE, "reset", "before");
  mergeInShopify(world.simulator.context, world.shop, { keptId, deletedId: goneId });
  const merge = { keptCustomerId: keptId, goneCustomerId: goneId };
  await withTransaction((tx) => mergeCustomers(tx, shop.shopId, merge, shop.now()));
  shop.passLag();
  const both = first === 0 ? [kept, gone] : [gone, kept];
  for (const one of both) expect(await shop.deliver(one)).toEqual({ outcome: "sent" });
  shop.customerId = keptId;
  const stored = await Promise.all(both.map((one) => shop.stored(one)));
  const made = shop.credits().map(({ id }) => id);
  expect(made).toHaveLength(2);
  expect(stored.map(({ status }) => status)).toEqual(["issued", "issued"]);
  const recorded = stored.map(({ shopifyGid }) => shopifyGid?.split("/").at(-1));
  expect(new Set(recorded)).toEqual(new Set(made));
});

describe("a process that dies", () => {
  test("before it asked has its credit asked for, once nobody can be asking any more", async () => {
    await shop.ask("credit");
    const name = { shopId: shop.shopId, redemptionId: shop.redemption.id };
    await takeCreditTurn(pool(), name, shop.customerId);
    const before = await findAttempt(pool(), name);
    await recordAsk(pool(), name, before, { askedAt: shop.now(), lastSeenGid: null });
    expect(await shop.deliver()).toMatchObject({ outcome: "postpone" });
    await expectReserved(0);
    shop.passLag();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("before it wrote anything down loses nothing", async () => {
    await shop.ask("credit");
    const name = { shopId: shop.shopId, redemptionId: shop.redemption.id };
    await takeCreditTurn(pool(), name, shop.customerId);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });
});

describe("a definite refusal", () => {
  test("keeps Shopify's words and gives the points back", async () => {
    const { creditLimitMinor } = world.shop;
    world.shop.creditLimitMinor = 400;
    await shop.ask("credit");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    world.shop.creditLimitMinor = creditLimitMinor;
    await expectRefused(/credit limit/);
  });

  test.each([
    ["a customer who is gone", "customer", /no longer exists/],
    ["a currency that the store has no more", "currency", /not supported/],
    ["an end that is over", "end", /must be in the future/],
  ] as const)("comes for %s", async (_name, what, refusal) => {
    await shop.ask("credit");
    if (what === "end") {
      await pool().query(
        "update redemption set expires_at = requested_at where shop_id = $1 and id = $2",
        [shop.shopId, shop.redemption.id],
      );
    }
    const { currency } = world.shop;
    if (what === "currency") world.shop.currency = "USD";
    const deliver = async () => {
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
    };
    await (what === "customer" ? world.without(shop.customerId, deliver) : deliver());
    world.shop.currency = currency;
    await expectRefused(refusal);
  });

  test("is the missing permission, with what Shopify asks for", async () => {
    await shop.ask("credit");
    await shop.withoutScopes(["write_store_credit_account_transactions"], async () => {
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
    });
    await expectRefused(/read_store_credit_account|write_store_credit_account/);
  });

  test("is not the missing permission where an earlier attempt may have succeeded", async () => {
    await shop.ask("credit");
    await shop.deliverLosing(GIVE, "reset", "after");
    await shop.withoutScopes(["read_store_credit_accounts"], async () => {
      expect(await shop.deliver()).toMatchObject({ outcome: "retry", reason: /access_denied/ });
    });
    await expectReserved(1);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });
});

describe("no room, no access, no shop", () => {
  test.each([GIVE, LIST])("%s without room waits and is no attempt", async (operation) => {
    await shop.ask("credit");
    const answer = await shop.deliverLosing(operation, "throttled", "before");
    expect(answer).toMatchObject({ outcome: "postpone", reason: "throttled" });
    await expectReserved(0);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("a token that ends keeps the reservation until there is a new one", async () => {
    await shop.ask("credit");
    const answer = await shop.deliverLosing(GIVE, "token_expired", "before");
    expect(answer).toMatchObject({ outcome: "retry", reason: "unauthorised status_401" });
    await expectReserved(0);
    await world.signIn();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });

  test("a shop that goes half-way leaves it unsettled, and settles it when it is back", async () => {
    await shop.ask("credit");
    await shop.deliverLosing(GIVE, "reset", "after");
    const { shopId } = shop;
    await withTransaction((tx) => suspendRedemptions(tx, shopId, shop.now()));
    expect(await shop.stored()).toMatchObject({ status: "unsettled" });
    await withTransaction((tx) => resumeRedemptions(tx, shopId));
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectGiven();
  });
});
