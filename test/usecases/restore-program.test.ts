// An older version is brought back as a new one: history stays as it was counted.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restoreProgram } from "../../app/usecases/restore-program.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  MERCHANT,
  NOW,
  activeVersion,
  auditTrail,
  beginDraft,
  createBerlinShop,
  rateAt,
  rated,
  storedVersions,
} from "../support/program-versions.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe("an older version brought back", () => {
  async function changed(): Promise<{ shop: TestShop; first: string; second: string }> {
    const shop = await createBerlinShop(db);
    const first = await activeVersion(shop);
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    await saveProgram({ ...command, document: rated("5"), baseVersionId: first });
    return { shop, first, second: await activeVersion(shop) };
  }

  test("is a new version with its document, from now on", async () => {
    const { shop, first, second } = await changed();
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW + 5 };
    const restored = await restoreProgram({ ...command, versionId: first, baseVersionId: second });
    expect(restored).toMatchObject({ outcome: "restored", number: 3, activeUntil: null });
    expect(await rateAt(db, shop, NOW + 4)).toBe("5");
    expect(await rateAt(db, shop, NOW + 5)).toBe("2");
    expect((await storedVersions(shop))[2]).toMatchObject({
      status: "active",
      base_version_id: second,
      restores_version_id: first,
    });
    expect((await auditTrail(shop)).at(-1)).toBe(`${MERCHANT} program_restored 3`);
  });

  test("is one that was in force once, and is not now", async () => {
    const { shop, second } = await changed();
    const command = { shopId: shop.id, baseVersionId: second, actor: MERCHANT, now: NOW };
    const draft = await beginDraft(shop, "7", NOW);
    for (const versionId of [second, draft, crypto.randomUUID()]) {
      expect(await restoreProgram({ ...command, versionId })).toEqual({
        outcome: "not_an_older_version",
      });
    }
  });

  test("does not undo what somebody else saved meanwhile", async () => {
    const { shop, first } = await changed();
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    expect(await restoreProgram({ ...command, versionId: first, baseVersionId: first })).toEqual({
      outcome: "changed_meanwhile",
    });
    expect(
      await restoreProgram({
        ...command,
        shopId: 999_999n,
        versionId: first,
        baseVersionId: first,
      }),
    ).toEqual({ outcome: "shop_not_found" });
  });

  test("must still be able to work", async () => {
    const shop = await createShop(db, {
      program: { earning: { pointsPerUnit: "1", minimumOrderMinor: "5000", perOrderCap: "100" } },
    });
    const first = await activeVersion(shop);
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    await saveProgram({ ...command, document: rated("5"), baseVersionId: first });
    await db.pool.query("update shop set currency = 'JPY' where shop_id = $1", [shop.id]);
    const baseVersionId = await activeVersion(shop);
    expect(await restoreProgram({ ...command, versionId: first, baseVersionId })).toMatchObject({
      outcome: "invalid",
      problems: [
        { path: "", message: expect.stringMatching(/in EUR.*in JPY now/) },
        { path: "earning.perOrderCap" },
      ],
    });
  });
});
