// A gift card to a friend: the friend becomes a customer of the store without agreeing to anything,
// and nobody else learns the code of the card.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { GiftRecipient } from "../../../app/core/rewards/gift-recipient.ts";
import { findCardCode } from "../../../app/db/issue-attempt-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { findCustomerByEmail } from "../../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { MoneyShop } from "../../support/money-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

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
afterEach(() => assertLedgerAddsUp(db.ownerPool));

async function expectIssued(): Promise<void> {
  expect(await shop.stored()).toMatchObject({
    status: "issued",
    shopifyGid: `gid://shopify/GiftCard/${shop.cards()[0]?.id}`,
    recipient: null,
  });
  expect(shop.cards()).toHaveLength(1);
  expect(await shop.balances()).toMatchObject({ available: 140n, reserved: 0n });
}

async function expectRefused(refusal: RegExp): Promise<void> {
  expect(await shop.stored()).toMatchObject({
    status: "refused",
    refusal: expect.stringMatching(refusal),
    recipient: null,
  });
  expect(shop.cards()).toEqual([]);
  expect(await shop.balances()).toMatchObject({ available: 240n, reserved: 0n });
}

const sealedCode = () =>
  findCardCode(pool(), { shopId: shop.shopId, redemptionId: shop.redemption.id });

describe("a gift card to a friend", () => {
  const friend: GiftRecipient = {
    email: "bo@friends.example",
    name: "Bo",
    message: "Have a coffee on me",
    sendOn: null,
  };

  test("makes the friend a customer who agreed to nothing, and is the friend's secret", async () => {
    const inAWeek = new Date(shop.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await shop.ask("card", { ...friend, sendOn: inAWeek });
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
    const made = findCustomerByEmail(world.shop, friend.email);
    expect(made).toMatchObject({ firstName: "Bo", marketingState: "NOT_SUBSCRIBED" });
    expect(shop.cards()[0]?.recipient).toEqual({
      customerId: made?.id,
      preferredName: "Bo",
      message: friend.message,
      sendNotificationAt: expect.stringContaining(inAWeek),
    });
    expect(await sealedCode()).toBeNull();
  });

  test("finds a friend who is a customer already, and is sent at once", async () => {
    const before = world.shop.customers.size;
    await shop.ask("card", { ...friend, email: "Bo@Friends.example", name: null, message: null });
    await shop.deliver();
    await expectIssued();
    // The sender is the only new one.
    expect(world.shop.customers.size).toBe(before + 1);
    expect(shop.cards()[0]?.recipient).toMatchObject({ message: null, sendNotificationAt: null });
    expect(shop.cards()[0]?.notifiedAt).not.toBeNull();
  });

  test.each(["before", "after"] as const)(
    "survives an answer that is lost %s the friend is made a customer",
    async (when) => {
      const email = `${when}@friends.example`;
      await shop.ask("card", { ...friend, email });
      const answer = await shop.deliverLosing("CreateCustomerOfEmail", "reset", when);
      expect(answer).toMatchObject({ outcome: "retry" });
      expect(await shop.stored()).toMatchObject({ status: "reserved", recipient: { email } });
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
      await expectIssued();
    },
  );

  test("is refused where Shopify takes no such address", async () => {
    await shop.ask("card", friend);
    await world.fail("CreateCustomerOfEmail", "refused", "before");
    await pool().query(
      `update redemption set recipient = recipient || '{"email":"new@friends.example"}'
       where shop_id = $1 and id = $2`,
      [shop.shopId, shop.redemption.id],
    );
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectRefused(/not allowed/);
  });

  test("is refused where the friend asked to be forgotten meanwhile", async () => {
    await shop.ask("card", friend);
    await pool().query("update redemption set recipient = null where shop_id = $1 and id = $2", [
      shop.shopId,
      shop.redemption.id,
    ]);
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectRefused(/forgotten/);
  });
});
