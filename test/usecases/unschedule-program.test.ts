// What is scheduled can be taken back until its moment.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveProgramDraft } from "../../app/usecases/save-program-draft.ts";
import { unscheduleProgram } from "../../app/usecases/unschedule-program.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  MERCHANT,
  NOW,
  STARTS,
  STARTS_AT,
  activeVersion,
  createBerlinShop,
  plan,
  rateAt,
  rated,
  schedule,
  storedVersions,
} from "../support/program-versions.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function unschedule(shop: TestShop, versionId: string, now = NOW) {
  return unscheduleProgram({ shopId: shop.id, versionId, actor: MERCHANT, now });
}

describe("a version taken back before its moment", () => {
  test("is a draft again, and the version before it goes on", async () => {
    const shop = await createBerlinShop(db);
    const id = await plan(shop);
    expect(await unschedule(shop, id)).toEqual({
      outcome: "unscheduled",
      versionId: id,
      revision: 0,
    });
    expect(await rateAt(db, shop, STARTS)).toBe("2");
    expect(await storedVersions(shop)).toMatchObject([
      { status: "active", active_until: null },
      { status: "draft", active_from: null },
    ]);
    expect(await unschedule(shop, id)).toEqual({ outcome: "not_scheduled" });
  });

  test("leaves no gap between two others", async () => {
    const shop = await createBerlinShop(db);
    const first = await plan(shop, { rate: "3" });
    await plan(shop, { rate: "4", base: first, startsAt: "2026-03-20T09:00" });
    await unschedule(shop, first);
    expect(await rateAt(db, shop, Date.UTC(2026, 2, 20, 8) - 1)).toBe("2");
    expect(await rateAt(db, shop, Date.UTC(2026, 2, 20, 8))).toBe("4");
  });

  test("is read anew by every process once it is edited and scheduled again", async () => {
    const shop = await createBerlinShop(db);
    const id = await plan(shop);
    expect(await rateAt(db, shop, STARTS)).toBe("9");
    await unschedule(shop, id);
    const draft = { id, revision: 0 };
    const common = { shopId: shop.id, name: null, notes: null, actor: MERCHANT, now: NOW };
    await saveProgramDraft({ ...common, draft, document: rated("6") });
    const baseVersionId = await activeVersion(shop);
    const step = { draftId: id, baseVersionId, now: NOW, startsAt: STARTS_AT, revision: 1 };
    await schedule(shop, step);
    expect(await rateAt(db, shop, STARTS)).toBe("6");
  });

  test("cannot be one that has begun, though its status still says that it has not", async () => {
    const shop = await createBerlinShop(db);
    const id = await plan(shop);
    expect(await unschedule(shop, id, STARTS)).toEqual({ outcome: "not_scheduled" });
    expect(await activeVersion(shop)).toBe(id);
  });

  test("needs a shop", async () => {
    const command = { versionId: crypto.randomUUID(), actor: MERCHANT, now: NOW };
    expect(await unscheduleProgram({ shopId: 999_999n, ...command })).toEqual({
      outcome: "shop_not_found",
    });
  });
});
