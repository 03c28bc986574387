// Nothing that the app opens may leave the machine: where each kind of address leads.
import { describe, expect, it } from "vitest";
import { appPath, framePath, resolveDestination } from "../../../simulator/app-bridge/addresses.ts";
import { leaves, pageAddress } from "../../../simulator/app-bridge/navigation.ts";
import { addressToReload } from "../../../simulator/app-bridge/reload.ts";

const context = {
  handle: "beans",
  adminOrigin: "http://localhost:4400",
  appOrigin: "http://localhost:4401",
  apiKey: "key-1",
};
const ADMIN = "http://localhost:4400/admin/store/beans";

describe("addresses of the real platform", () => {
  it.each([
    ["shopify://admin/products", `${ADMIN}/products`],
    ["shopify:admin/orders/5?x=1", `${ADMIN}/orders/5?x=1`],
    ["shopify://admin", `${ADMIN}/`],
    ["https://admin.shopify.com/store/beans/customers/7", `${ADMIN}/customers/7`],
    ["https://admin.shopify.com/store/tea/orders", "http://localhost:4400/admin/store/tea/orders"],
    ["https://admin.shopify.com/store/beans/apps/key-1/app", `${ADMIN}/apps/regulars/app`],
    ["https://beans.myshopify.com/admin/discounts", `${ADMIN}/discounts`],
    [
      "https://beans.myshopify.com/admin/themes/current/editor?context=apps&activateAppId=key-1/b",
      `${ADMIN}/themes/current/editor?context=apps&activateAppId=key-1/b`,
    ],
    [
      "https://beans.myshopify.com/admin/oauth/install?client_id=key-1",
      /\/apps\/regulars\?client_id/,
    ],
  ])("%s stays in the simulated admin", (address, expected) => {
    const destination = resolveDestination(address, context);
    expect(destination).toEqual({
      place: "admin",
      address: expected instanceof RegExp ? expect.stringMatching(expected) : expected,
    });
  });

  it("of a shop lead to its simulated storefront", () => {
    expect(resolveDestination("https://beans.myshopify.com/products/mug?a=1", context)).toEqual({
      place: "storefront",
      address: "http://beans.localhost:4400/products/mug?a=1",
    });
  });

  it("of the app are the app's own, without what the frame added", () => {
    const address = "http://localhost:4401/app/members?shop=s&id_token=t&q=ana#top";
    expect(resolveDestination(address, context)).toEqual({
      place: "app",
      path: "/app/members?q=ana#top",
    });
    expect(resolveDestination("/app?embedded=1", context)).toEqual({ place: "app", path: "/app" });
  });

  it.each(["https://example.com/", "mailto:ana@example.com", "https://evilmyshopify.com/admin"])(
    "such as %s lead outside",
    (address) => expect(resolveDestination(address, context).place).toBe("outside"),
  );

  it("that are none lead nowhere of ours", () => {
    expect(resolveDestination("http://[", context)).toEqual({
      place: "outside",
      address: "http://[",
    });
  });
});

describe("the frame's own address", () => {
  it("carries the app's path", () => {
    expect(framePath("beans", "/")).toBe("/admin/store/beans/apps/regulars");
    expect(framePath("beans", "/app?q=1")).toBe("/admin/store/beans/apps/regulars/app?q=1");
  });

  it("hides the parameters that Shopify adds", () => {
    const url = new URL("http://localhost:4401/app?embedded=1&hmac=x&tab=2&timestamp=3");
    expect(appPath(url)).toBe("/app?tab=2");
  });
});

describe("a link", () => {
  it.each([
    ["/app/members", "_self", false],
    ["/app/members", "_top", true],
    ["shopify://admin/products", "_self", true],
    ["https://beans.myshopify.com/", "_blank", true],
    ["https://example.com/", "_blank", false],
    ["https://example.com/", "_top", true],
  ])("to %s in %s is the frame's affair: %s", (address, target, expected) => {
    expect(leaves(address, target, context)).toBe(expected);
  });
});

describe("a page of an app without a router", () => {
  it("keeps what its server needs, but no old token", () => {
    const current = { origin: "http://localhost:4401", search: "?shop=s&host=h&id_token=t&tab=2" };
    expect(pageAddress("/app/members?q=1", current)).toBe(
      "http://localhost:4401/app/members?q=1&host=h&shop=s",
    );
  });
});

describe("the page to open again with a token", () => {
  it("is a page of the app itself", () => {
    const bounce = (target: string): string =>
      `http://localhost:4401/auth/session-token?shopify-reload=${encodeURIComponent(target)}`;
    expect(addressToReload(bounce("http://localhost:4401/app?x=1"))?.href).toBe(
      "http://localhost:4401/app?x=1",
    );
    expect(addressToReload(bounce("https://evil.example/"))).toBeNull();
    expect(addressToReload(bounce("http://["))).toBeNull();
    expect(addressToReload("http://localhost:4401/app")).toBeNull();
  });
});
