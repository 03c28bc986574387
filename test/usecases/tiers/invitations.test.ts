// Invitations to tiers: sent, accepted, declined, withdrawn, over.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { redactMember } from "../../../app/db/privacy-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import type { InvitationAnswer } from "../../../app/usecases/tiers/answer-invitation.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { CUSTOMER_ID, line, orderSeen } from "../../support/order-builder.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";
import {
  NOW,
  actor,
  answer,
  auditOf,
  give,
  guest,
  historyOf,
  invite,
  tiers,
} from "./tier-guest.ts";
import type { Guest } from "./tier-guest.ts";

const answersBut = (given: InvitationAnswer): InvitationAnswer[] =>
  (["accepted", "declined", "withdrawn"] as const).filter((one) => one !== given);

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
    expect(await invite(one)).toEqual({ outcome: "refused", reason: "already_in_tier" });
    expect(await historyOf(one)).toEqual(["green earned", "vip invitation"]);
  });

  test.each(["accepted", "declined", "withdrawn"] as const)(
    "that was %s says so again when it is asked again, and does nothing",
    async (given) => {
      const one = await guest(db);
      await invite(one);
      const answers = await Promise.all([answer(one, given), answer(one, given)]);
      expect(answers).toEqual([{ outcome: given }, { outcome: given }]);
      expect(await auditOf(one)).toHaveLength(2);
      expect((await historyOf(one)).filter((line) => line.startsWith("vip"))).toHaveLength(
        given === "accepted" ? 1 : 0,
      );
      for (const other of answersBut(given)) {
        expect(await answer(one, other)).toEqual({ outcome: "refused", reason: "no_invitation" });
      }
    },
  );

  test("that was declined can be sent anew; the answer to the first is none to the second", async () => {
    const one = await guest(db);
    await invite(one);
    await answer(one, "declined");
    const now = NOW + 2 * DAY_MS;
    await invite(one, null, { now });
    const refusal = { outcome: "refused", reason: "no_invitation" };
    expect(await answer(one, "accepted", { now: now + 1 })).toEqual(refusal);
    expect(await answer(one, "declined", { now: now + 1 })).toEqual(refusal);
    const anew = { now: now + 1, invitedAt: now };
    expect(await answer(one, "accepted", anew)).toEqual({ outcome: "accepted" });
  });

  test("that was never sent cannot be answered", async () => {
    const one = await guest(db);
    expect(await answer(one, "accepted")).toMatchObject({ reason: "no_invitation" });
  });

  test("asks for an e-mail, each time it is sent", async () => {
    const one = await guest(db);
    await invite(one);
    const payload = { memberId: one.memberId, tierId: "vip", invitedAt: NOW };
    expect(await one.shop.messages("send_tier_invitation")).toMatchObject([{ payload }]);
    await invite(one, null, { now: NOW + 1 });
    expect(await one.shop.messages("send_tier_invitation")).toMatchObject([
      { payload: { ...payload, invitedAt: NOW + 1 } },
    ]);
  });

  test.each([
    ["opted out", { tiers }, "email_opted_out_at = now()"],
    ["hears nothing of invitations", { tiers, emails: { tierInvitation: false } }, "locale = 'en'"],
  ])("asks for no e-mail to a member who %s", async (_, program, assignment) => {
    const one = await guest(db, program);
    await db.ownerPool.query(`update member set ${assignment} where id = $1`, [one.memberId]);
    await invite(one);
    expect(await one.shop.messages("send_tier_invitation")).toEqual([]);
  });

  test("is worth nothing after its last day, or without its tier", async () => {
    const one = await guest(db);
    await invite(one, "2026-03-02");
    const over = { outcome: "refused", reason: "invitation_is_over" };
    expect(await answer(one, "accepted")).toEqual(over);
    await invite(one);
    const [green] = tiers?.list ?? [];
    await one.shop.startProgram({ tiers: { list: green ? [green] : [] } }, NOW);
    expect(await answer(one, "accepted")).toEqual(over);
    await one.shop.startProgram({ tiers: null }, NOW + 1);
    expect(await answer(one, "accepted")).toEqual(over);
    expect(await invite(one, null, { now: NOW + 2 })).toMatchObject({ reason: "no_tiers" });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
    expect(await answer(one, "withdrawn")).toEqual({ outcome: "withdrawn" });
  });

  test("leads nobody down", async () => {
    const one = await guest(db);
    await invite(one);
    const more = orderSeen({ name: "#2", lines: [line({ price: "50.00" })] }, { orderId: "2" });
    await one.shop.receive(more);
    const refusal = { outcome: "refused", reason: "already_higher" };
    expect(await answer(one, "accepted")).toEqual(refusal);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
    expect(await invite(one)).toEqual(refusal);
  });

  test("gives its own end to who was given the tier by hand meanwhile", async () => {
    const one = await guest(db);
    await invite(one, "2026-12-31");
    await give(one, { tierId: "vip", through: "2026-03-31" });
    expect(await answer(one, "accepted")).toEqual({ outcome: "accepted" });
    expect(await one.shop.member()).toMatchObject({
      tier_id: "vip",
      tier_reason: "invitation",
      tier_until: new Date(Date.UTC(2027, 0, 1)),
    });
  });

  test.each([
    ["not_by_invitation", "founder", null],
    ["not_by_invitation", "platinum", null],
    ["day_is_past", "vip", "2026-03-01"],
  ])("is not sent: %s for %s until %s", async (reason, tierId, through) => {
    const one = await guest(db);
    expect(await invite(one, through, { tierId })).toEqual({ outcome: "refused", reason });
    expect(await auditOf(one)).toEqual([]);
  });

  test("needs a member", async () => {
    const { shop } = await guest(db);
    const nobody = { shop, memberId: "01960000-0000-7000-8000-000000000009" };
    const refusal = { outcome: "refused", reason: "member_not_found" };
    expect(await invite(nobody)).toEqual(refusal);
    expect(await answer(nobody, "accepted")).toEqual(refusal);
  });

  test.each(["deleted_at", "redacted_at"])("needs a member who is there: %s", async (column) => {
    const one = await guest(db);
    await db.ownerPool.query(`update member set ${column} = now() where id = $1`, [one.memberId]);
    expect(await invite(one)).toEqual({ outcome: "refused", reason: "member_not_found" });
    expect(await one.shop.rows("tier_invitation")).toEqual([]);
  });

  test("is withdrawn when the person is forgotten", async () => {
    const one = await guest(db);
    await invite(one);
    await withTransaction((tx) => redactMember(tx, one.shop.id, one.memberId, new Date(NOW + 1)));
    expect(await one.shop.rows("tier_invitation")).toMatchObject([
      { status: "withdrawn", ended_at: new Date(NOW + 1) },
    ]);
    expect(await answer(one, "accepted")).toMatchObject({ reason: "no_invitation" });
  });
});

describe("when two customers become one", () => {
  async function pair() {
    const gone = await guest(db);
    const { shop } = gone;
    await shop.receive(
      orderSeen({ customerId: "7002", lines: [line({ price: "10.00" })] }, { orderId: "3" }),
    );
    const kept = await shop.member("7002");
    return { gone, kept: { shop, memberId: kept?.id ?? "" } };
  }
  const merge = ({ shop }: Guest) =>
    withTransaction((tx) =>
      mergeCustomers(tx, shop.id, { keptCustomerId: "7002", goneCustomerId: CUSTOMER_ID }, NOW),
    );

  test("an invitation goes with the person, once", async () => {
    const { gone, kept } = await pair();
    await invite(gone, "2026-12-31");
    await merge(gone);
    expect(await answer(gone, "accepted")).toMatchObject({ reason: "member_not_found" });
    expect(await answer(kept, "accepted")).toEqual({ outcome: "accepted" });
    expect(await gone.shop.rows("tier_invitation")).toMatchObject([
      { member_id: kept.memberId, status: "accepted" },
    ]);
  });

  test("the newer of two invitations stands", async () => {
    const { gone, kept } = await pair();
    await invite(kept, "2026-06-30");
    await invite(gone, "2026-12-31", { now: NOW + 1 });
    await merge(gone);
    expect(await gone.shop.rows("tier_invitation")).toMatchObject([
      { member_id: kept.memberId, status: "open", invited_at: new Date(NOW + 1) },
    ]);
  });

  test.each([
    ["after the answer stands open", NOW + 2, "open"],
    ["before the answer has been answered", NOW, "declined"],
  ])("an invitation that was sent %s", async (_, sentAt, status) => {
    const { gone, kept } = await pair();
    await invite(kept);
    await answer(kept, "declined", { now: NOW + 1 });
    await invite(gone, null, { now: sentAt });
    await merge(gone);
    expect(await gone.shop.rows("tier_invitation")).toMatchObject([
      { member_id: kept.memberId, status },
    ]);
  });
});
