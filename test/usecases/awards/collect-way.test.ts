// A click that only Shopify can judge costs the store one question, however often it is pressed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { collectWay } from "../../../app/usecases/awards/collect-way.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { NOW, openLoyaltyShop } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const HOUR_MS = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("pressed again and again, one question to Shopify waits", async () => {
  const shopId = await openLoyaltyShop(
    db.pool,
    {},
    {
      ...PROGRAM_INPUT,
      waysToEarn: [
        {
          id: "follow",
          name: "Follow us",
          trigger: "social",
          network: "instagram",
          url: "https://instagram.example/harbour",
          points: "5",
          audience: { customerTags: ["vip"] },
        },
      ],
    },
  );
  const hour = NOW - (NOW % HOUR_MS) + HOUR_MS;
  for (const now of [hour, hour + 1_000, hour + HOUR_MS - 1]) {
    const pressed = await collectWay({ shopId, customerId: "7001", wayId: "follow", now });
    expect(pressed).toEqual({ outcome: "waiting" });
  }
  const waiting = async () => {
    const { rows } = await db.pool.query(
      "select key from outbox_message where shop_id = $1 and kind = 'award_action'",
      [shopId],
    );
    return rows.length;
  };
  expect(await waiting()).toBe(1);
  await collectWay({ shopId, customerId: "7001", wayId: "follow", now: hour + HOUR_MS });
  expect(await waiting()).toBe(2);
});
