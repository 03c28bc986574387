// A birthday that brings what the member chooses, on a real database.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { LocalDate } from "../../../app/core/calendar/local-date.ts";
import { chooseBirthdayGift } from "../../../app/usecases/birthdays/settle-gift.ts";
import { settleRefused } from "../../../app/usecases/settle-redemption.ts";
import { BirthdayShop, choiceGift, dayOf } from "../../support/birthday-shop.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";

let db: TestDatabase;
let town: BirthdayShop;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => town.check());

const HOUR_MS = 3_600_000;

describe("given a birthday that brings what the member chooses", () => {
  const choosing = (memberId: string, chosen: "points" | "reward", at: LocalDate) =>
    chooseBirthdayGift({
      shopId: town.shop.id,
      memberId,
      choice: chosen,
      now: dayOf(at) + 12 * HOUR_MS,
    });

  test("when they choose points, then they get them once, and nothing else any more", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    expect(await town.available(id)).toBe(0n);
    expect(await choosing(id, "points", "2026-05-12")).toMatchObject({ outcome: "given" });
    expect(await choosing(id, "points", "2026-05-12")).toMatchObject({ outcome: "given" });
    expect(await choosing(id, "reward", "2026-05-12")).toMatchObject({ reason: "chosen" });
    await town.work("2026-05-18");
    expect(await town.available(id)).toBe(250n);
    expect(await town.vouchers(id)).toEqual([]);
  });

  test("when they choose the reward, then its voucher ends with the window", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    expect(await choosing(id, "reward", "2026-05-16")).toMatchObject({ outcome: "given" });
    expect((await town.vouchers(id))[0]?.expires_at.getTime()).toBe(dayOf("2026-05-17"));
    await town.work("2026-05-18");
    expect(await town.available(id)).toBe(0n);
  });

  test("when Shopify refuses the reward after the window, then they get the points", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    await choosing(id, "reward", "2026-05-16");
    await town.work("2026-05-17");
    const [voucher] = await town.vouchers(id);
    await settleRefused(town.shop.id, voucher?.id ?? "", "No.", dayOf("2026-05-17") + 9 * HOUR_MS);
    await town.work("2026-05-18");
    expect(await town.available(id)).toBe(250n);
    expect(await town.gifts(id)).toMatchObject([{ status: "points" }]);
    await town.work("2026-05-19");
    expect(await town.available(id)).toBe(250n);
  });

  test("when they do not choose, then the points are theirs as the window ends", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
    const id = await town.born("1990-05-10");
    await town.live("2026-05-10", "2026-05-16");
    expect(await town.available(id)).toBe(0n);
    await town.work("2026-05-19");
    expect(await town.available(id)).toBe(250n);
    const [entry] = await town.shop.entries();
    expect(entry?.occurred_at.getTime()).toBe(dayOf("2026-05-17"));
    expect(await choosing(id, "reward", "2026-05-19")).toMatchObject({ reason: "no_offer" });
  });

  test("when there is no birthday, then there is nothing to choose", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
    const id = await town.born("1990-06-10");
    await town.work("2026-05-10");
    expect(await choosing(id, "points", "2026-05-10")).toMatchObject({ reason: "no_offer" });
  });
});
