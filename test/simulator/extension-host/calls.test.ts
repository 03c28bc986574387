// What extensions ask Shopify for is really done: tokens are the app's, codes change the checkout
// and the sale, and nobody from elsewhere may ask.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addToTill, clearTill, tillOf } from "../../../simulator/actions/till.ts";
import type { CallAnswer } from "../../../simulator/extension-host/host-facts.ts";
import { hostSettings } from "../../../simulator/extension-host/host-settings.ts";
import { API_KEY, API_SECRET, STORE, type Visitor } from "../screens/support/running-screens.ts";
import { runProbedScreens, type ProbedScreens } from "./support/probe-extension.ts";

let screens: ProbedScreens;

beforeAll(async () => {
  screens = await runProbedScreens();
  for (const discount of [
    { code: "FIVE", amountOff: "5.00" },
    { code: "LARGE", amountOff: "5.00", minimumSubtotal: "1000.00" },
    { code: "TEN", amountOff: "10.00" },
  ]) {
    const address = "/_control/shops/beans/discounts";
    await screens.visitor().send("POST", address, JSON.stringify(discount));
  }
});

afterAll(() => screens.stop());

beforeEach(() => {
  hostSettings(screens.shop).canUpdateDiscountCodes = true;
  hostSettings(screens.shop).saysYesToCodesLeftOut = false;
  clearTill(screens.shop);
});

async function call(
  visitor: Visitor,
  address: string,
  method: string,
  args: unknown[] = [],
  headers: Record<string, string> = {},
): Promise<CallAnswer & { status: number }> {
  const body = JSON.stringify({ method, args });
  const answer = await visitor.send("POST", address, body, headers);
  return { status: answer.status, ...(JSON.parse(answer.body) as CallAnswer) };
}

function claimsOf(token: unknown): Record<string, unknown> {
  const [header = "", payload = "", signature] = String(token).split(".");
  const expected = createHmac("sha256", API_SECRET).update(`${header}.${payload}`);
  expect(signature).toBe(expected.digest("base64url"));
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
}

async function atCheckout(): Promise<Visitor> {
  const visitor = screens.visitor(STORE);
  await visitor.post("/cart/add", { id: screens.mug.id, quantity: "1" });
  return visitor;
}

const change = (visitor: Visitor, type: string, code: string) =>
  call(visitor, "/extension-calls", "applyDiscountCodeChange", [{ type, code }]);

it("a shopper's token names the store and the customer, and of a guest nobody", async () => {
  const visitor = screens.visitor(STORE);
  const guest = claimsOf((await call(visitor, "/extension-calls", "sessionToken.get")).result);
  expect(guest).toMatchObject({ dest: "beans.myshopify.com", aud: API_KEY });
  expect(guest).not.toHaveProperty("sub");
  expect(Number(guest["exp"]) - Number(guest["iat"])).toBe(300);
  await visitor.post("/account/login", { customer: screens.ana.id });
  const member = claimsOf((await call(visitor, "/extension-calls", "sessionToken.get")).result);
  expect(member["sub"]).toBe(`gid://shopify/Customer/${screens.ana.id}`);
});

it("a code that holds is in the checkout, and everybody on the page is told", async () => {
  const visitor = await atCheckout();
  const added = await change(visitor, "addDiscountCode", "five");
  expect(added.result).toEqual({ type: "success" });
  expect(added.signals).toMatchObject({
    discountCodes: [{ code: "FIVE" }],
    "cost.totalAmount": { amount: 18 },
  });
  const again = await change(visitor, "removeDiscountCode", "FIVE");
  expect(again.signals).toMatchObject({ discountCodes: [], "cost.totalAmount": { amount: 23 } });
});

it.each([
  ["NOBODY", "This discount code is not valid."],
  ["LARGE", "Your cart is below the minimum for this discount code."],
])(
  "a code that does not hold is refused with the reason, and not kept: %s",
  async (code, reason) => {
    const visitor = await atCheckout();
    await change(visitor, "addDiscountCode", "FIVE");
    const refused = await change(visitor, "addDiscountCode", code);
    expect(refused.result).toEqual({ type: "error", message: reason });
    expect(refused.signals).toMatchObject({ discountCodes: [{ code: "FIVE" }] });
  },
);

it("a code that goes with no better one is refused, or left out without a word", async () => {
  const visitor = await atCheckout();
  await change(visitor, "addDiscountCode", "TEN");
  const refused = await change(visitor, "addDiscountCode", "FIVE");
  expect(refused.result).toMatchObject({ type: "error" });
  hostSettings(screens.shop).saysYesToCodesLeftOut = true;
  const leftOut = await change(visitor, "addDiscountCode", "FIVE");
  expect(leftOut.result).toEqual({ type: "success" });
  expect(leftOut.signals).toMatchObject({ discountCodes: [{ code: "TEN" }] });
  // What does not hold at all is refused all the same.
  expect((await change(visitor, "addDiscountCode", "NOBODY")).result).toMatchObject({
    type: "error",
  });
});

it("where codes may not be changed, none is", async () => {
  hostSettings(screens.shop).canUpdateDiscountCodes = false;
  const refused = await change(await atCheckout(), "addDiscountCode", "FIVE");
  expect(refused.result).toMatchObject({ type: "error" });
  expect(refused.signals).toMatchObject({
    discountCodes: [],
    instructions: { discounts: { canUpdateDiscountCodes: false } },
  });
});

it("what is no gift card does not become a discount code", async () => {
  const answer = await call(await atCheckout(), "/extension-calls", "applyGiftCardChange", [
    { type: "addGiftCard", code: "FIVE" },
  ]);
  expect(answer.result).toMatchObject({ type: "error" });
  expect(answer.signals).toMatchObject({ discountCodes: [] });
});

it("pages of another origin are turned away, and so is what is not played", async () => {
  const visitor = await atCheckout();
  const elsewhere = { origin: "http://evil.localhost" };
  const turned = await call(visitor, "/extension-calls", "sessionToken.get", [], elsewhere);
  expect([turned.status, turned.result]).toEqual([403, undefined]);
  expect((await call(visitor, "/extension-calls", "query")).error).toContain("does not play");
  const desk = screens.visitor();
  for (const address of ["/admin/store/beans/extension-calls", "/pos/beans/extension-calls"]) {
    expect((await call(desk, address, "auth.idToken", [], elsewhere)).status).toBe(403);
  }
});

it("staff's token is the one of the admin", async () => {
  const desk = screens.visitor();
  for (const [address, method] of [
    ["/admin/store/beans/extension-calls", "auth.idToken"],
    ["/pos/beans/extension-calls", "session.getSessionToken"],
  ] as const) {
    const claims = claimsOf((await call(desk, address, method)).result);
    expect(claims).toMatchObject({
      iss: "https://beans.myshopify.com/admin",
      dest: "https://beans.myshopify.com",
      aud: API_KEY,
    });
    expect(claims["sub"]).toMatch(/^\d+$/);
  }
});

it("a sale at the till takes its customer and a code, refuses another, and becomes an order", async () => {
  const { shop, ana } = screens;
  const desk = screens.visitor();
  const till = (method: string, ...args: unknown[]) =>
    call(desk, "/pos/beans/extension-calls", method, args);
  addToTill(shop, screens.mug.id, 2);
  const chosen = await till("cart.setCustomer", { id: Number(ana.id) });
  expect(chosen.signals).toMatchObject({
    "cart.current": { customer: { id: Number(ana.id) }, grandTotal: "36.00" },
  });
  const refused = await till("cart.addCartCodeDiscount", "LARGE");
  expect(refused.error).toBe("Your cart is below the minimum for this discount code.");
  expect(tillOf(shop).codes).toEqual([]);
  const taken = await till("cart.addCartCodeDiscount", "FIVE");
  expect(taken.signals).toMatchObject({ "cart.current": { grandTotal: "31.00" } });
  const sold = await desk.post("/pos/beans/sale", { charge: "" });
  expect(decodeURIComponent(sold.headers.location ?? "")).toMatch(/is\+paid/);
  const order = [...shop.orders.values()].at(-1);
  expect(order).toMatchObject({ sourceName: "pos", customerId: ana.id });
  expect(order?.discountApplications.map(({ code }) => code)).toEqual(["FIVE"]);
  expect(tillOf(shop).lines).toEqual([]);
});
