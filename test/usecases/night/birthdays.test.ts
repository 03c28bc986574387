// Birthday gifts on a real database: in the night of the day, once a year, with the dates that
// should have been.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { offerBirthday } from "../../../app/usecases/birthdays/offer-birthday.ts";
import { settleRefused } from "../../../app/usecases/settle-redemption.ts";
import { BirthdayShop, dayOf, pointsGift, rewardGift } from "../../support/birthday-shop.ts";
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

describe("given a birthday that brings points", () => {
  test("when its night comes, then the member gets them, dated at the day, and hears of it", async () => {
    town = await BirthdayShop.open(db, "2026-05-09", pointsGift);
    const id = await town.born("1990-05-10");
    const other = await town.born("1990-05-11");
    await town.work("2026-05-09");
    expect(await town.available(id)).toBe(0n);
    await town.work("2026-05-10");
    expect(await town.available(id)).toBe(250n);
    expect(await town.available(other)).toBe(0n);
    const [entry] = await town.shop.entries();
    expect(entry).toMatchObject({ kind: "award", points: 250n });
    expect(entry?.occurred_at.getTime()).toBe(dayOf("2026-05-10"));
    const mails = await town.shop.messages("send_birthday_mail");
    expect(mails.map(({ key }) => key)).toEqual([`${id}/2026`]);
  });

  test("when nights were missed, then it is dated as it should have been", async () => {
    town = await BirthdayShop.open(db, "2026-05-08", pointsGift);
    const id = await town.born("1990-05-10");
    await town.work("2026-05-20");
    const [entry] = await town.shop.entries();
    expect(entry?.occurred_at.getTime()).toBe(dayOf("2026-05-10"));
    expect(await town.gifts(id)).toMatchObject([{ until: new Date(dayOf("2026-05-27")) }]);
  });

  test("when the night runs twice, then there is one gift", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", pointsGift);
    const id = await town.born("1990-05-10");
    const asked = { shopId: town.shop.id, memberId: id, birthday: "2026-05-10" };
    const now = dayOf("2026-05-10") + HOUR_MS;
    const offers = await Promise.all(
      [1, 2, 3].map(() => withTransaction((tx) => offerBirthday(tx, asked, now))),
    );
    expect(offers.filter(({ outcome }) => outcome === "offered")).toHaveLength(1);
    await town.work("2026-05-10");
    expect(await town.available(id)).toBe(250n);
  });

  test("when the member was born on 29 February, then it comes once in every year", async () => {
    town = await BirthdayShop.open(db, "2026-02-27", pointsGift);
    const id = await town.born("1992-02-29");
    const dates: string[] = [];
    for (const [before, on, after] of [
      ["2026-02-27", "2026-02-28", "2026-03-01"],
      ["2027-02-27", "2027-02-28", "2027-03-01"],
      ["2028-02-28", "2028-02-29", "2028-03-01"],
      ["2029-02-27", "2029-02-28", "2029-03-01"],
    ] as const) {
      await town.shop.setDoneUntil(before);
      await town.work(on);
      dates.push((await town.gifts(id)).at(-1)?.birthday ?? "");
      await town.work(after);
    }
    expect(dates).toEqual(["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]);
    expect(await town.gifts(id)).toHaveLength(4);
    expect(await town.available(id)).toBe(1_000n);
  });
});

describe("given a date that was entered or changed", () => {
  test("when that was within the blackout, then the birthday is passed over for this year", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", { ...pointsGift, blackoutDays: 30 });
    const late = await town.born("1990-05-10", "2026-04-11");
    const intime = await town.born("1990-05-10", "2026-04-10");
    await town.work("2026-05-12");
    expect(await town.gifts(late)).toEqual([]);
    expect(await town.gifts(intime)).toHaveLength(1);
  });

  test("when it was changed after a gift, then the next one is a year away", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", { ...pointsGift, blackoutDays: 1 });
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    await town.enter(id, "1990-05-20", "2026-05-11");
    await town.work("2026-05-20");
    expect(await town.gifts(id)).toHaveLength(1);
    await town.shop.setDoneUntil("2027-05-19");
    await town.work("2027-05-20");
    expect((await town.gifts(id)).map(({ birthday }) => birthday)).toEqual([
      "2026-05-10",
      "2027-05-20",
    ]);
  });

  test("when the member is too young for the program by now, then nothing is given", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", { ...pointsGift, minimumAge: 18 });
    const id = await town.born("2009-05-10");
    await town.work("2026-05-10");
    expect(await town.gifts(id)).toEqual([]);
  });
});

describe("given a birthday that brings a reward", () => {
  test("when its night comes, then a voucher is asked for that works in the window of the tier", async () => {
    const tiers: ProgramDocumentInput["tiers"] = {
      list: [
        { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
        { id: "gold", name: "Gold", entry: "manual" },
      ],
    };
    const windowByTier = [{ tierId: "gold", days: 30 }];
    town = await BirthdayShop.open(
      db,
      "2026-05-10",
      { ...rewardGift, windowDays: 1, windowByTier },
      { tiers },
    );
    const plain = await town.born("1990-05-10", "2020-01-01", "green");
    const gold = await town.born("1990-05-10", "2020-01-01", "gold");
    await town.work("2026-05-10");
    const [voucher] = await town.vouchers(plain);
    expect(voucher).toMatchObject({ points: 0n, occasion: "birthday" });
    expect(voucher?.expires_at.getTime()).toBe(dayOf("2026-05-11"));
    expect((await town.vouchers(gold))[0]?.expires_at.getTime()).toBe(dayOf("2026-06-09"));
    expect(await town.shop.messages("issue_voucher")).toHaveLength(2);
  });

  test("when it cannot be had, then later nights try again until the window ends", async () => {
    const five = { id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" } as const;
    town = await BirthdayShop.open(
      db,
      "2026-05-10",
      { ...rewardGift, windowDays: 3 },
      { rewards: [{ ...five, stock: 0 }] },
    );
    const [first, second] = [await town.born("1990-05-10"), await town.born("1990-05-11")];
    await town.work("2026-05-11");
    expect(await town.gifts(first)).toMatchObject([{ status: "offered" }]);
    const more = { birthday: { ...rewardGift, windowDays: 3 }, tiers: null, rewards: [five] };
    await town.shop.addVersion(more, dayOf("2026-05-12"));
    await town.shop.rows(`update program_version set carried_out_at = now() where shop_id = $1`);
    await town.work("2026-05-12");
    expect(await town.gifts(first)).toMatchObject([{ status: "reward" }]);
    expect(await town.vouchers(second)).toHaveLength(1);
  });

  test("when it could not be had until the window ended, then it is missed", async () => {
    const rewards: ProgramDocumentInput["rewards"] = [
      { id: "five-off", kind: "amount_off", amountMinor: "500", points: "100", stock: 0 },
    ];
    town = await BirthdayShop.open(db, "2026-05-10", { ...rewardGift, windowDays: 2 }, { rewards });
    const id = await town.born("1990-05-10");
    await town.live("2026-05-10", "2026-05-11");
    expect(await town.gifts(id)).toMatchObject([{ status: "offered" }]);
    await town.work("2026-05-12");
    expect(await town.gifts(id)).toMatchObject([{ status: "missed" }]);
  });

  test("when Shopify refused it, then the next night asks for another one", async () => {
    town = await BirthdayShop.open(db, "2026-05-10", rewardGift);
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    const [first] = await town.vouchers(id);
    await settleRefused(town.shop.id, first?.id ?? "", "No.", dayOf("2026-05-10") + 2 * HOUR_MS);
    await town.work("2026-05-11");
    expect(await town.vouchers(id)).toHaveLength(2);
    await town.work("2026-05-12");
    expect(await town.vouchers(id)).toHaveLength(2);
  });
});

describe("given a program for some members only", () => {
  test("when only Shopify knows them, then it is asked, and nothing is guessed", async () => {
    const audience = { customerTags: ["vip"] };
    town = await BirthdayShop.open(db, "2026-05-10", { ...pointsGift, audience });
    const id = await town.born("1990-05-10");
    await town.work("2026-05-10");
    expect(await town.gifts(id)).toEqual([]);
    expect(await town.shop.messages("offer_birthday")).toMatchObject([{ key: `${id}/2026-05-10` }]);
    const asked = { shopId: town.shop.id, memberId: id, birthday: "2026-05-10" };
    const facts = (tags: string[]) => ({
      asked: { tags: ["vip"], segmentIds: [] },
      tags,
      segmentIds: [],
    });
    const told = (tags: string[]) =>
      withTransaction((tx) =>
        offerBirthday(tx, { ...asked, customer: facts(tags) }, dayOf("2026-05-10") + HOUR_MS),
      );
    expect(await told([])).toEqual({ outcome: "refused", reason: "wrong_customer" });
    expect(await told(["vip"])).toMatchObject({ outcome: "offered" });
    expect(await town.available(id)).toBe(250n);
  });
});

describe("dates that stand in Shopify", () => {
  test("are read on the first night with birthdays, and on Mondays", async () => {
    town = await BirthdayShop.open(db, "2026-05-07", pointsGift, { birthday: null });
    await town.shop.addVersion(
      { birthday: pointsGift, tiers: null },
      dayOf("2026-05-07") - HOUR_MS,
    );
    await town.shop.rows(`update program_version set carried_out_at = now() where shop_id = $1`);
    const id = await town.shop.addMember();
    await town.work("2026-05-07");
    const read = await town.shop.messages("read_birth_dates");
    expect(read.map(({ payload }) => payload)).toEqual([{ memberIds: [id] }]);
    await town.work("2026-05-10");
    expect(await town.shop.messages("read_birth_dates")).toHaveLength(1);
    await town.work("2026-05-11");
    expect(await town.shop.messages("read_birth_dates")).toHaveLength(2);
  });
});
