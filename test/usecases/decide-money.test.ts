// A credit or a card of which nobody can tell whether it was given: the merchant looks, and says.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { enqueueMessages } from "../../app/db/outbox-store.ts";
import { pool } from "../../app/db/pool.ts";
import { redactMember } from "../../app/db/privacy-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { listTroubledRedemptions } from "../../app/queries/attention.ts";
import { decideMoney } from "../../app/usecases/decide-money.ts";
import { settleUnsettled } from "../../app/usecases/settle-redemption.ts";
import { voucherMessage } from "../../app/usecases/return-voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { MoneyShop } from "../support/money-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

const GIVE = "GiveStoreCredit";

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

/** As the outbox does it: what is delivered is done. */
async function deliver(): Promise<void> {
  expect(await shop.deliver()).toEqual({ outcome: "sent" });
  await setMessage("sent");
}

async function setMessage(status: "sent" | "dead"): Promise<void> {
  await pool().query(
    `update outbox_message set status = $3, sent_at = case when $3 = 'sent' then now() end
     where shop_id = $1 and kind = 'issue_voucher' and key = $2`,
    [shop.shopId, shop.redemption.id, status],
  );
}

async function messageStatus(): Promise<string | undefined> {
  const { rows } = await pool().query<{ status: string }>(
    "select status from outbox_message where shop_id = $1 and kind = 'issue_voucher' and key = $2",
    [shop.shopId, shop.redemption.id],
  );
  return rows[0]?.status;
}

async function expectQuestion(): Promise<void> {
  expect(await shop.stored()).toMatchObject({ status: "unsettled", shopifyGid: null });
  expect(await shop.balances()).toMatchObject({ reserved: 100n });
  expect(await shown()).toEqual(expect.any(Date));
}

/** When Shopify was asked, as the merchant reads it; null where there is nothing to decide. */
async function shown(): Promise<Date | null | undefined> {
  const all = await listTroubledRedemptions(shop.shopId, new Date(shop.now()));
  const found = all.find(({ id }) => id === shop.redemption.id);
  return found && (found.question?.askedAt ?? null);
}

const decide = (isThere: boolean, redemptionId = shop.redemption.id) =>
  decideMoney({
    shopId: shop.shopId,
    redemptionId,
    isThere,
    actor: "merchant:7",
    now: shop.now(),
  });

/** Two credits that nobody can hold apart. */
async function leaveUnclear(): Promise<void> {
  await shop.ask("endless");
  await shop.deliverLosing(GIVE, "reset", "after");
  shop.giveByHand(500);
  await deliver();
}

describe("nobody but the merchant can tell", () => {
  test("which of two equal credits of the same moment is ours", async () => {
    await leaveUnclear();
    await expectQuestion();
    // Asking again brings no second one.
    await deliver();
    await expectQuestion();
    expect(shop.credits()).toHaveLength(2);
  });

  test("whether an equal credit of another time is ours", async () => {
    await shop.ask("endless");
    await shop.deliverLosing(GIVE, "reset", "before");
    shop.passLag();
    shop.giveByHand(500);
    await deliver();
    await expectQuestion();
    expect(shop.credits()).toHaveLength(1);
  });

  test("what became of it where the customer was deleted", async () => {
    await shop.ask("credit");
    await shop.deliverLosing(GIVE, "reset", "after");
    await world.without(shop.customerId, deliver);
    await expectQuestion();
  });
});

test("an open question names no customer who asked to be forgotten", async () => {
  await leaveUnclear();
  expect(await shop.attempts()).toMatchObject([{ customer_id: shop.customerId }]);
  const { memberId } = shop.redemption;
  await withTransaction((tx) => redactMember(tx, shop.shopId, memberId, new Date(shop.now())));
  expect(await shop.attempts()).toMatchObject([{ customer_id: null }]);
  await deliver();
  expect(await decide(false)).toEqual({ outcome: "decided" });
});

describe("a merchant who says that the credit", () => {
  test("is there ends the redemption: its points are spent", async () => {
    await leaveUnclear();
    expect(await decide(true)).toEqual({ outcome: "decided" });
    expect(await shop.stored()).toMatchObject({ status: "issued", shopifyGid: null });
    expect(await shop.balances()).toMatchObject({ available: 140n, reserved: 0n });
    expect(await shown()).toBeUndefined();
    const { rows } = await pool().query(
      "select actor, action from audit_event where shop_id = $1 and subject = $2",
      [shop.shopId, `redemption/${shop.redemption.id}`],
    );
    expect(rows).toEqual([{ actor: "merchant:7", action: "money_confirmed" }]);
  });

  test("is not there gives the points back, and says why", async () => {
    await leaveUnclear();
    expect(await decide(false)).toEqual({ outcome: "decided" });
    expect(await shop.stored()).toMatchObject({
      status: "refused",
      refusal: expect.stringContaining("found no such credit"),
    });
    expect(await shop.balances()).toMatchObject({ available: 240n, reserved: 0n });
  });

  test("lets the customer's next credit have its turn", async () => {
    await leaveUnclear();
    const second = await shop.askAgain("endless");
    expect(await shop.deliver(second)).toMatchObject({ outcome: "postpone" });
    await decide(true);
    expect(await shop.deliver(second)).toEqual({ outcome: "sent" });
    expect(shop.credits()).toHaveLength(3);
    expect(await shop.stored(second)).toMatchObject({ status: "issued" });
  });

  test("is there closes the message that was given up", async () => {
    await leaveUnclear();
    await setMessage("dead");
    await decide(true);
    expect(await messageStatus()).toBe("sent");
  });
});

describe("a gift card whose answer was lost for good", () => {
  const leaveCardUnclear = async (moment: "before" | "after"): Promise<void> => {
    await shop.ask("card");
    await shop.deliverLosing("CreateGiftCard", "reset", moment);
    await settleUnsettled(shop.shopId, shop.redemption.id, shop.now());
    await setMessage("dead");
    await expectQuestion();
  };

  test("is the member's where the merchant finds it", async () => {
    await leaveCardUnclear("after");
    expect(await decide(true)).toEqual({ outcome: "decided" });
    expect(await shop.stored()).toMatchObject({ status: "issued", shopifyGid: null });
    expect(await shop.balances()).toMatchObject({ reserved: 0n });
    expect(await messageStatus()).toBe("sent");
  });

  test("gives its points back where the merchant finds none", async () => {
    await leaveCardUnclear("before");
    expect(await decide(false)).toEqual({ outcome: "decided" });
    const refusal = expect.stringContaining("found no such gift card");
    expect(await shop.stored()).toMatchObject({ status: "refused", refusal });
    expect(await shop.balances()).toMatchObject({ available: 240n, reserved: 0n });
  });
});

describe("there is nothing to decide", () => {
  test("twice, and the second answer changes nothing", async () => {
    await leaveUnclear();
    await decide(true);
    expect(await decide(false)).toEqual({ outcome: "refused", reason: "not_found" });
    expect(await shop.stored()).toMatchObject({ status: "issued" });
  });

  test("while Shopify is being asked again", async () => {
    await leaveUnclear();
    const name = { shopId: shop.shopId, redemptionId: shop.redemption.id };
    await withTransaction((tx) => enqueueMessages(tx, [voucherMessage("issue_voucher", name)]));
    expect(await shown()).toBeNull();
    expect(await decide(false)).toEqual({ outcome: "refused", reason: "under_way" });
    expect(await shop.stored()).toMatchObject({ status: "unsettled" });
  });

  test("of what is no open credit", async () => {
    await shop.ask("credit");
    expect(await decide(true)).toEqual({ outcome: "refused", reason: "not_found" });
    expect(await decide(true, randomUUID())).toEqual({ outcome: "refused", reason: "not_found" });
  });
});
