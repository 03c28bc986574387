// What happened to a member before a merger stands under the gone one's id, and is remembered all
// the same: late news end as they would have without the merger, or before it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { newId } from "../../app/db/new-id.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { loadTierHistory } from "../../app/queries/tier-history.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { setMemberTier } from "../../app/usecases/tiers/set-member-tier.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  CUSTOMER_ID as X,
  MINUTE_MS,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const Y = "7002";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

function shopWith(program: Partial<ProgramDocumentInput>): Promise<TestShop> {
  return createShop(db, { program: { earning: { pointsPerUnit: "1" }, ...program } });
}

const on = (date: string): Instant => Date.parse(`${date}T12:00:00Z`);

/** An order that is heard of a minute after something happened to it; placed then, too. */
function tell(
  shop: TestShop,
  orderId: string,
  amount: string,
  { at, ...head }: Partial<OrderHead> & { at: Instant },
) {
  const lines = [line({ price: amount })];
  const event = orderSeen(
    { name: `#${orderId}`, placedAt: at, updatedAt: at, lines, ...head },
    { orderId },
  );
  return shop.receive(event, at + MINUTE_MS);
}

async function merge(shop: TestShop, now: Instant, gone = X, kept = Y): Promise<void> {
  const customers = { goneCustomerId: gone, keptCustomerId: kept };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, customers, now));
}

async function availableOf(shop: TestShop, customerId = Y): Promise<bigint | undefined> {
  return (await shop.member(customerId))?.available;
}

describe("a balance that ended before the merger", () => {
  const length = { unit: "months", count: 12 } as const;
  const expiry = { policy: { kind: "inactivity", length, roundTo: "day" } } as const;

  test.each([[X], [Y]])("comes back for an order of %s that was placed in time", async (buyer) => {
    const shop = await shopWith({ expiry });
    await tell(shop, "A", "100.00", { at: on("2025-01-10") });
    await merge(shop, on("2026-01-12"));
    expect(await availableOf(shop)).toBe(0n);
    const late = { customerId: buyer, placedAt: on("2026-01-09"), at: on("2026-01-12") };
    await tell(shop, "B", "10.00", late);
    expect(await availableOf(shop)).toBe(110n);
    await tell(shop, "B", "10.00", late);
    expect(await availableOf(shop)).toBe(110n);
  });
});

describe("points that were written off before the merger", () => {
  test("are owed again when their voucher comes back after it", async () => {
    const shop = await shopWith({
      shortfallPolicy: "forgive",
      returnSpentPoints: "on_full_refund",
    });
    await tell(shop, "A", "100.00", { at: on("2026-03-01") });
    const redeemed = await shop.redeem(X, on("2026-03-02"));
    if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
    const { id, code } = redeemed.redemption;
    await settleIssued(shop.id, id, "gid://shopify/DiscountCodeNode/1", on("2026-03-02"));
    const paidWith = { placedAt: on("2026-03-03"), discountCodes: [code] };
    await tell(shop, "B", "20.00", { ...paidWith, at: on("2026-03-03") });
    const cancelled = (date: string) => ({ at: on(date), cancelledAt: on(date) });
    await tell(shop, "A", "100.00", { ...cancelled("2026-03-04"), placedAt: on("2026-03-01") });
    await merge(shop, on("2026-03-05"));
    await shop.receive(refundSeen(refund({ unnamed: "20.00" }), "B"), on("2026-03-06"));
    expect(await availableOf(shop)).toBe(0n);
    const [voucher] = await shop.rows<{ status: string }>("redemption");
    expect(voucher?.status).toBe("returned");
  });
});

describe("tiers from before the merger", () => {
  const tier = (id: string, spend: string, more: object = {}) => ({
    id,
    name: id,
    enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: spend }] }] },
    ...more,
  });
  const program = {
    tiers: { list: [tier("gold", "10000", { earnMultiplier: "2", entryPoints: "7" })] },
  };

  /** X reached gold on the first of March. */
  async function goldShop(): Promise<TestShop> {
    const shop = await shopWith(program);
    await tell(shop, "A", "100.00", { at: on("2026-03-01") });
    await tell(shop, "Y", "1.00", { at: on("2026-03-01"), customerId: Y });
    return shop;
  }

  async function fall(shop: TestShop, memberId: string, at: Instant): Promise<void> {
    const values = [shop.id, memberId, newId(), new Date(at)];
    await db.pool.query(
      `insert into tier_change (shop_id, member_id, seq, id, from_tier, to_tier, reason,
          effective_at, actor, recorded_at)
        values ($1, $2, 2, $3, 'gold', null, 'fell', $4, 'system', $4)`,
      values,
    );
    await db.pool.query(
      `update member set tier_id = null, tier_since = $3, tier_reason = 'fell', tier_until = null
        where shop_id = $1 and id = $2`,
      [shop.id, memberId, new Date(at)],
    );
  }

  test.each([[X], [Y]])("give an order of %s that is heard of late its rate", async (buyer) => {
    const shop = await goldShop();
    await merge(shop, on("2026-03-10"));
    const before = await availableOf(shop);
    const placedAt = on("2026-03-05");
    await tell(shop, "L", "50.00", { customerId: buyer, placedAt, at: on("2026-03-11") });
    expect((await availableOf(shop)) ?? 0n).toBe((before ?? 0n) + 100n);
  });

  test("give an older order nothing of it", async () => {
    const shop = await goldShop();
    await merge(shop, on("2026-03-10"));
    const before = await availableOf(shop);
    await tell(shop, "L", "50.00", { placedAt: on("2026-02-20"), at: on("2026-03-11") });
    expect((await availableOf(shop)) ?? 0n).toBe((before ?? 0n) + 50n);
  });

  test("gave points for entering that are not given again in the year", async () => {
    const shop = await goldShop();
    const member = await shop.member(X);
    await fall(shop, member?.id ?? "", on("2026-03-09"));
    await merge(shop, on("2026-03-10"));
    await tell(shop, "Z", "100.00", { at: on("2026-03-11"), customerId: Y });
    expect(await shop.member(Y)).toMatchObject({ tier_id: "gold" });
    expect(await shop.rows("journal_entry", "kind = 'tier_entry'")).toHaveLength(1);
  });

  test("that staff gave stay given, without their points or a mail anew", async () => {
    const shop = await shopWith(program);
    for (const customerId of [X, Y]) {
      await tell(shop, `of-${customerId}`, "1.00", { at: on("2026-03-01"), customerId });
    }
    const memberId = (await shop.member(X))?.id ?? "";
    const given = {
      tierId: "gold",
      through: null,
      reason: "A friend",
      actor: "merchant:1",
    } as const;
    await setMemberTier({ ...given, shopId: shop.id, memberId, now: on("2026-03-05") });
    await merge(shop, on("2027-03-10"));
    const kept = await shop.member(Y);
    expect(kept).toMatchObject({ tier_id: "gold", tier_reason: "manual", tier_until: null });
    expect(await shop.rows("journal_entry", "kind = 'tier_entry'")).toHaveLength(1);
    expect(await shop.rows("outbox_message", "kind = 'send_tier_mail'")).toHaveLength(1);
    const [told] = await loadTierHistory(shop.id, kept?.id ?? "");
    expect(told).toMatchObject({ kind: "moved", reason: "manual", toTierId: "gold" });
  });
});
