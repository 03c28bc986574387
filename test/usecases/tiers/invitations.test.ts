// Invitations to tiers: sent, accepted, declined, withdrawn, over.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { withTransaction } from "../../../app/db/transaction.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { CUSTOMER_ID, line, orderSeen } from "../../support/order-builder.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";
import { NOW, actor, answer, auditOf, guest, invite, tiers } from "./tier-guest.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe("an invitation", () => {
  test("moves nobody before it is accepted; then it gives the tier until its day", async () => {
    const one = await guest(db);
    expect(await invite(one, "2026-12-31")).toEqual({ outcome: "invited" });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green", available: 100n });
    expect(await answer(one, "accepted")).toEqual({ outcome: "accepted" });
    expect(await one.shop.member()).toMatchObject({
      tier_id: "vip",
      tier_reason: "invitation",
      tier_until: new Date(Date.UTC(2027, 0, 1)),
      available: 140n,
    });
    expect(await auditOf(one)).toMatchObject([
      { actor, action: "tier_invitation_sent" },
      { actor: "shopper", action: "tier_invitation_accepted" },
    ]);
    expect(await answer(one, "accepted")).toEqual({ outcome: "refused", reason: "no_invitation" });
    expect(await invite(one)).toEqual({ outcome: "refused", reason: "already_in_tier" });
  });

  test.each(["declined", "withdrawn"] as const)(
    "that was %s can no longer be accepted, until it is sent anew",
    async (given) => {
      const one = await guest(db);
      await invite(one);
      expect(await answer(one, given)).toEqual({ outcome: given });
      expect(await answer(one, given)).toEqual({ outcome: "refused", reason: "no_invitation" });
      expect(await answer(one, "accepted")).toMatchObject({ reason: "no_invitation" });
      await invite(one);
      expect(await answer(one, "accepted")).toEqual({ outcome: "accepted" });
    },
  );

  test("is worth nothing after its last day, or without its tier", async () => {
    const one = await guest(db);
    await invite(one, "2026-03-02");
    const over = { outcome: "refused", reason: "invitation_is_over" };
    expect(await answer(one, "accepted")).toEqual(over);
    await invite(one);
    const [green] = tiers?.list ?? [];
    await one.shop.startProgram({ tiers: { list: green ? [green] : [] } }, NOW);
    expect(await answer(one, "accepted")).toEqual(over);
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
  });

  test("leads nobody down", async () => {
    const one = await guest(db);
    await invite(one);
    const more = orderSeen({ name: "#2", lines: [line({ price: "50.00" })] }, { orderId: "2" });
    await one.shop.receive(more);
    const refusal = { outcome: "refused", reason: "already_higher" };
    expect(await answer(one, "accepted")).toEqual(refusal);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test.each([
    ["not_by_invitation", "founder", null],
    ["not_by_invitation", "platinum", null],
    ["day_is_past", "vip", "2026-03-01"],
  ])("is not sent: %s for %s until %s", async (reason, tierId, through) => {
    const one = await guest(db);
    expect(await invite(one, through, tierId)).toEqual({ outcome: "refused", reason });
  });

  test("goes with the person when two customers become one, once", async () => {
    const one = await guest(db);
    await one.shop.receive(
      orderSeen({ customerId: "7002", lines: [line({ price: "10.00" })] }, { orderId: "3" }),
    );
    const kept = await one.shop.member("7002");
    const heir = { shop: one.shop, memberId: kept?.id ?? "" };
    await invite(one, "2026-12-31");
    await withTransaction((tx) =>
      mergeCustomers(tx, one.shop.id, { keptCustomerId: "7002", goneCustomerId: CUSTOMER_ID }, NOW),
    );
    expect(await answer(one, "accepted")).toMatchObject({ reason: "member_not_found" });
    expect(await answer(heir, "accepted")).toEqual({ outcome: "accepted" });
    expect(await answer(heir, "accepted")).toMatchObject({ reason: "no_invitation" });
  });

  test("needs a member", async () => {
    const { shop } = await guest(db);
    const nobody = { shop, memberId: "01960000-0000-7000-8000-000000000009" };
    const refusal = { outcome: "refused", reason: "member_not_found" };
    expect(await invite(nobody)).toEqual(refusal);
    expect(await answer(nobody, "accepted")).toEqual(refusal);
  });
});
