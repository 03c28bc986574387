// Extensions stand where Shopify shows them, are given what the place has there, and run in a frame
// that reaches the app or nothing.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hostSettings } from "../../../simulator/extension-host/host-settings.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { createMetafield } from "./support/app-metafield.ts";
import { STORE } from "../screens/support/running-screens.ts";
import {
  CHECKOUT,
  CUSTOMER,
  FULL_PAGE,
  ORDER_STATUS,
  PROFILE,
  THANK_YOU,
  TILE,
  TILL_CUSTOMER,
  factsOn,
  requireFacts,
  runProbedScreens,
  type ProbedScreens,
} from "./support/probe-extension.ts";

let screens: ProbedScreens;

beforeAll(async () => {
  screens = await runProbedScreens();
});

afterAll(() => screens.stop());

beforeEach(() => {
  screens.shop.plan = "plus";
  Object.assign(hostSettings(screens.shop), { hasNetworkAccess: true });
  hostSettings(screens.shop).removed.clear();
});

async function atCheckout() {
  const visitor = screens.visitor(STORE);
  await visitor.post("/account/login", { customer: screens.ana.id });
  await visitor.post("/cart/add", { id: screens.mug.id, quantity: "2" });
  const opened = await visitor.get("/checkout");
  return { visitor, address: opened.headers.location ?? "" };
}

it("the checkout of a Plus store shows its extensions, with lines that add up to the total", async () => {
  const { visitor, address } = await atCheckout();
  const { signals, methods } = requireFacts(await visitor.get(address), CHECKOUT);
  expect(signals).toMatchObject({
    lines: [{ quantity: 2, cost: { totalAmount: { amount: 36, currencyCode: "EUR" } } }],
    "cost.totalShippingAmount": { amount: 5 },
    "cost.totalAmount": { amount: 41, currencyCode: "EUR" },
    discountCodes: [],
    "buyerIdentity.customer": { id: `gid://shopify/Customer/${screens.ana.id}` },
    instructions: { discounts: { canUpdateDiscountCodes: true } },
  });
  expect(methods).toContain("applyDiscountCodeChange");
});

it("the checkout tells what shipping costs after its discounts", async () => {
  const rest = { countryCodes: null, includeRestOfWorld: false, maximumPriceMinor: null };
  const value = { kind: "free_shipping", ...rest } as const;
  const described = describeDiscount(screens.context, { code: "SHIP", value });
  createDiscount(screens.context, screens.shop, described);
  const { visitor, address } = await atCheckout();
  await visitor.post(address, { action: "apply", code: "SHIP" });
  const { signals } = requireFacts(await visitor.get(address), CHECKOUT);
  screens.shop.discounts.clear();
  expect(signals).toMatchObject({
    "cost.totalShippingAmount": { amount: 0 },
    "cost.totalAmount": { amount: 36 },
    discountAllocations: [{ code: "SHIP" }],
  });
});

it("the checkout of another store shows none, and the page after it all the same", async () => {
  screens.shop.plan = "basic";
  const { visitor, address } = await atCheckout();
  expect(factsOn(await visitor.get(address)).size).toBe(0);
  const paid = await visitor.post(address, {
    lastName: "Petersen",
    address1: "Pier 9",
    city: "Hamburg",
    action: "pay",
  });
  const thanks = await visitor.get(paid.headers.location ?? "");
  expect([...factsOn(thanks).keys()]).toEqual([THANK_YOU]);
  const { signals } = requireFacts(thanks, THANK_YOU);
  const [order] = [...screens.shop.orders.values()].slice(-1);
  expect(signals["orderConfirmation"]).toMatchObject({
    order: { id: `gid://shopify/OrderIdentity/${order?.id}` },
  });
  // Later it is the page of the order, which names it otherwise.
  const later = requireFacts(
    await visitor.get((paid.headers.location ?? "").replace("?placed=1", "")),
    ORDER_STATUS,
  );
  expect(later.signals["order"]).toMatchObject({ id: `gid://shopify/Order/${order?.id}` });
});

it("the account names the app's page, and asks strangers to sign in first", async () => {
  const visitor = screens.visitor(STORE);
  const turned = await visitor.get("/account/pages/probe-page");
  expect(turned.headers.location).toBe("/account/login?return_to=%2Faccount%2Fpages%2Fprobe-page");
  await visitor.post("/account/login", { customer: screens.ana.id });
  expect((await visitor.get("/account")).body).toContain('href="/account/pages/probe-page"');
  const page = requireFacts(await visitor.get("/account/pages/probe-page"), FULL_PAGE);
  expect(page.signals["authenticatedAccount.customer"]).toEqual({
    id: `gid://shopify/Customer/${screens.ana.id}`,
  });
  // Whole pages know neither the shop nor metafields.
  expect(Object.keys(page.values).filter((name) => name.startsWith("shop"))).toEqual([]);
  expect(page.signals).not.toHaveProperty("appMetafields");
  expect((await visitor.get("/account/pages/no-such-page")).status).toBe(404);
  expect(requireFacts(await visitor.get("/account/profile"), PROFILE).handle).toBe("probe-shopper");
});

it("staff's extensions stand on a customer's page of the admin and at the till", async () => {
  const desk = screens.visitor();
  const admin = requireFacts(
    await desk.get(`/admin/store/beans/customers/${screens.ana.id}`),
    CUSTOMER,
  );
  expect(admin.values["data.selected"]).toEqual([
    { id: `gid://shopify/Customer/${screens.ana.id}` },
  ]);
  expect(admin.signals).toEqual({});
  requireFacts(await desk.get("/pos/beans"), TILE);
  const till = requireFacts(
    await desk.get(`/pos/beans/customers/${screens.ana.id}`),
    TILL_CUSTOMER,
  );
  expect(till.values["customer.id"]).toBe(Number(screens.ana.id));
});

it("texts are those of the page's language, or of the extension's own", async () => {
  const { visitor, address } = await atCheckout();
  const german = requireFacts(await visitor.get(`/de${address}`), CHECKOUT);
  expect([german.extensionLanguage, german.texts["hello"]]).toEqual(["de", "Hallo"]);
  const turkish = requireFacts(await visitor.get(`/tr${address}`), CHECKOUT);
  expect([turkish.language, turkish.extensionLanguage]).toEqual(["tr", "en"]);
  expect(turkish.name).toBe("Probe shopper");
});

it("only metafields that the extension names, and that the storefront may read, are told", async () => {
  for (const [key, access] of [
    ["balance", "PUBLIC_READ"],
    ["secret", "PUBLIC_READ"],
  ] as const) {
    createMetafield(screens, { key, access, value: "120" });
  }
  const { visitor, address } = await atCheckout();
  const { signals } = requireFacts(await visitor.get(address), CHECKOUT);
  expect(signals["appMetafields"]).toEqual([
    {
      target: { type: "customer", id: `gid://shopify/Customer/${screens.ana.id}` },
      metafield: {
        namespace: "$app",
        key: "balance",
        value: "120",
        valueType: "integer",
        type: "number_integer",
      },
    },
  ]);
  createMetafield(screens, { key: "balance", access: "NONE", value: "120" });
  const hidden = requireFacts(await visitor.get(address), CHECKOUT);
  expect(hidden.signals["appMetafields"]).toEqual([]);
});

it("a metafield of the shop is told as one of the shop", async () => {
  createMetafield(screens, { key: "words", access: "PUBLIC_READ", value: "1", owner: "Shop" });
  const { visitor, address } = await atCheckout();
  const { signals } = requireFacts(await visitor.get(address), CHECKOUT);
  expect(signals["appMetafields"]).toMatchObject([
    {
      target: { type: "shop", id: `gid://shopify/Shop/${screens.shop.id}` },
      metafield: { namespace: "$app", key: "words", value: "1" },
    },
  ]);
});

it("a frame has no way out but to the app, and none at all without the network", async () => {
  const desk = screens.visitor();
  const address = `/extension-frame/beans/shopper/${CHECKOUT}`;
  const policy = async () =>
    String((await desk.get(address)).headers["content-security-policy"]).split("; ");
  const appOrigin = new URL(screens.context.settings.appUrl).origin;
  expect(await policy()).toEqual(
    expect.arrayContaining(["default-src 'none'", `connect-src ${appOrigin}`]),
  );
  hostSettings(screens.shop).hasNetworkAccess = false;
  expect(await policy()).toContain("connect-src 'none'");
  const bundle = await desk.get(`${address}.js`);
  expect(bundle.headers["access-control-allow-origin"]).toBe("*");
  expect(bundle.body).toContain(CHECKOUT);
  expect((await desk.get("/extension-frame/beans/shopper/no.such.target")).status).toBe(404);
  expect((await desk.get(`/extension-frame/nobody/shopper/${CHECKOUT}`)).status).toBe(404);
});

it("what the merchant takes away is gone, settings are kept in their type, and all goes with the app", async () => {
  const desk = screens.visitor();
  const editor = "/admin/store/beans/settings/checkout/editor";
  expect((await desk.get(editor)).body).toContain("Probe shopper");
  await desk.post(`${editor}/shopper`, { target: PROFILE, "setting-hidden": "on", junk: "1" });
  const { visitor, address } = await atCheckout();
  expect(factsOn(await visitor.get(address)).size).toBe(0);
  const { signals } = requireFacts(await visitor.get("/account/profile"), PROFILE);
  expect(signals["settings"]).toEqual({ hidden: true });
  await desk.post(editor, { network: "on", codes: "on" });
  expect(screens.shop.plan).toBe("basic");
  const { installation } = screens.shop;
  screens.shop.installation = null;
  expect(factsOn(await visitor.get("/account/profile")).size).toBe(0);
  screens.shop.installation = installation;
});
