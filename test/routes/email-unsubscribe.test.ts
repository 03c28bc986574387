// The page behind an unsubscribe link. Looking at it changes nothing; a click, by a person or a
// mail program, does.
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimEmail } from "../../app/db/email-store.ts";
import { pool } from "../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let memberId: string;
let link: string;
let page: {
  show: (request: Request) => Promise<Response>;
  send: (request: Request) => Promise<Response>;
};

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await pool().query(`update shop set name = '<b>Harbour</b> Coffee'`);
  await recordPaidOrder(shopId, {});
  const { rows } = await pool().query<{ id: string }>(`select id from member`);
  memberId = rows[0]?.id ?? "";
  const { unsubscribeUrl } = await import("../../app/adapters/email/unsubscribe-token.ts");
  const emailId = randomUUID();
  await claimEmail(pool(), {
    shopId,
    id: emailId,
    kind: "order_earned",
    subjectId: "5123",
    memberId,
    messageId: null,
  });
  link = unsubscribeUrl({ shopId, kind: "order_earned", subjectId: "5123", emailId });
  const route = await import("../../app/routes/email.unsubscribe.ts");
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
beforeEach(() => pool().query(`update member set email_opted_out_at = null, locale = null`));

async function optedOutAt(): Promise<Date | null> {
  const { rows } = await pool().query<{ email_opted_out_at: Date | null }>(
    `select email_opted_out_at from member where id = $1`,
    [memberId],
  );
  return rows[0]?.email_opted_out_at ?? null;
}

describe("an unsubscribe link", () => {
  test("asks first, in the reader's language, and changes nothing by being opened", async () => {
    const headers = { "accept-language": "xx,de-AT;q=0.9,en;q=0.5" };
    const response = await page.show(new Request(link, { headers }));
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="de-AT">');
    expect(html).toContain("Ja, abbestellen");
    expect(html).toContain("&lt;b&gt;Harbour&lt;/b&gt; Coffee");
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await optedOutAt()).toBeNull();
  });

  test("takes the member off at a click, and repeating it changes nothing", async () => {
    const click = () => page.send(new Request(link, { method: "POST" }));
    expect((await click()).status).toBe(200);
    const first = await optedOutAt();
    expect(first).not.toBeNull();
    expect(await (await click()).text()).toContain("Done.");
    expect(await optedOutAt()).toEqual(first);
  });

  test("takes the one click of a mail program", async () => {
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    expect((await page.send(new Request(link, { method: "POST", body }))).status).toBe(200);
    expect(await optedOutAt()).not.toBeNull();
  });

  test("works however often keys and secrets have changed since", async () => {
    const { config } = await import("../../app/config.server.ts");
    const fresh = { tokenEncryptionKey: randomBytes(32), shopifyApiSecret: "another" };
    Object.assign(config(), fresh, { tokenEncryptionKeyPrevious: undefined });
    expect((await page.send(new Request(link, { method: "POST" }))).status).toBe(200);
    expect(await optedOutAt()).not.toBeNull();
  });

  test.each([
    ["changed", (good: string) => good.replace(/.$/, (last) => (last === "a" ? "b" : "a"))],
    ["of another shop", (good: string) => good.replace(/token=\d+/, "token=987654321987654321")],
    ["about another order", (good: string) => good.replace(".5123.", ".5124.")],
    ["endless", (good: string) => good.padEnd(10_000, "a")],
    ["cut off", (good: string) => good.slice(0, -10)],
    ["without its token", (good: string) => good.split("?")[0] ?? ""],
  ])("that is %s is worth nothing", async (_, change) => {
    const response = await page.send(new Request(change(link), { method: "POST" }));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("This link does not work");
    expect(await optedOutAt()).toBeNull();
  });
});
