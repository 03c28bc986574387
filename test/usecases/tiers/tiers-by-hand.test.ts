// Tiers that people give and take back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import type { SetMemberTier } from "../../../app/usecases/tiers/set-member-tier.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { workNights } from "../../support/night-shop.ts";
import { CUSTOMER_ID, MINUTE_MS, PLACED_AT, line, orderSeen } from "../../support/order-builder.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";
import type { Guest } from "./tier-guest.ts";
import { NOW, actor, auditOf, give, guest, historyOf, invite, take, tiers } from "./tier-guest.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe("a tier given by hand", () => {
  test("is held at once, with its points, a mail, and a record of who and why", async () => {
    const one = await guest(db);
    expect(await give(one, { through: "2026-06-30" })).toEqual({ outcome: "set" });
    expect(await one.shop.member()).toMatchObject({
      tier_id: "founder",
      tier_reason: "manual",
      tier_since: new Date(NOW),
      tier_until: new Date(Date.UTC(2026, 6, 1)),
      available: 130n,
    });
    expect(await historyOf(one)).toEqual(["green earned", "founder manual"]);
    expect(await one.shop.messages("send_tier_mail")).toHaveLength(1);
    expect(await auditOf(one)).toMatchObject([
      {
        actor,
        action: "tier_set",
        subject: `member/${one.memberId}`,
        details: {
          from: "green",
          to: "founder",
          through: "2026-06-30",
          reason: "Helped us when we began",
        },
      },
    ]);
  });

  test("is given once, however often it is asked for, until its day is another", async () => {
    const one = await guest(db);
    await give(one);
    expect(await give(one)).toEqual({ outcome: "unchanged" });
    expect(await give(one, { through: "2026-06-30" })).toEqual({ outcome: "set" });
    expect(await one.shop.member()).toMatchObject({ available: 130n });
    expect(await auditOf(one)).toHaveLength(2);
  });

  test("is left for a higher one that an order enters", async () => {
    const one = await guest(db);
    await give(one);
    const placed = { placedAt: NOW + DAY_MS, updatedAt: NOW + DAY_MS, name: "#2" };
    const order = orderSeen({ ...placed, lines: [line({ price: "50.00" })] }, { orderId: "2" });
    await one.shop.receive(order, NOW + DAY_MS);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold", tier_reason: "earned" });
  });

  test("gives its points once a year, whoever opens the way", async () => {
    const one = await guest(db);
    await give(one);
    await take(one);
    await give(one, { now: NOW + 2 * DAY_MS });
    expect(await one.shop.member()).toMatchObject({ tier_id: "founder", available: 130n });
    await give(one, { tierId: "green", now: NOW + 3 * DAY_MS });
    await give(one, { now: NOW + 365 * DAY_MS });
    expect(await one.shop.member()).toMatchObject({ available: 160n });
  });

  test("starts a clock anew that has run out, else its points would end at once", async () => {
    const policy = { kind: "inactivity", length: { unit: "months", count: 1 } } as const;
    const one = await guest(db, { tiers, expiry: { policy, warningDays: [7] } });
    const now = PLACED_AT + 60 * DAY_MS;
    await give(one, { now });
    const member = await one.shop.member();
    expect(member).toMatchObject({ available: 30n, activity_at: new Date(now) });
    expect(member?.balance_expires_at?.getTime()).toBeGreaterThan(now);
  });

  test.each([
    ["tier_not_found", { tierId: "platinum" }],
    ["day_is_past", { through: "2026-03-01" }],
    ["reason_missing", { reason: "  " }],
    ["reason_too_long", { reason: "x".repeat(201) }],
    ["member_not_found", { memberId: "01960000-0000-7000-8000-000000000009" }],
  ] satisfies [string, Partial<SetMemberTier>][])("is refused: %s", async (reason, changes) => {
    const one = await guest(db);
    expect(await give(one, changes)).toEqual({ outcome: "refused", reason });
    expect(await historyOf(one)).toEqual(["green earned"]);
    expect(await auditOf(one)).toEqual([]);
  });

  test("may end today, and is refused where the program has no tiers", async () => {
    expect(await give(await guest(db), { through: "2026-03-02" })).toEqual({ outcome: "set" });
    const one = await guest(db, {});
    expect(await give(one)).toEqual({ outcome: "refused", reason: "no_tiers" });
    expect(await take(one)).toEqual({ outcome: "refused", reason: "no_tiers" });
    expect(await invite(one)).toEqual({ outcome: "refused", reason: "no_tiers" });
  });
});

describe("a tier that was given for good, behind a higher one that ends", () => {
  const OTHER = "7009";
  const FALL = Date.UTC(2028, 0, 1);

  /** 100.00 of a second customer: gold until the end of 2027. */
  async function addOther({ shop }: Guest): Promise<string> {
    const lines = [line({ price: "100.00" })];
    await shop.receive(orderSeen({ name: "#9", customerId: OTHER, lines }, { orderId: "9" }));
    return (await shop.member(OTHER))?.id ?? "";
  }

  async function merge({ shop }: Guest, goneCustomerId: string, keptCustomerId: string) {
    const merger = { goneCustomerId, keptCustomerId };
    await withTransaction((tx) => mergeCustomers(tx, shop.id, merger, NOW + DAY_MS));
  }

  async function fall({ shop }: Guest, customerId: string) {
    expect(await shop.member(customerId)).toMatchObject({ tier_id: "gold" });
    expect(await workNights(FALL + MINUTE_MS)).toEqual([]);
    return shop.member(customerId);
  }

  const founder = { tier_id: "founder", tier_reason: "manual", tier_until: null };

  test("stands again where a merger brought that one, until a person takes it back", async () => {
    const one = await guest(db);
    await addOther(one);
    await give(one);
    await merge(one, OTHER, CUSTOMER_ID);
    expect(await fall(one, CUSTOMER_ID)).toMatchObject(founder);
    expect(await one.shop.messages("send_tier_mail")).not.toEqual([]);
    expect(await take(one, FALL + DAY_MS)).toEqual({ outcome: "returned" });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green", tier_reason: "fell" });
  });

  test("stands again where the gone customer had it, unless a person decided anew since", async () => {
    for (const isAnew of [false, true]) {
      const one = await guest(db);
      const memberId = await addOther(one);
      await give(one);
      await merge(one, CUSTOMER_ID, OTHER);
      const kept = { shop: one.shop, memberId };
      if (isAnew) await give(kept, { tierId: "vip", now: NOW + 2 * DAY_MS });
      if (isAnew) await take(kept, NOW + 3 * DAY_MS);
      const expected = isAnew ? { tier_id: "green" } : founder;
      expect(await fall(kept, OTHER)).toMatchObject(expected);
    }
  });
});

describe("a tier that is taken back", () => {
  test("leaves what the program gives, and is written down", async () => {
    const one = await guest(db);
    await give(one);
    expect(await take(one)).toEqual({ outcome: "returned" });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
    expect(await historyOf(one)).toEqual(["green earned", "founder manual", "green fell"]);
    expect((await auditOf(one)).at(-1)).toMatchObject({
      actor,
      action: "tier_returned_to_program",
    });
  });

  test("leaves a higher one that the member had earned before", async () => {
    const one = await guest(db);
    const more = orderSeen({ name: "#2", lines: [line({ price: "50.00" })] }, { orderId: "2" });
    await one.shop.receive(more);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
    await give(one, { tierId: "green" });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
    await take(one);
    expect(await one.shop.member()).toMatchObject({
      tier_id: "gold",
      tier_until: new Date(Date.UTC(2028, 0, 1)),
    });
  });

  test("leaves what was reached meanwhile for good, also where the window has forgotten it", async () => {
    const [green, , vip, gold] = tiers?.list ?? [];
    const list = [green, gold, vip].filter((tier) => tier !== undefined);
    const window = { kind: "rolling", months: 1 } as const;
    const one = await guest(db, { tiers: { list, window, downgrade: "none" } });
    await give(one, { tierId: "vip" });
    const [placedAt, later] = [NOW + 10 * DAY_MS, NOW + 100 * DAY_MS];
    const order = { name: "#2", placedAt, updatedAt: placedAt, lines: [line({ price: "60.00" })] };
    await one.shop.receive(orderSeen(order, { orderId: "2" }), placedAt);
    expect(await one.shop.member()).toMatchObject({ tier_id: "vip" });
    await take(one, later);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold", tier_until: null });
  });

  test("must be one that a person gave", async () => {
    const one = await guest(db);
    expect(await take(one)).toEqual({ outcome: "refused", reason: "not_given_by_hand" });
    const nobody = { shop: one.shop, memberId: "01960000-0000-7000-8000-000000000009" };
    expect(await take(nobody)).toEqual({ outcome: "refused", reason: "member_not_found" });
  });
});
