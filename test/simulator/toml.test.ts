// The small TOML reader: what it reads, and that it refuses the rest by line.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAppDeclaration } from "../../simulator/app-declaration.ts";
import { parseToml } from "../../simulator/toml.ts";

describe("TOML", () => {
  it("has tables, arrays of tables, dotted keys and arrays over several lines", () => {
    const parsed = parseToml(`
      name = "Regulars" # the app
      count = 3
      access.storefront = 'public_read'
      [webhooks]
      topics = [
        "orders/paid", # first
        "orders/updated",
      ]
        [[webhooks.subscriptions]]
        uri = "/a#b"
        [[webhooks.subscriptions]]
        uri = "/c"
        on = true
    `);
    expect(parsed).toEqual({
      name: "Regulars",
      count: 3,
      access: { storefront: "public_read" },
      webhooks: {
        topics: ["orders/paid", "orders/updated"],
        subscriptions: [{ uri: "/a#b" }, { uri: "/c", on: true }],
      },
    });
  });

  it("is refused by line where it is not understood", () => {
    expect(() => parseToml("a = 1\nb = {x = 1}")).toThrow("TOML, line 2");
    expect(() => parseToml("a = [1,\n2")).toThrow("never closed");
    expect(() => parseToml("a = 1 2")).toThrow("unexpected");
  });
});

describe("the app's declaration", () => {
  it("is refused when a subscription asks for what is not played, such as a filter", () => {
    const toml = `
      [[webhooks.subscriptions]]
      topics = ["orders/paid"]
      uri = "/webhooks"
      filter = "test:false"
    `;
    expect(() => readAppDeclaration(toml)).toThrow('does not play "filter"');
  });

  it("is read from shopify.app.toml as Shopify would at deploy time", async () => {
    const file = join(import.meta.dirname, "..", "..", "shopify.app.toml");
    const app = readAppDeclaration(await readFile(file, "utf8"));
    expect(app.scopes).toContain("write_discounts");
    expect(app.proxy).toEqual({ prefix: "apps", subpath: "loyalty", url: "/proxy" });
    const paid = app.subscriptions.find((entry) => entry.topic === "orders/paid");
    expect(paid?.includeFields).toContain("line_items.price_set");
    expect(app.subscriptions.map((entry) => entry.topic)).toContain("shop/redact");
    expect(app.metafields).toContainEqual(
      expect.objectContaining({
        ownerType: "CUSTOMER",
        namespace: "$app",
        key: "balance",
        type: "number_integer",
        storefrontAccess: "PUBLIC_READ",
      }),
    );
  });
});
