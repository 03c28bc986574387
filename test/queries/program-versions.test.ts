// What the admin shows of a program's versions is what time has made of them.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listProgramVersions, loadProgramVersion } from "../../app/queries/program-versions.ts";
import { loadPointsName } from "../../app/queries/program.ts";
import { restoreProgram } from "../../app/usecases/restore-program.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT } from "../support/order-builder.ts";
import {
  MERCHANT,
  activeVersion,
  beginDraft,
  rated,
  schedule,
  storedVersions,
} from "../support/program-versions.ts";
import { createShop } from "../support/shop.ts";

const NOW = PLACED_AT;
/** 10 March 2026 in UTC, the zone of shops that say none. */
const STARTS = Date.UTC(2026, 2, 10);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function createPlannedShop() {
  const shop = await createShop(db);
  const first = await activeVersion(shop);
  const draftId = await beginDraft(shop, "9", NOW);
  const step = { draftId, baseVersionId: first, now: NOW, startsAt: "2026-03-10T00:00" };
  await schedule(shop, step);
  await beginDraft(shop, "3", NOW);
  return { shop, first, scheduled: draftId };
}

describe("the list of versions", () => {
  test("tells the newest first, each with its status at the moment", async () => {
    const { shop } = await createPlannedShop();
    const statuses = async (at: number) =>
      (await listProgramVersions(shop.id, new Date(at))).map(
        ({ number, status }) => `${number} ${status}`,
      );
    expect(await statuses(NOW)).toEqual(["3 draft", "2 scheduled", "1 active"]);
    expect(await statuses(STARTS - 1)).toEqual(["3 draft", "2 scheduled", "1 active"]);
    // No job has run.
    expect(await statuses(STARTS)).toEqual(["3 draft", "2 active", "1 retired"]);
    expect((await storedVersions(shop)).map(({ status }) => status)).toEqual([
      "active",
      "scheduled",
      "draft",
    ]);
  });

  test("says which older version one brought back", async () => {
    const shop = await createShop(db);
    const first = await activeVersion(shop);
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    await saveProgram({ ...command, document: rated("5"), baseVersionId: first });
    const baseVersionId = await activeVersion(shop);
    await restoreProgram({ ...command, versionId: first, baseVersionId });
    const [newest] = await listProgramVersions(shop.id, new Date(NOW));
    expect(newest).toMatchObject({ number: 3, restoresNumber: 1, createdBy: MERCHANT });
  });

  test("is of one shop", async () => {
    await createPlannedShop();
    const shop = await createShop(db, { program: null });
    expect(await listProgramVersions(shop.id, new Date(NOW))).toEqual([]);
  });
});

describe("one version", () => {
  test("is told with its document, name and times", async () => {
    const { shop, first, scheduled } = await createPlannedShop();
    expect(await loadProgramVersion(shop.id, scheduled, new Date(NOW))).toMatchObject({
      number: 2,
      name: "At 9",
      status: "scheduled",
      baseVersionId: first,
      activeFrom: new Date(STARTS),
      activeUntil: null,
      document: { earning: { pointsPerUnit: "9" } },
    });
  });

  test("of another shop is not found", async () => {
    const { first } = await createPlannedShop();
    const other = await createShop(db);
    expect(await loadProgramVersion(other.id, first, new Date(NOW))).toBeUndefined();
    expect(await loadProgramVersion(other.id, randomUUID(), new Date(NOW))).toBeUndefined();
  });
});

describe("the name of points", () => {
  test("is the one in force, or a plain one before there is a program", async () => {
    const { shop } = await createPlannedShop();
    const pointsName = { one: "Bean", other: "Beans" };
    const command = { shopId: shop.id, actor: MERCHANT, baseVersionId: await activeVersion(shop) };
    await saveProgram({ ...command, now: NOW + 5, document: { ...rated("1"), pointsName } });
    expect(await loadPointsName(shop.id, new Date(NOW + 5))).toEqual(pointsName);
    expect((await loadPointsName(shop.id, new Date(STARTS))).one).toBe("Point");
    const empty = await createShop(db, { program: null });
    expect(await loadPointsName(empty.id, new Date(NOW))).toEqual({
      one: "Point",
      other: "Points",
    });
  });
});
