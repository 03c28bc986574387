// A scheduled version is in force from its moment on, for every order placed from then on, whether
// or not any process noticed.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadActiveProgram } from "../../app/queries/program.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { MAX_SCHEDULED_PROGRAMS } from "../../app/usecases/schedule-program.ts";
import { startPrograms } from "../../app/usecases/start-programs.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { orderSeen } from "../support/order-builder.ts";
import {
  MERCHANT,
  NOW,
  STARTS,
  STARTS_AT,
  activate,
  activeVersion,
  auditTrail,
  beginDraft,
  createBerlinShop,
  plan,
  rateAt,
  rated,
  schedule,
  storedVersions,
} from "../support/program-versions.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
// What the tests before left scheduled has begun, and is due for nobody any more.
beforeEach(() => start(Date.UTC(2100, 0, 1)));

const start = (now: number) =>
  startPrograms(now, 100, (_shopId, error) => {
    throw error;
  });

describe("a scheduled version", () => {
  test("begins at its moment on the shop's clock, and ends the one before it then", async () => {
    const shop = await createBerlinShop(db);
    const draftId = await beginDraft(shop, "9", NOW);
    const baseVersionId = await activeVersion(shop);
    const step = { draftId, baseVersionId, now: NOW, startsAt: STARTS_AT };
    expect(await schedule(shop, step)).toEqual({
      outcome: "scheduled",
      versionId: draftId,
      number: 2,
      activeFrom: STARTS,
      activeUntil: null,
    });
    expect(await rateAt(db, shop, STARTS - 1)).toBe("2");
    expect(await rateAt(db, shop, STARTS)).toBe("9");
    expect(await storedVersions(shop)).toMatchObject([
      { status: "active", active_until: new Date(STARTS) },
      { status: "scheduled", active_from: new Date(STARTS), active_until: null },
    ]);
    expect((await auditTrail(shop)).at(-1)).toBe(`${MERCHANT} program_scheduled 2`);
  });

  test("counts for orders from its moment on before any job has run, and not for earlier ones", async () => {
    const shop = await createBerlinShop(db);
    await plan(shop);
    await shop.receive(orderSeen({ placedAt: STARTS - 1 }), STARTS + 10);
    expect((await shop.member())?.available).toBe(80n);
    await shop.receive(orderSeen({ placedAt: STARTS }, { orderId: "5124" }), STARTS + 10);
    expect((await shop.member())?.available).toBe(80n + 360n);
    expect((await loadActiveProgram(shop.id, new Date(STARTS)))?.number).toBe(2);
    expect((await loadActiveProgram(shop.id, new Date(STARTS - 1)))?.number).toBe(1);
  });

  test("has its status moved by a job, once, and the storefront told", async () => {
    const shop = await createBerlinShop(db);
    const id = await plan(shop);
    await db.pool.query("delete from outbox_message where shop_id = $1", [shop.id]);
    expect(await start(STARTS - 1)).toBe(0);
    expect(await activeVersion(shop)).not.toBe(id);
    expect(await Promise.all([start(STARTS), start(STARTS)])).toContain(1);
    expect(await start(STARTS)).toBe(0);
    expect(await activeVersion(shop)).toBe(id);
    expect((await storedVersions(shop))[0]).toMatchObject({ status: "retired" });
    expect(await shop.messages("write_program")).toHaveLength(1);
    const trail = await auditTrail(shop);
    expect(trail.filter((entry) => entry.includes("started"))).toEqual([
      "system program_started 2",
    ]);
  });

  test("of a shop where something fails holds up no other shop", async () => {
    const [broken, shop] = [await createBerlinShop(db), await createBerlinShop(db)];
    await plan(broken, { rate: "66" });
    const id = await plan(shop);
    await db.ownerPool.query(
      `alter table program_version add constraint broken
         check (status <> 'active' or name is distinct from 'At 66')`,
    );
    const faults: bigint[] = [];
    expect(await startPrograms(STARTS, 100, (shopId) => faults.push(shopId))).toBe(1);
    expect(faults).toEqual([broken.id]);
    expect(await activeVersion(shop)).toBe(id);
    await db.ownerPool.query("alter table program_version drop constraint broken");
    expect(await start(STARTS)).toBe(1);
  });

  test("that came and went while no process ran is retired, and its orders keep it", async () => {
    const shop = await createBerlinShop(db);
    const first = await plan(shop, { rate: "3" });
    const second = await plan(shop, { rate: "4", base: first, startsAt: "2026-03-20T09:00" });
    await start(Date.UTC(2026, 3, 1));
    expect(await activeVersion(shop)).toBe(second);
    expect(await storedVersions(shop)).toMatchObject([
      { status: "retired" },
      { status: "retired", active_from: new Date(STARTS) },
      { status: "active" },
    ]);
    expect(await rateAt(db, shop, STARTS + 1)).toBe("3");
    expect(await rateAt(db, shop, Date.UTC(2026, 3, 1))).toBe("4");
    expect((await auditTrail(shop)).slice(-2)).toEqual([
      "system program_started 2",
      "system program_started 3",
    ]);
  });

  test("may be put between two others", async () => {
    const shop = await createBerlinShop(db);
    await plan(shop, { rate: "4", startsAt: "2026-03-20T09:00" });
    await plan(shop, { rate: "3" });
    expect(await rateAt(db, shop, STARTS - 1)).toBe("2");
    expect(await rateAt(db, shop, STARTS)).toBe("3");
    expect(await rateAt(db, shop, Date.UTC(2026, 2, 20, 8))).toBe("4");
  });

  test("may be the first of a shop: orders before it earn nothing", async () => {
    const shop = await createBerlinShop(db, null);
    const draftId = await beginDraft(shop, "9", NOW);
    const step = { draftId, baseVersionId: null, now: NOW, startsAt: STARTS_AT };
    expect(await schedule(shop, step)).toMatchObject({ outcome: "scheduled" });
    expect(await rateAt(db, shop, STARTS - 1)).toBeUndefined();
    expect(await rateAt(db, shop, STARTS)).toBe("9");
    expect(await start(STARTS)).toBe(1);
    expect(await activeVersion(shop)).toBe(draftId);
  });

  test.each([
    // Berlin skips 02:00 to 03:00 on 29 March, and shows it twice on 25 October.
    ["2026-03-29T02:30", Date.UTC(2026, 2, 29, 1)],
    ["2026-10-25T02:30", Date.UTC(2026, 9, 25, 0, 30)],
  ])("begins at one moment also where clocks change: %s", async (startsAt, instant) => {
    const shop = await createBerlinShop(db);
    await plan(shop, { startsAt });
    expect((await storedVersions(shop))[1]?.active_from).toEqual(new Date(instant));
  });

  test.each([
    ["the past", "2026-03-01T12:59", "not_in_the_future"],
    ["this very moment", "2026-03-01T13:00", "not_in_the_future"],
    ["a day that does not exist", "2026-02-30T12:00", "invalid"],
    ["no moment at all", "soon", "invalid"],
  ])("cannot be set to %s", async (_name, startsAt, outcome) => {
    const shop = await createBerlinShop(db);
    const draftId = await beginDraft(shop, "9", NOW);
    const baseVersionId = await activeVersion(shop);
    const answer = await schedule(shop, { draftId, baseVersionId, now: NOW, startsAt });
    expect(answer.outcome).toBe(outcome);
    if (answer.outcome === "invalid") expect(answer.problems[0]?.path).toBe("startsAt");
    expect((await storedVersions(shop))[1]?.status).toBe("draft");
  });

  test("cannot take the moment of another, or follow one that the merchant did not see", async () => {
    const shop = await createBerlinShop(db);
    const base = await activeVersion(shop);
    const planned = await plan(shop);
    const draftId = await beginDraft(shop, "5", NOW);
    const step = { draftId, now: NOW };
    expect(await schedule(shop, { ...step, baseVersionId: base, startsAt: STARTS_AT })).toEqual({
      outcome: "moment_taken",
    });
    expect(
      await schedule(shop, { ...step, baseVersionId: base, startsAt: "2026-04-01T00:00" }),
    ).toEqual({ outcome: "changed_meanwhile" });
    expect(
      await schedule(shop, { ...step, baseVersionId: planned, startsAt: "2026-04-01T00:00" }),
    ).toMatchObject({ outcome: "scheduled" });
  });

  test("is one of few", async () => {
    const shop = await createBerlinShop(db);
    let base = await activeVersion(shop);
    for (let month = 1; month <= MAX_SCHEDULED_PROGRAMS; month += 1) {
      base = await plan(shop, { base, startsAt: `${2026 + month}-01-01T00:00` });
    }
    await expect(plan(shop, { base, startsAt: "2050-01-01T00:00" })).rejects.toThrow(
      "too_many_scheduled",
    );
  });
});

describe("what is put into force while others are scheduled", () => {
  test("lasts until the next of them", async () => {
    const shop = await createBerlinShop(db);
    const base = await activeVersion(shop);
    await plan(shop);
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    const saved = await saveProgram({ ...command, document: rated("5"), baseVersionId: base });
    expect(saved).toMatchObject({ outcome: "saved", number: 3, activeUntil: STARTS });
    expect(await rateAt(db, shop, NOW)).toBe("5");
    expect(await rateAt(db, shop, STARTS - 1)).toBe("5");
    expect(await rateAt(db, shop, STARTS)).toBe("9");
  });

  test("follows what has begun, though nobody noticed yet", async () => {
    const shop = await createBerlinShop(db);
    const base = await activeVersion(shop);
    const planned = await plan(shop);
    const command = { shopId: shop.id, actor: MERCHANT, now: STARTS + 5 };
    const document = rated("5");
    expect(await saveProgram({ ...command, document, baseVersionId: base })).toEqual({
      outcome: "changed_meanwhile",
    });
    const saved = await saveProgram({ ...command, document, baseVersionId: planned });
    expect(saved).toMatchObject({ outcome: "saved" });
    expect(await rateAt(db, shop, STARTS + 4)).toBe("9");
    expect(await rateAt(db, shop, STARTS + 5)).toBe("5");
  });

  test("never begins before what it follows, though clocks of processes differ", async () => {
    const shop = await createBerlinShop(db);
    const draftId = await beginDraft(shop, "5", NOW);
    await activate(shop, { draftId, baseVersionId: await activeVersion(shop), now: NOW });
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW - 3 };
    await saveProgram({ ...command, document: rated("6"), baseVersionId: draftId });
    expect(await rateAt(db, shop, NOW - 1)).toBe("2");
    expect(await rateAt(db, shop, NOW)).toBe("6");
  });
});
