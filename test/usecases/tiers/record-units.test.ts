// What is counted by hand, and the tiers that members reach by it.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { recordUnits } from "../../../app/usecases/tiers/record-units.ts";
import type { RecordUnits } from "../../../app/usecases/tiers/record-units.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";
import { NOW, actor, guest, historyOf } from "./tier-guest.ts";
import type { Guest } from "./tier-guest.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const ways = (atLeast: string) => ({
  anyOf: [{ allOf: [{ counter: "nights" as const, atLeast }] }],
});
const tiers: ProgramDocumentInput["tiers"] = {
  list: [
    { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
    { id: "gold", name: "Gold", enter: ways("10"), entryPoints: "50" },
  ],
};
const TODAY = "2026-03-02";

function count({ shop, memberId }: Guest, changes: Partial<RecordUnits> = {}) {
  const wish = {
    counter: "nights",
    units: 10n,
    on: TODAY,
    reason: " A week at the lake ",
  } as const;
  const name = { shopId: shop.id, memberId, requestKey: randomUUID(), actor, now: NOW };
  return recordUnits({ ...name, ...wish, ...changes });
}

async function unitsOf({ shop }: Guest, counter = "nights") {
  const rows = await shop.rows<Record<string, bigint>>("qualifying_unit", "key like 'hand/%'");
  return rows.map((row) => row[counter] ?? 0n).toSorted((a, b) => Number(a - b));
}

const auditOf = ({ shop }: Guest) => shop.rows("audit_event", "action = 'units_recorded'");

describe("units counted by hand", () => {
  test("raise the member at once, with what the tier gives, and are written down", async () => {
    const one = await guest(db, { tiers });
    expect(await count(one)).toEqual({ outcome: "recorded" });
    expect(await unitsOf(one)).toEqual([10n]);
    expect(await historyOf(one)).toEqual(["green earned", "gold earned"]);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold", available: 150n });
    expect(await one.shop.messages("send_tier_mail")).toHaveLength(1);
    expect(await auditOf(one)).toMatchObject([
      {
        actor,
        subject: `member/${one.memberId}`,
        details: { counter: "nights", units: "10", on: TODAY, reason: "A week at the lake" },
      },
    ]);
  });

  test("are added up until they reach a tier", async () => {
    const one = await guest(db, { tiers });
    await count(one, { units: 4n });
    await count(one, { units: 5n });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green", available: 100n });
    await count(one, { units: 1n });
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test("of another counter reach no tier that asks for nights", async () => {
    const one = await guest(db, { tiers });
    for (const counter of ["visits", "referrals", "events"] as const) {
      await count(one, { counter, units: 50n });
    }
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
    expect(await unitsOf(one, "referrals")).toEqual([0n, 0n, 50n]);
  });

  test("asked for twice are counted once, also at the same time and on a later day", async () => {
    const one = await guest(db, { tiers });
    const wish = { requestKey: randomUUID(), units: 6n };
    const answers = await Promise.all([count(one, wish), count(one, wish)]);
    expect(answers).toEqual([{ outcome: "recorded" }, { outcome: "recorded" }]);
    expect(await count(one, { ...wish, now: NOW + DAY_MS })).toEqual({ outcome: "recorded" });
    expect(await unitsOf(one)).toEqual([6n]);
    expect(await auditOf(one)).toHaveLength(1);
  });

  test.each<Partial<RecordUnits>>([{ units: 7n }, { counter: "events" }, { on: "2026-02-28" }])(
    "with the key of others are refused: %o",
    async (change) => {
      const one = await guest(db, { tiers });
      const wish = { requestKey: randomUUID(), units: 6n };
      await count(one, wish);
      const reason = "request_key_reused";
      expect(await count(one, { ...wish, ...change })).toEqual({ outcome: "refused", reason });
      expect(await unitsOf(one)).toEqual([6n]);
    },
  );

  test("belong to the period of their day", async () => {
    const one = await guest(db, { tiers });
    await count(one, { on: "2025-12-31", units: 6n });
    await count(one, { on: "2026-01-01", units: 6n });
    expect(await one.shop.member()).toMatchObject({ tier_id: "green" });
    await count(one, { on: "2026-02-01", units: 4n });
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test("are taken back as far as there are any, and lower nobody by themselves", async () => {
    const one = await guest(db, { tiers });
    await count(one);
    await count(one, { units: -3n });
    expect(await count(one, { units: -8n })).toEqual({
      outcome: "refused",
      reason: "more_than_counted",
    });
    await count(one, { units: -7n });
    expect(await unitsOf(one)).toEqual([-7n, -3n, 10n]);
    expect(await one.shop.member()).toMatchObject({ tier_id: "gold" });
  });

  test("start a clock anew that has run out, else what the tier gives would end at once", async () => {
    const policy = { kind: "inactivity", length: { unit: "months", count: 1 } } as const;
    const one = await guest(db, { tiers, expiry: { policy, warningDays: [7] } });
    const now = PLACED_AT + 60 * DAY_MS;
    await count(one, { now });
    const member = await one.shop.member();
    expect(member).toMatchObject({ tier_id: "gold", available: 50n });
    expect(member?.balance_expires_at?.getTime()).toBeGreaterThan(now);
  });

  test("are kept where the program has no tiers yet", async () => {
    const one = await guest(db, {});
    expect(await count(one)).toEqual({ outcome: "recorded" });
    expect(await unitsOf(one)).toEqual([10n]);
  });

  test.each([
    ["no_units", { units: 0n }],
    ["too_many_units", { units: 1_000_001n }],
    ["too_many_units", { units: -1_000_001n }],
    ["more_than_counted", { units: -1n }],
    ["day_to_come", { on: "2026-03-03" }],
    ["reason_missing", { reason: "  " }],
    ["reason_too_long", { reason: "x".repeat(201) }],
    ["member_not_found", { memberId: "01960000-0000-7000-8000-000000000009" }],
  ] satisfies [string, Partial<RecordUnits>][])("are refused: %s", async (reason, changes) => {
    const one = await guest(db, { tiers });
    expect(await count(one, changes)).toEqual({ outcome: "refused", reason });
    expect([await unitsOf(one), await auditOf(one)]).toEqual([[], []]);
  });
});
