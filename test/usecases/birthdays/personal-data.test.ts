// A date of birth is personal: handed over on request, forgotten with the name, and the heir's
// after a merger.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocalDate } from "../../../app/core/calendar/local-date.ts";
import { markCustomersDeleted } from "../../../app/db/customer-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { exportPersonalData } from "../../../app/queries/privacy-export.ts";
import { chooseBirthdayGift } from "../../../app/usecases/birthdays/settle-gift.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { redactCustomer } from "../../../app/usecases/redact-customer.ts";
import { requestCustomerData } from "../../../app/usecases/request-customer-data.ts";
import { BirthdayShop, choiceGift, dayOf } from "../../support/birthday-shop.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";

const NOW = dayOf("2026-05-12");

let db: TestDatabase;
let town: BirthdayShop;
let kept: string;
let gone: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  town = await BirthdayShop.open(db, "2026-05-10", choiceGift);
  kept = await town.born("1990-06-20");
  gone = await town.born("1990-05-10");
  await town.work("2026-05-10");
});
afterEach(() => town.check());

async function customerOf(id: string): Promise<string> {
  const [row] = await town.shop.rows<{ customer: string }>(
    `select shopify_customer_id as customer from member where shop_id = $1 and id = $2`,
    [id],
  );
  return row?.customer ?? "";
}

async function birthOf(id: string) {
  const [row] = await town.shop.rows<{ date: LocalDate | null; set: Date | null }>(
    `select birth_date::text as date, birth_date_set_at as set from member
      where shop_id = $1 and id = $2`,
    [id],
  );
  return row;
}

async function merge(keptId = kept, goneId = gone): Promise<void> {
  const customers = {
    keptCustomerId: await customerOf(keptId),
    goneCustomerId: await customerOf(goneId),
  };
  await withTransaction((tx) => mergeCustomers(tx, town.shop.id, customers, NOW));
}

test("on request it is handed over, with what birthdays brought", async () => {
  const { id: shopId } = town.shop;
  const customerId = await customerOf(gone);
  const asked = { shopId, requestId: randomUUID(), customerId, orderIds: [], now: NOW };
  await withTransaction((tx) => requestCustomerData(tx, asked));
  const [request] = await town.shop.rows<{ id: string }>(
    `select id from privacy_request where shop_id = $1`,
  );
  const exported = await exportPersonalData(shopId, request?.id ?? "");
  expect(exported?.member).toMatchObject({ birthDate: "1990-05-10" });
  expect(exported?.birthdays).toMatchObject([
    { birthday: "2026-05-10", points: 250, rewardId: "five-off", status: "offered" },
  ]);
});

describe("who is forgotten", () => {
  test("has no date of birth any more, nor a day that tells it", async () => {
    const command = {
      shopId: town.shop.id,
      customerId: await customerOf(gone),
      email: null,
      phone: null,
      orderIds: [],
      messageId: randomUUID(),
      now: NOW,
    };
    await withTransaction((tx) => redactCustomer(tx, command));
    expect(await birthOf(gone)).toEqual({ date: null, set: null });
    expect(await town.gifts(gone)).toEqual([]);
    const traces = await town.shop.rows(
      `select key, payload from outbox_message
        where shop_id = $1 and (payload::text like '%05-10%' or key like '%05-10%')`,
    );
    expect(traces).toEqual([]);
  });

  test("because Shopify deleted the customer, leaves no day of a gift that tells it", async () => {
    const customerId = await customerOf(gone);
    await markCustomersDeleted(pool(), [{ shopId: town.shop.id, customerId }], NOW);
    expect(await birthOf(gone)).toEqual({ date: null, set: null });
    expect(await town.gifts(gone)).toEqual([]);
  });

  test("because Shopify deleted the customer, has none either, and gets nothing", async () => {
    const customerId = await customerOf(kept);
    await markCustomersDeleted(pool(), [{ shopId: town.shop.id, customerId }], NOW);
    expect(await birthOf(kept)).toEqual({ date: null, set: null });
    await town.shop.setDoneUntil("2026-06-19");
    await town.work("2026-06-20");
    expect(await town.gifts(kept)).toEqual([]);
  });
});

describe("who takes over another’s customer", () => {
  test("keeps the own date, and the gifts of both count", async () => {
    await merge();
    expect(await birthOf(kept)).toMatchObject({ date: "1990-06-20" });
    expect(await birthOf(gone)).toEqual({ date: null, set: null });
    expect((await town.gifts(kept)).map(({ birthday }) => birthday)).toEqual(["2026-05-10"]);
    await town.shop.setDoneUntil("2026-06-19");
    await town.work("2026-06-20");
    expect(await town.gifts(kept)).toHaveLength(1);
    const messages = await town.shop.messages("sync_birth_date");
    expect(messages.map(({ key }) => key)).toEqual([kept]);
  });

  test("takes the other’s date where there is none, with the day on which it was entered", async () => {
    const heir = await town.shop.addMember();
    const before = await birthOf(gone);
    await merge(heir, gone);
    expect(await birthOf(heir)).toEqual(before);
  });

  test("can choose the other’s gift, unless there was one within a year", async () => {
    const heir = await town.born("1990-05-11");
    await town.work("2026-05-11");
    await merge(heir, gone);
    expect(await town.gifts(heir)).toMatchObject([
      { birthday: "2026-05-10", status: "missed" },
      { birthday: "2026-05-11", status: "offered" },
    ]);
    const other = await town.shop.addMember();
    const late = await town.born("1990-05-12");
    await town.work("2026-05-12");
    await merge(other, late);
    expect(await town.gifts(other)).toMatchObject([{ status: "offered" }]);
  });

  test("has nothing left to choose where the other had a gift within a year", async () => {
    const heir = await town.born("1990-05-11");
    await town.work("2026-05-11");
    const chosen = { shopId: town.shop.id, choice: "points", now: NOW } as const;
    await chooseBirthdayGift({ ...chosen, memberId: gone });
    await merge(heir, gone);
    expect(await town.gifts(heir)).toMatchObject([
      { birthday: "2026-05-10", status: "points" },
      { birthday: "2026-05-11", status: "missed" },
    ]);
    expect(await chooseBirthdayGift({ ...chosen, memberId: heir })).toMatchObject({
      reason: "no_offer",
    });
  });
});
