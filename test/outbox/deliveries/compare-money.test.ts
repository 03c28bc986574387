// Gift cards and store credit against a (simulated) Shopify: what is left of them is read, and what
// somebody did to them there is told.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deactivateGiftCard, moveGiftCard } from "../../../simulator/actions/gift-cards.ts";
import { findDifferences } from "../../support/compared-shop.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { MONEY_SCOPES, MoneyShop } from "../../support/money-shop.ts";
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

/** What one test left is no business of the next. */
afterEach(async () => {
  await db.pool.query("update redemption set status = 'used', ended_at = null where shop_id = $1", [
    shop.shopId,
  ]);
  await db.pool.query("delete from voucher_difference where shop_id = $1", [shop.shopId]);
});

const SETTLED_MS = 11 * 60_000;

async function give(rewardId: "card" | "credit"): Promise<void> {
  await world.leaveBudget(2_000);
  await shop.ask(rewardId);
  expect(await shop.deliver()).toEqual({ outcome: "sent" });
  world.simulator.context.clock.advance(SETTLED_MS);
  expect(await shop.stored()).toMatchObject({ status: "issued", remainingMinor: 500n });
}

function theCard() {
  const [card] = shop.cards();
  if (card === undefined) throw new Error("There is no card");
  return card;
}

describe("a gift card", () => {
  beforeEach(() => give("card"));

  test("that was spent in part is no difference, and what is left is known", async () => {
    const card = theCard();
    moveGiftCard(world.simulator.context, card, { amountMinor: -120, note: null });
    expect(await findDifferences(shop.shopId)).toEqual([]);
    expect((await shop.stored()).remainingMinor).toBe(380n);
  });

  test("that the merchant put money on has no more left of ours than was given", async () => {
    moveGiftCard(world.simulator.context, theCard(), { amountMinor: 900, note: null });
    await findDifferences(shop.shopId);
    expect((await shop.stored()).remainingMinor).toBe(500n);
  });

  test("that somebody deactivated is told", async () => {
    deactivateGiftCard(world.simulator.context, theCard());
    expect(await findDifferences(shop.shopId)).toEqual([{ kind: "card_deactivated", details: {} }]);
  });

  test("that the store has no more is told", async () => {
    const { id } = theCard();
    world.shop.giftCards.delete(id);
    expect(await findDifferences(shop.shopId)).toEqual([{ kind: "voucher_missing", details: {} }]);
  });

  test("of which Shopify says nothing any more is no difference, and holds up no other", async () => {
    deactivateGiftCard(world.simulator.context, theCard());
    await shop.withoutScopes(["read_gift_cards", ...MONEY_SCOPES], async () => {
      expect(await findDifferences(shop.shopId)).toEqual([]);
    });
  });
});

describe("store credit", () => {
  test("that was spent in part is no difference, and what is left is known", async () => {
    await give("credit");
    shop.giveByHand(-200);
    expect(await findDifferences(shop.shopId)).toEqual([]);
    expect((await shop.stored()).remainingMinor).toBe(300n);
  });
});
