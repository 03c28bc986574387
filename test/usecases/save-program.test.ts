// Saving a program makes a new version; orders keep the one of their day.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  PROGRAM_INPUT,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const CHANGED_AT = PLACED_AT + MINUTE_MS;

async function activeVersion(shop: TestShop): Promise<string> {
  const [row] = await shop.rows<{ id: string }>("program_version", "status = 'active'");
  return row?.id ?? "";
}

function save(shop: TestShop, baseVersionId: string | null, pointsPerUnit: string) {
  const document = { ...PROGRAM_INPUT, earning: { pointsPerUnit } };
  const command = { shopId: shop.id, document, baseVersionId, actor: "merchant:42" };
  return saveProgram({ ...command, now: CHANGED_AT });
}

describe("a saved program", () => {
  test("of a store with an unknown currency is refused with a sentence, and nothing is saved", async () => {
    const shop = await createShop(db);
    await db.pool.query("update shop set currency = 'ABC' where shop_id = $1", [shop.id]);
    expect(await save(shop, await activeVersion(shop), "3")).toEqual({
      outcome: "invalid",
      problems: [
        {
          path: "",
          message: "The store’s currency ABC is not known, so no amount can be counted",
        },
      ],
    });
    expect(await shop.rows("program_version")).toHaveLength(1);
  });

  test("is in force from then on, and ends the one before", async () => {
    const shop = await createShop(db);
    const saved = await save(shop, await activeVersion(shop), "3");
    expect(saved).toMatchObject({ outcome: "saved", number: 2 });
    const versions = await shop.rows<{ number: number }>("program_version");
    expect(versions.toSorted((a, b) => a.number - b.number)).toMatchObject([
      { number: 1, status: "retired", active_until: new Date(CHANGED_AT) },
      { number: 2, status: "active", active_from: new Date(CHANGED_AT), active_until: null },
    ]);
    expect(await shop.messages("write_program")).toHaveLength(1);
  });

  test("does not change what earlier orders earned, or lose by a refund", async () => {
    const shop = await createShop(db, { program: { earning: { pointsPerUnit: "1" } } });
    await shop.receive(orderSeen());
    await save(shop, await activeVersion(shop), "2");
    await shop.receive(refundSeen(refund({ unnamed: "10.00" })));
    expect((await shop.member())?.available).toBe(30n);
  });

  test("counts for orders placed after it, and not for late news of earlier ones", async () => {
    const shop = await createShop(db, { program: { earning: { pointsPerUnit: "1" } } });
    await save(shop, await activeVersion(shop), "2");
    await shop.receive(orderSeen({ placedAt: CHANGED_AT - 1 }));
    expect((await shop.member())?.available).toBe(40n);
    await shop.receive(orderSeen({ placedAt: CHANGED_AT }, { orderId: "5124" }));
    expect((await shop.member())?.available).toBe(120n);
  });

  test("is refused when somebody else saved meanwhile", async () => {
    const shop = await createShop(db);
    const base = await activeVersion(shop);
    const answers = await Promise.all([save(shop, base, "3"), save(shop, base, "4")]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([
      "changed_meanwhile",
      "saved",
    ]);
  });

  test("is refused with a sentence for each problem", async () => {
    const shop = await createShop(db);
    expect(await save(shop, await activeVersion(shop), "none")).toEqual({
      outcome: "invalid",
      problems: [
        {
          path: "earning.pointsPerUnit",
          message: "Enter a number such as 2 or 0.5, with at most four decimals",
        },
      ],
    });
  });

  test("needs a shop", async () => {
    const shop = await createShop(db);
    const document = PROGRAM_INPUT;
    const command = { shopId: 999_999n, document, baseVersionId: null, actor: "system", now: 0 };
    expect(await saveProgram(command)).toEqual({ outcome: "shop_not_found" });
    expect(await activeVersion(shop)).not.toBe("");
  });
});
