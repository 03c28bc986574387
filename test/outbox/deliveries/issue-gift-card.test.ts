// A gift card against a (simulated) Admin API that fails in every way. Whatever happens, it ends in
// one card with the points taken, or in none with the points back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keepCardCode } from "../../../app/db/issue-attempt-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { redactMember } from "../../../app/db/privacy-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { resumeRedemptions, suspendRedemptions } from "../../../app/usecases/resume-redemptions.ts";
import { createGiftCard } from "../../../simulator/actions/gift-cards.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { MONEY_SCOPES, MoneyShop, lostAnswers } from "../../support/money-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const CREATE = "CreateGiftCard";
const FIND = "FindGiftCards";

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
  const [card, ...others] = shop.cards();
  expect(others).toEqual([]);
  expect(card).toMatchObject({ initialMinor: 500, customerId: shop.customerId });
  expect(await shop.stored()).toMatchObject({
    status: "issued",
    shopifyGid: `gid://shopify/GiftCard/${card?.id}`,
    remainingMinor: 500n,
    recipient: null,
  });
  expect(await shop.balances()).toMatchObject({ available: 140n, reserved: 0n });
  expect(await shop.attempts()).toEqual([]);
}

async function expectReserved(): Promise<void> {
  expect(await shop.stored()).toMatchObject({ status: "reserved" });
  expect(await shop.balances()).toMatchObject({ reserved: 100n });
}

async function expectRefused(refusal: RegExp): Promise<void> {
  expect(await shop.stored()).toMatchObject({
    status: "refused",
    refusal: expect.stringMatching(refusal),
  });
  expect(await shop.balances()).toMatchObject({ available: 240n, reserved: 0n });
  expect(shop.cards()).toEqual([]);
  expect(await shop.attempts()).toEqual([]);
  expect(await sealedCode()).toBeNull();
}

async function sealedCode(): Promise<string | null> {
  const { rows } = await pool().query<{ card_code: string | null }>(
    "select card_code from redemption where shop_id = $1 and id = $2",
    [shop.shopId, shop.redemption.id],
  );
  return rows[0]?.card_code ?? null;
}

async function openedCode(): Promise<string | null> {
  const { openCardCode } = await import("../../../app/adapters/shopify/card-code.ts");
  const sealed = (await sealedCode()) ?? "";
  return openCardCode(sealed, { shopId: shop.shopId, redemptionId: shop.redemption.id });
}

describe("a gift card to oneself", () => {
  test("is the member's, says where it comes from, and ends when the reward says", async () => {
    const { id, code, expiresAt } = await shop.ask("card");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
    const [card] = shop.cards();
    expect(card?.note).toBe(`Loyalty: for 100 points (${code}) ${id}`);
    expect(card?.expiresOn).toBe(new Date(expiresAt ?? 0).toISOString().slice(0, 10));
    const mails = world.simulator.context.state.mails.filter(({ to }) =>
      to.includes(`${shop.customerId}@a.example`),
    );
    expect(mails).toHaveLength(1);
  });

  test("has a code that rests sealed, which only the app can read", async () => {
    await shop.ask("card");
    await shop.deliver();
    const code = shop.cards()[0]?.code ?? "";
    // The beginning of the program, and nothing of the reference that stands in its note.
    expect(code).toMatch(/^reg[0-9a-z]{12}$/);
    expect(code).not.toContain(shop.redemption.code.slice(-4).toLowerCase());
    expect((await openedCode())?.toLowerCase()).toBe(code);
    const { rows } = await pool().query<{ held: string }>(
      "select redemption::text as held from redemption where shop_id = $1 and id = $2",
      [shop.shopId, shop.redemption.id],
    );
    expect(rows[0]?.held.toLowerCase()).not.toContain(code);
  });

  test("is not asked for again once it is settled", async () => {
    await shop.ask("card");
    await shop.deliver();
    await world.fail("*", "http_500", "before");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

describe("an answer that is lost", () => {
  test.each(lostAnswers)("(%s, %s its effect) is met by asking for the same", async (...lost) => {
    await shop.ask("card");
    expect(await shop.deliverLosing(CREATE, ...lost)).toMatchObject({ outcome: "retry" });
    await expectReserved();
    shop.passLag();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("is looked up until Shopify's lists show the card", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    expect(await shop.deliver()).toMatchObject({ outcome: "postpone", reason: "not_listed_yet" });
    await expectReserved();
    shop.passLag();
    await world.fail(FIND, "reset", "before");
    expect(await shop.deliver()).toMatchObject({ outcome: "retry" });
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("followed by a refusal is still our card, because its note says so", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    shop.passLag();
    await world.without(shop.customerId, async () => {
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
    });
    await expectIssued();
  });

  test("is found by amount and customer where the merchant wrote another note", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    for (const card of shop.cards()) card.note = "For Ada";
    shop.passLag();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("followed by a refusal gives the points back only once no card can show up", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "before");
    await world.without(shop.customerId, async () => {
      expect(await shop.deliver()).toMatchObject({ outcome: "postpone" });
      await expectReserved();
      shop.passLag();
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
    });
    await expectRefused(/could not be found/);
  });
});

describe("a definite refusal", () => {
  test("keeps Shopify's words and gives the points back", async () => {
    const { giftCardLimitMinor } = world.shop;
    world.shop.giftCardLimitMinor = 400;
    await shop.ask("card");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    world.shop.giftCardLimitMinor = giftCardLimitMinor;
    await expectRefused(/can't exceed €4\.00 EUR/);
  });

  test("is the missing permission, with what Shopify asks for", async () => {
    await shop.ask("card");
    await shop.withoutScopes(MONEY_SCOPES, async () => {
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
    });
    await expectRefused(/write_gift_cards/);
  });

  test("is not the missing permission where an earlier attempt may have succeeded", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    shop.passLag();
    await shop.withoutScopes(MONEY_SCOPES, async () => {
      expect(await shop.deliver()).toMatchObject({ outcome: "retry", reason: /access_denied/ });
      await expectReserved();
    });
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("comes where another card of the shop has the code", async () => {
    await shop.ask("card");
    const name = { shopId: shop.shopId, redemptionId: shop.redemption.id };
    const { sealCardCode } = await import("../../../app/adapters/shopify/card-code.ts");
    await keepCardCode(pool(), name, sealCardCode("REGOFSOMEBODY", name));
    createGiftCard(world.simulator.context, world.shop, {
      code: "REGOFSOMEBODY",
      initialMinor: 500,
      expiresOn: null,
      note: null,
      templateSuffix: null,
      customerId: null,
      recipient: null,
    });
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectRefused(/taken/);
  });

  test("comes where the store has another currency now", async () => {
    await shop.ask("card");
    const to = (currency: string) =>
      pool().query("update shop set currency = $2 where shop_id = $1", [shop.shopId, currency]);
    await to("USD");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await to("EUR");
    await expectRefused(/USD/);
  });
});

describe("no room, no access, no shop", () => {
  test.each(["throttled", "http_429"] as const)("%s: waits and is no attempt", async (kind) => {
    await shop.ask("card");
    expect(await shop.deliverLosing(CREATE, kind, "before")).toMatchObject({ outcome: "postpone" });
    await expectReserved();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("a token that ends keeps the reservation until there is a new one", async () => {
    await shop.ask("card");
    expect(await shop.deliverLosing(CREATE, "token_expired", "before")).toMatchObject({
      outcome: "retry",
    });
    await expectReserved();
    await world.signIn();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("a shop that goes half-way leaves it unsettled, and settles it when it is back", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    const { shopId } = shop;
    await withTransaction((tx) => suspendRedemptions(tx, shopId, shop.now()));
    expect(await shop.stored()).toMatchObject({ status: "unsettled" });
    await withTransaction((tx) => resumeRedemptions(tx, shopId));
    shop.passLag();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

describe("a member who asks to be forgotten", () => {
  const forget = () =>
    withTransaction((tx) =>
      redactMember(tx, shop.shopId, shop.redemption.memberId, new Date(shop.now())),
    );

  test("leaves no code of a card behind", async () => {
    await shop.ask("card");
    await shop.deliver();
    expect(await sealedCode()).not.toBeNull();
    await forget();
    expect(await sealedCode()).toBeNull();
  });

  test("still has a card that was under way found, and no code of it kept", async () => {
    await shop.ask("card");
    await shop.deliverLosing(CREATE, "reset", "after");
    await forget();
    shop.passLag();
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    expect(await shop.stored()).toMatchObject({ status: "issued" });
    expect(await sealedCode()).toBeNull();
  });
});
