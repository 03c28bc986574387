// What the frame makes of what the page tells: signals that can be followed, texts, links.
import { expect, it, vi } from "vitest";
import type { HostSignal } from "../../../simulator/extension-host/browser/host-signal.ts";
import { resolveLink } from "../../../simulator/extension-host/browser/resolve-link.ts";
import {
  shopifyGlobal,
  type Call,
} from "../../../simulator/extension-host/browser/shopify-global.ts";
import { translations } from "../../../simulator/extension-host/browser/translations.ts";
import { plainValue, space } from "../../../simulator/extension-host/browser/elements/spacing.ts";
import type { HostFacts } from "../../../simulator/extension-host/host-facts.ts";

const facts: HostFacts = {
  surface: "customer-account",
  values: { "shop.name": "Beans", "extension.target": "x" },
  signals: { "cost.totalAmount": { amount: 3 }, note: null },
  methods: ["sessionToken.get", "applyDiscountCodeChange"],
  callAddress: "/extension-calls",
  language: "de",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  palette: "roast",
  addresses: {
    shopDomain: "beans.myshopify.com",
    storefront: "http://beans.localhost:1",
    account: "http://beans.localhost:1/account",
    admin: "http://localhost:1/admin/store/beans",
    app: "http://localhost:1/admin/store/beans/apps/regulars",
  },
  id: "extension-1",
  folder: "probe",
  handle: "probe-page",
  name: "Probe",
  target: "customer-account.page.render",
  frameAddress: "http://localhost:1/frame",
  bundleAddress: "http://localhost:1/frame.js",
  appUrl: "http://localhost:2",
  extensionLanguage: "de",
  texts: {
    hello: "Hallo {{ name }}",
    points: { one: "{{count}} Punkt", other: "{{count}} Punkte" },
    group: { inner: "Drinnen" },
  },
};

it("a global is made of values, signals and functions, and follows what the page tells", async () => {
  const call = vi.fn<Call>(async () => "answer");
  const { shopify, change } = shopifyGlobal(facts, call);
  const known = shopify as unknown as {
    shop: { name: string };
    cost: { totalAmount: HostSignal };
    note: HostSignal;
    applyDiscountCodeChange(change: object): Promise<unknown>;
    toast: { show(text: string): Promise<unknown> };
  };
  const heard: unknown[] = [];
  const leave = known.cost.totalAmount.subscribe((value) => heard.push(value));
  expect([known.shop.name, known.cost.totalAmount.value, known.note.value]).toEqual([
    "Beans",
    { amount: 3 },
    undefined,
  ]);
  change({ "cost.totalAmount": { amount: 2 }, unknown: 1 });
  change({ "cost.totalAmount": { amount: 2 } });
  leave();
  change({ "cost.totalAmount": { amount: 1 } });
  expect(heard).toEqual([{ amount: 2 }]);
  expect(known.cost.totalAmount.current).toEqual({ amount: 1 });
  expect(await known.applyDiscountCodeChange({ type: "addDiscountCode" })).toBe("answer");
  await known.toast.show("Hello");
  expect(call.mock.calls).toEqual([
    ["applyDiscountCodeChange", [{ type: "addDiscountCode" }]],
    ["toast.show", ["Hello"]],
  ]);
});

it("a signals library that an extension brings along holds the values from then on", () => {
  const { shopify, change } = shopifyGlobal(facts, async () => null);
  class Kept {
    value: unknown;
    constructor(value: unknown) {
      this.value = value;
      kept.push(this);
    }
  }
  const kept: Kept[] = [];
  const known = shopify as unknown as {
    setSignals(library: typeof Kept): void;
    cost: { totalAmount: HostSignal };
  };
  known.setSignals(Kept);
  change({ "cost.totalAmount": { amount: 9 } });
  expect(kept.map(({ value }) => value)).toContainEqual({ amount: 9 });
  expect(known.cost.totalAmount.value).toEqual({ amount: 9 });
});

it("texts take values, forms of the plural, and elements; one that is missing is told", () => {
  const told: string[] = [];
  const i18n = translations(facts, (problem) => told.push(problem));
  expect(i18n.translate("hello", { name: "Ana" })).toBe("Hallo Ana");
  expect(i18n.translate("points", { count: 1 })).toBe("1 Punkt");
  expect(i18n.translate("points", { count: 2 })).toBe("2 Punkte");
  expect(i18n.translate("group.inner")).toBe("Drinnen");
  const element = { type: "b" };
  expect(i18n.translate("hello", { name: element })).toEqual(["Hallo ", element, ""]);
  expect(told).toEqual([]);
  expect(i18n.translate("nothing")).toBe("nothing");
  expect(told).toEqual(['There is no text "nothing" in de']);
  expect(i18n.formatNumber(1234.5)).toBe("1.234,5");
  expect(i18n.formatCurrency(12)).toBe("12,00\u00A0€");
  expect(i18n.formatDate(new Date("2026-11-22T23:30:00Z"), { dateStyle: "short" })).toBe(
    "23.11.26",
  );
});

it.each([
  ["extension:other-page/rewards", "http://beans.localhost:1/account/pages/other-page/rewards"],
  ["extension:/rewards", "http://beans.localhost:1/account/pages/probe-page/rewards"],
  ["shopify:customer-account/orders", "http://beans.localhost:1/account"],
  ["shopify:customer-account/profile", "http://beans.localhost:1/account/profile"],
  ["shopify:admin/orders", "http://localhost:1/admin/store/beans/orders"],
  ["app:app/members/7", "http://localhost:1/admin/store/beans/apps/regulars/app/members/7"],
  ["/products/mug", "http://beans.localhost:1/products/mug"],
  ["https://beans.myshopify.com/account?x=1#y", "http://beans.localhost:1/account?x=1#y"],
  ["https://example.com/", "https://example.com/"],
  ["mailto:ana@example.com", "mailto:ana@example.com"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["not an address", null],
])("a link leads where it leads at Shopify: %s", (href, address) => {
  expect(resolveLink(href, facts)).toBe(address);
});

it("sizes are those of the scale, and may ask for the width of their place", () => {
  expect(space("base small-200")).toBe("1rem 0.5rem");
  const columns = "@container (inline-size > 500px) 1fr 1fr, 1fr";
  expect([plainValue(columns, 501), plainValue(columns, 500)]).toEqual(["1fr 1fr", "1fr"]);
  expect(plainValue("@container page (inline-size <= 500px) none, auto", 500)).toBe("none");
  expect(plainValue("1fr 2fr", 500)).toBe("1fr 2fr");
});
