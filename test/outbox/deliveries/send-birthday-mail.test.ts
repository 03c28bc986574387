// The e-mail for a birthday, through a real mail server: once, with what was really given.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localDateOf } from "../../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { pool } from "../../../app/db/pool.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { offerBirthday } from "../../../app/usecases/birthdays/offer-birthday.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

type Gift = NonNullable<ProgramDocumentInput["birthday"]>["gift"];

const now = Date.now();
const today = localDateOf(now, "Europe/Berlin");
const year = today.slice(0, 4);

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;

/** It is the birthday of the one member of a shop of its own. Answers what was asked of Shopify. */
async function haveBirthday(gift: Gift, more: Partial<ProgramDocumentInput> = {}) {
  mails().length = 0;
  shops += 1;
  const shop = await world.addShop({ handle: `birthday-${shops}`, currency: "EUR" });
  const document = { ...PROGRAM_INPUT, birthday: { gift }, ...more };
  shopId = await openLoyaltyShop(db.pool, { domain: shop.domain }, document);
  const named = `update shop set name = 'Harbour Coffee', installed_at = $2 where shop_id = $1`;
  await pool().query(named, [shopId, new Date(0)]);
  createCustomer(world.simulator.context, shop, { id: "7001", email: "ada@example.com" });
  await recordPaidOrder(shopId, { customerId: "7001", price: "10.00" });
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'en', birth_date = $2,
        birth_date_set_at = $3 where shop_id = $1 returning id`,
    [shopId, `1988${today.slice(4)}`, new Date(0)],
  );
  memberId = rows[0]?.id ?? "";
  const asked = { shopId, memberId, birthday: today };
  const offered = await withTransaction((tx) => offerBirthday(tx, asked, now));
  if (offered.outcome !== "offered") throw new Error("The birthday brings nothing");
  return offered.gift.redemptionId ?? "";
}

const tell = () => deliverOnce(shopId, "send_birthday_mail", { memberId, year });

async function reasons(): Promise<(string | null)[]> {
  const { rows } = await pool().query<{ reason: string | null }>(
    `select reason from email_send where shop_id = $1 and kind = 'birthday' and member_id = $2`,
    [shopId, memberId],
  );
  return rows.map(({ reason }) => reason);
}

describe("the e-mail for a birthday", () => {
  test("tells of points, once however often it is asked for", async () => {
    await haveBirthday({ kind: "points", points: "250" });
    for (let time = 0; time < 3; time++) expect(await tell()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    expect(mails()[0]).toMatchObject({ subject: "Happy birthday from Harbour Coffee" });
    expect(mails()[0]?.text).toContain("250 Points, already in your balance");
  });

  test("waits for the code of a voucher, and names it", async () => {
    const redemptionId = await haveBirthday({ kind: "reward", rewardId: "five-off" });
    expect(await tell()).toMatchObject({ outcome: "postpone" });
    await deliverOnce(shopId, "issue_voucher", { redemptionId });
    expect(await tell()).toEqual({ outcome: "sent" });
    const { rows } = await pool().query<{ code: string }>(
      `select code from redemption where shop_id = $1 and id = $2`,
      [shopId, redemptionId],
    );
    expect(mails()[0]?.text).toContain(`code ${rows[0]?.code}`);
  });

  test("names both where there is a choice", async () => {
    await haveBirthday({ kind: "choice", points: "250", rewardId: "five-off" });
    await tell();
    expect(mails()[0]?.text).toContain("- 250 Points\n- €5 off\n");
  });

  test("says nothing of a reward that Shopify refused", async () => {
    const redemptionId = await haveBirthday({ kind: "reward", rewardId: "five-off" });
    await pool().query(
      `update redemption set status = 'refused', ended_at = now() where shop_id = $1 and id = $2`,
      [shopId, redemptionId],
    );
    await tell();
    expect([mails().length, await reasons()]).toEqual([0, ["nothing_given"]]);
  });

  test("is not written where the program turned it off, nor once the window is over", async () => {
    await haveBirthday({ kind: "points", points: "250" }, { emails: { birthday: false } });
    await tell();
    expect(await reasons()).toEqual(["turned_off"]);
    await pool().query(`delete from email_send where shop_id = $1`, [shopId]);
    await pool().query(`update birthday_gift set until = now() - interval '1 minute'`);
    await tell();
    expect([mails().length, await reasons()]).toEqual([0, ["too_late"]]);
  });
});
