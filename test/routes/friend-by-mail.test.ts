// A friend whose code comes by e-mail: the page tells a stranger who types an address nothing about
// whoever has it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClaimAnswer, VisitAnswer } from "../../widget/contract/referral.ts";
import { pool } from "../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { ReferralShop } from "../support/referral-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { signedQuery } from "../support/storefront.ts";

const friendVoucher = {
  discount: { kind: "percentage_off", percent: "10" },
  handOver: "email",
} as const;

let db: TestDatabase;
let world: SimulatedShop;
let shop: ReferralShop;
let ask: (route: "visit" | "claim", body: object) => Promise<unknown>;
let strangers = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shop = await ReferralShop.open(db, { friendVoucher }, {}, world.shop.domain);
  await world.signIn();
  const visits = await import("../../app/routes/proxy.referral.visit.ts");
  const claims = await import("../../app/routes/proxy.referral.claim.ts");
  ask = async (route, body) => {
    const request = new Request(
      `https://app.example.com/proxy/referral/${route}?${signedQuery()}`,
      {
        method: "POST",
        body: JSON.stringify({ device: null, locale: "en", ...body }),
        headers: {
          "content-type": "application/json",
          "x-forwarded-for": `203.0.113.${strangers}`,
        },
      },
    );
    const { action } = route === "visit" ? visits : claims;
    return (await action({ request, params: {}, context: {} })).json();
  };
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

async function come(): Promise<string> {
  strangers += 1;
  const answer = (await ask("visit", { code: shop.code, visit: null })) as VisitAnswer;
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.visit;
}

const mailed = {
  card: {
    id: "refer/friend",
    title: "Look into your mailbox: 10% off",
    text: expect.stringMatching(/^If you are new here, the code comes by e-mail\./),
    isDone: false,
    note: null,
    action: null,
  },
  voucher: null,
};

test("whoever types an address hears the same, then and later", async () => {
  const known = {
    "of somebody new": "new@example.com",
    "that had a code before": "new@example.com",
    "of the member": "ada+x@example.com",
    "that the shop has to look at": "x@mailinator.com",
  };
  for (const [whose, email] of Object.entries(known)) {
    const visit = await come();
    const claimed = (await ask("claim", { visit, email })) as ClaimAnswer;
    expect(claimed, whose).toEqual({ ...mailed, message: mailed.card.title });
    if (whose === "that had a code before") continue;
    const again = await ask("visit", { code: shop.code, visit });
    expect(again, whose).toEqual({ ...mailed, visit });
  }
});

test("nor is it told whether the one who has it ordered", async () => {
  const visit = await come();
  await ask("claim", { visit, email: "bob@example.com" });
  await pool().query(
    "update referral set order_id = '1' where shop_id = $1 and friend_email = 'bob@example.com'",
    [shop.id],
  );
  expect(await ask("visit", { code: shop.code, visit })).toEqual({ ...mailed, visit });
});

test("what is no address is said to be none", async () => {
  const answer = await ask("claim", { visit: await come(), email: "nothing" });
  expect(answer).toMatchObject({ refused: "email", field: "email" });
});
