// The question behind the link of an e-mail: opening it answers nothing, and it takes one answer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { askByOrderEmail } from "../../app/usecases/surveys/ask-by-order-email.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { EVENT_PROGRAM, TIME_ZONE, type EventGuest, newGuest } from "../support/event-shop.ts";
import { balancesOf, openLoyaltyShop } from "../support/loyalty-shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";

interface Page {
  show(request: Request): Promise<Response>;
  send(request: Request): Promise<Response>;
}

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let page: Page;
let guest: EventGuest;
let link: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, EVENT_PROGRAM);
  await pool().query(`update shop set name = '<b>Harbour</b> Coffee'`);
  const route = await import("../../app/routes/email.survey.ts");
  const args = (request: Request) => ({ request, params: {}, context: {} });
  page = {
    show: (request) => route.loader(args(request)),
    send: (request) => route.action(args(request)),
  };
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  guest = await newGuest(shopId);
  const { memberId } = guest;
  const order = { shopId, memberId, orderId: "o-1", timeZone: TIME_ZONE, now: Date.now() };
  const terms = { daysAfterOrder: 0, pauseDays: 30, inOrderEmail: true };
  const askId = (await askByOrderEmail(order, terms)) ?? "";
  const { surveyUrl } = await import("../../app/adapters/links/survey-link.ts");
  link = surveyUrl({ shopId, id: askId });
});

const answered = async () => {
  const { rows } = await pool().query(
    `select score, comment, via from survey_answer
      where member_id = $1 and answered_at is not null`,
    [guest.memberId],
  );
  return rows;
};

const send = (fields: Record<string, string>, to = link) =>
  page.send(new Request(to, { method: "POST", body: new URLSearchParams(fields) }));

describe("the link of a survey", () => {
  test("asks in the reader's language, and changes nothing by being opened", async () => {
    await pool().query(`update member set locale = 'de' where id = $1`, [guest.memberId]);
    const response = await page.show(new Request(link));
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("Wie wahrscheinlich ist es, dass du &lt;b&gt;Harbour&lt;/b&gt; Coffee");
    expect(html.match(/type="radio"/g)).toHaveLength(11);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await answered()).toEqual([]);
  });

  test("takes one answer, says what it earned, and is over then", async () => {
    const response = await send({ score: "8", comment: "Good " });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("You got 10 Points for it.");
    expect(await answered()).toEqual([{ score: 8, comment: "Good", via: "email" }]);
    expect(await (await send({ score: "1" })).text()).toContain("You have answered already.");
    expect(await (await page.show(new Request(link))).text()).toContain("answered already");
    expect(await answered()).toEqual([{ score: 8, comment: "Good", via: "email" }]);
    expect((await balancesOf(shopId, guest.customerId)).available).toBe(30n);
  });

  test("says what is missing, and keeps what was written", async () => {
    const response = await send({ comment: "<script>Nice</script>" });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain("Choose a number from 0 to 10.");
    expect(html).toContain("&lt;script&gt;Nice&lt;/script&gt;</textarea>");
    const long = await send({ score: "4", comment: "x".repeat(1_001) });
    expect(long.status).toBe(422);
    expect(await long.text()).toMatch(/checked=""[^>]*value="4"|value="4"[^>]*checked=""/);
    expect(await answered()).toEqual([]);
  });

  test("takes no more than a form can hold", async () => {
    const thrown = await send({ comment: "x".repeat(40_000) }).catch((error: unknown) => error);
    expect((thrown as Response).status).toBe(413);
  });

  test.each([
    ["changed", (good: string) => good.replace(/.$/, (last) => (last === "a" ? "b" : "a"))],
    ["of another shop", (good: string) => good.replace(/token=\d+/, "token=987654321")],
    ["cut off", (good: string) => good.slice(0, -10)],
    ["without its token", (good: string) => good.split("?")[0] ?? ""],
  ])("that is %s takes nothing", async (_, change) => {
    const response = await send({ score: "9" }, change(link));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("This link does not work");
    expect(await answered()).toEqual([]);
  });

  test("is over after ninety days", async () => {
    await pool().query(
      `update survey_answer set asked_at = now() - interval '91 days' where member_id = $1`,
      [guest.memberId],
    );
    const response = await send({ score: "9" });
    expect(response.status).toBe(410);
    expect(await response.text()).toContain("no longer open");
    expect(await answered()).toEqual([]);
  });
});

test("the e-mail about an order carries a link that can be answered", async () => {
  const mails = world.simulator.context.state.mails;
  mails.length = 0;
  await pool().query(`delete from survey_answer where member_id = $1`, [guest.memberId]);
  const now = new Date();
  const { rows } = await pool().query<{ order_id: string }>(
    `update order_state set placed_at = $2 where customer_id = $1 returning order_id`,
    [guest.customerId, now],
  );
  await db.ownerPool.query(`update journal_entry set recorded_at = $2 where member_id = $1`, [
    guest.memberId,
    now,
  ]);
  await pool().query(`update member set email = 'ada@example.com' where id = $1`, [guest.memberId]);
  const order = { orderId: rows[0]?.order_id ?? "", memberId: guest.memberId };
  expect(await deliverOnce(shopId, "send_order_email", order)).toEqual({ outcome: "sent" });
  const url = /https?:\/\/\S+\/email\/survey\?token=\S+/.exec(mails[0]?.text ?? "")?.[0] ?? "";
  expect((await send({ score: "10" }, url)).status).toBe(200);
  expect(await answered()).toEqual([{ score: 10, comment: null, via: "email" }]);
});
