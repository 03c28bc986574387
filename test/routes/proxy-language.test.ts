// The panel's language: the page's where we speak it, else the shop's, in words and in every
// reason.
import { afterAll, beforeAll, expect, test } from "vitest";
import { panelWords } from "../../app/routes/proxy/panel-words.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await recordPaidOrder(shopId, { customerId: "81", price: "10.00" });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

/** After every entry that there is. */
const LATEST = "ffffffff-ffff-7fff-bfff-ffffffffffff";

test.each([
  ["de-AT", "de", /^Bestellung #\d+: €\s10, 2\sPoints je €\s1$/],
  ["it", "en", /^Order #\d+: €10 at 2\sPoints per €1$/],
  ["nonsense!", "en", /^Order #\d+: €10/],
])("of the page, or of the shop: %s", async (locale, lang, why) => {
  const visit = { customerId: "81", params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  const { words, history } = json as MemberPanelAnswer;
  expect(words).toEqual(panelWords([lang], []));
  expect(history.entries.map((entry) => entry.why)).toEqual([expect.stringMatching(why)]);
  const older = await ask(routes, "GET /proxy/history", {
    visit: { ...visit, params: { locale, before: LATEST } },
  });
  expect((older.json as typeof history).entries).toEqual(history.entries);
});
