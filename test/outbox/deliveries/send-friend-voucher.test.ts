// The e-mail that brings a friend the code, through a real mail server: to whom the program has it
// sent, or who had left the page, once for each code, and never about one that does not work.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { config } from "../../../app/config.server.ts";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { findReferralTerms } from "../../../app/db/referral-facts-store.ts";
import { friendShown } from "../../../app/routes/proxy/friend-answer.ts";
import { voiceOf } from "../../../app/routes/proxy/voice.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { ReferralShop } from "../../support/referral-shop.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const friendVoucher = {
  discount: { kind: "percentage_off", percent: "10" },
  handOver: "email",
} as const;

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;
beforeEach(async () => {
  mails().length = 0;
  // Each test has a shop row of its own; all are the same store in Shopify.
  await db.ownerPool.query("update shop set domain = 'former-' || shop_id where domain = $1", [
    world.shop.domain,
  ]);
});

async function open(terms: Parameters<typeof ReferralShop.open>[1] = {}): Promise<ReferralShop> {
  const shop = await ReferralShop.open(db, terms, {}, world.shop.domain);
  await pool().query("update shop set name = 'Harbour Coffee' where shop_id = $1", [shop.id]);
  return shop;
}

async function asked(shop: ReferralShop): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    "select key from outbox_message where shop_id = $1 and kind = 'send_friend_voucher'",
    [shop.id],
  );
  return rows.map(({ key }) => key);
}

const tell = (shop: ReferralShop, referralId: string) =>
  deliverOnce(shop.id, "send_friend_voucher", { referralId });

describe("where the code comes by e-mail", () => {
  test("the friend gets it once, in their language, with a link that puts it into the cart", async () => {
    const shop = await open({ friendVoucher });
    const friend = await shop.friend({ email: "bob@example.com", locale: "de", at: Date.now() });
    expect(await asked(shop)).toEqual([friend.id]);
    expect(await tell(shop, friend.id)).toEqual({ outcome: "sent" });
    expect(await tell(shop, friend.id)).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    const { voucherCode } = await friend.referral();
    expect(mail?.to).toContain("bob@example.com");
    expect(mail?.subject).toMatch(/^Willkommen bei Harbour Coffee: 10\s%/);
    const link = `https://${world.shop.domain}/discount/${voucherCode}?redirect=/`;
    for (const part of [`Code ${voucherCode}`, link, "deine Adresse eingegeben"]) {
      expect(mail?.text).toContain(part);
    }
    expect(mail?.headers["list-unsubscribe"]).toBeUndefined();
  });

  test("the page says so and shows none, unless nothing could be sent", async () => {
    const shop = await open({ friendVoucher });
    const friend = await shop.friend({ at: Date.now() });
    const terms = await findReferralTerms(
      pool(),
      shop.id,
      (await friend.referral()).programVersionId,
    );
    if (!terms) throw new Error("no terms");
    const view = { terms, shop: { currency: "EUR", timeZone: "UTC" } };
    const voice = voiceOf(["en"], []);
    const shown = async () => friendShown({ ...view, referral: await friend.referral() }, voice);
    expect(await shown()).toMatchObject({
      card: { title: "Look into your mailbox: 10% off" },
      voucher: null,
    });
    const settings = config();
    const right = settings.smtpUrl;
    settings.smtpUrl = undefined;
    expect((await shown()).voucher).toMatchObject({ worth: "10% off" });
    settings.smtpUrl = right;
  });

  test("an order without it brings the member nothing, and one with it does", async () => {
    const shop = await open({ friendVoucher, delayDays: 0 });
    const [stranger, friend] = [await shop.friend(), await shop.friend()];
    await stranger.orders();
    expect(await stranger.referral()).toMatchObject({ state: "order_not_enough" });
    expect(await shop.points()).toBe(0n);
    const { voucherCode } = await friend.referral();
    await shop.receive(friend.seen({ discountCodes: [voucherCode] }), Date.now());
    expect(await friend.referral()).toMatchObject({ state: "rewarded" });
    expect(await shop.points()).toBe(500n);
  });
});

describe("where the page shows the code", () => {
  test("nobody is written to who looks at it", async () => {
    const shop = await open();
    await shop.friend({ at: Date.now() });
    expect(await asked(shop)).toEqual([]);
  });

  test("who was approved later is written to, and of another code again", async () => {
    const shop = await open({ claimsPerDay: 1 });
    const at = Date.now();
    await shop.claim({ at });
    const claimed = await shop.claim({ at: at + 1, email: "bob@example.com" });
    if (claimed.outcome === "refused") throw new Error(claimed.reason);
    expect(claimed.referral.decision).toBe("review");
    const friend = shop.friendOf(claimed.referral.id);
    await friend.decide("approve", at + 2);
    expect(await asked(shop)).toEqual([friend.id]);
    await tell(shop, friend.id);
    await friend.decide("refuse", at + 3);
    await friend.decide("approve", at + 4);
    await tell(shop, friend.id);
    const { voucherCode } = await friend.referral();
    expect(mails()).toHaveLength(2);
    expect(mails()[1]?.text).toContain(voucherCode);
    expect(mails()[0]?.text).not.toContain(voucherCode);
  });
});

describe("nobody is written to", () => {
  test.each([
    ["whose code was switched off", "voucher_state = 'off'"],
    ["whose code has ended", "voucher_ends_at = now() - interval '1 day'"],
    ["who has ordered", "order_id = '1'"],
    ["who asked to be forgotten", "friend_email = null"],
  ])("%s", async (_name, assignment) => {
    const shop = await open({ friendVoucher });
    const friend = await shop.friend({ at: Date.now() });
    await pool().query(`update referral set ${assignment} where shop_id = $1 and id = $2`, [
      shop.id,
      friend.id,
    ]);
    expect(await tell(shop, friend.id)).toEqual({ outcome: "sent" });
    expect(mails()).toEqual([]);
  });

  test("twice where the mail server took nothing at first", async () => {
    const shop = await open({ friendVoucher });
    const friend = await shop.friend({ at: Date.now() - DAY_MS });
    const settings = config();
    const right = settings.smtpUrl;
    // Nobody listens there.
    settings.smtpUrl = "smtp://127.0.0.1:1";
    expect(await tell(shop, friend.id)).toMatchObject({ outcome: "retry" });
    settings.smtpUrl = right;
    await tell(shop, friend.id);
    await tell(shop, friend.id);
    expect(mails()).toHaveLength(1);
  });
});
