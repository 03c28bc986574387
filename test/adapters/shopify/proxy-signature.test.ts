// Who may speak for a shop's storefront. Every verdict is compared with that of Shopify's own
// library, but where we are stricter on purpose.
import "@shopify/shopify-api/adapters/node";
import { shopifyApi } from "@shopify/shopify-api";
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyProxyQuery } from "../../../app/adapters/shopify/proxy-signature.ts";

const secret = "a-secret-of-the-app";
const shop = "harbour-coffee.myshopify.com";

const library = shopifyApi({
  apiKey: "key",
  apiSecretKey: secret,
  apiVersion: "2026-07" as never,
  hostName: "app.example.com",
  isEmbeddedApp: true,
});

async function libraryAccepts(query: string): Promise<boolean> {
  try {
    const params = new URLSearchParams(query);
    return await library.utils.validateHmac(params, { signator: "appProxy" });
  } catch {
    return false;
  }
}

type Pair = readonly [name: string, value: string];

const seconds = () => Math.trunc(Date.now() / 1000);

function pairs(changes: Record<string, string> = {}): Pair[] {
  return Object.entries({
    logged_in_customer_id: "7000000000001",
    path_prefix: "/apps/loyalty",
    shop,
    timestamp: String(seconds()),
    ...changes,
  });
}

function sign(list: readonly Pair[], key = secret): string {
  const names = [...new Set(list.map(([name]) => name))].sort();
  const message = names
    .map(
      (name) =>
        `${name}=${list
          .filter(([other]) => other === name)
          .map(([, v]) => v)
          .join(",")}`,
    )
    .join("");
  return createHmac("sha256", key).update(message).digest("hex");
}

function query(list: readonly Pair[], signature = sign(list)): string {
  return new URLSearchParams(
    [...list, ["signature", signature]].map(([n, v]) => [n!, v!]),
  ).toString();
}

const verdict = (text: string) => verifyProxyQuery(text, [secret], Date.now());

describe("a signed storefront request", () => {
  test.each<[string, () => string]>([
    ["of a signed-in customer", () => query(pairs())],
    ["of a guest", () => query(pairs({ logged_in_customer_id: "" }))],
    ["with parameters of the shopper", () => query(pairs({ before: "abc", locale: "de" }))],
    ["with a parameter given twice", () => query([...pairs(), ["ids", "1"], ["ids", "2"]])],
    ["with spaces, commas and umlauts", () => query(pairs({ q: "café, süß & +1 =" }))],
    ["signed 90 seconds ago", () => query(pairs({ timestamp: String(seconds() - 89) }))],
    ["signed by a clock slightly ahead", () => query(pairs({ timestamp: String(seconds() + 89) }))],
    ["whose parameters come in another order", () => query(pairs().toReversed())],
  ])("%s is let in, as by the library", async (_, make) => {
    const text = make();
    expect(verdict(text)).not.toBeNull();
    expect(await libraryAccepts(text)).toBe(true);
  });

  test.each<[string, () => string]>([
    ["without a signature", () => new URLSearchParams(pairs().map(([n, v]) => [n, v])).toString()],
    ["with an empty signature", () => query(pairs(), "")],
    ["with another secret's signature", () => query(pairs(), sign(pairs(), "another"))],
    ["with an upper-case signature", () => query(pairs(), sign(pairs()).toUpperCase())],
    ["with a shortened signature", () => query(pairs(), sign(pairs()).slice(0, 63))],
    ["with a signature of other bytes", () => query(pairs(), "z".repeat(64))],
    ["signed 91 seconds ago", () => query(pairs({ timestamp: String(seconds() - 92) }))],
    ["signed too far ahead", () => query(pairs({ timestamp: String(seconds() + 95) }))],
    ["without a timestamp", () => query(pairs().filter(([name]) => name !== "timestamp"))],
    ["with a timestamp that is no number", () => query(pairs({ timestamp: "now" }))],
    ["with a fractional timestamp", () => query(pairs({ timestamp: `${seconds()}.5` }))],
    ["with two shops", () => query([...pairs(), ["shop", "evil.myshopify.com"]])],
    ["with two timestamps", () => query([...pairs(), ["timestamp", "1"]])],
    ["with two signatures", () => `${query(pairs())}&signature=${sign(pairs())}`],
    ["whose customer was changed", () => query(pairs()).replace("7000000000001", "7000000000002")],
    ["to which a parameter was added", () => `${query(pairs())}&extra=1`],
    ["that is empty", () => ""],
  ])("%s is refused, as by the library", async (_, make) => {
    const text = make();
    expect(verdict(text)).toBeNull();
    expect(await libraryAccepts(text)).toBe(false);
  });

  test.each<[string, () => string]>([
    ["with two customers", () => query([...pairs(), ["logged_in_customer_id", "7000000000002"]])],
    ["of a shop that is none of Shopify's", () => query(pairs({ shop: "shop.example.com" }))],
    ["with a customer that is no id", () => query(pairs({ logged_in_customer_id: "1 or 1=1" }))],
    ["longer than any real one", () => query(pairs({ q: "x".repeat(5_000) }))],
  ])("%s is refused although the signature is right", (_, make) => {
    expect(verdict(make())).toBeNull();
  });

  test("names the shop and the customer, and nobody else does", () => {
    expect(verdict(query(pairs({ customer_id: "9" })))).toEqual({
      shopDomain: shop,
      customerId: "7000000000001",
    });
    expect(verdict(query(pairs({ logged_in_customer_id: "" })))).toEqual({
      shopDomain: shop,
      customerId: null,
    });
  });

  test("signed with the secret before the rotation is let in while both are known", () => {
    const text = query(pairs(), sign(pairs(), "previous"));
    expect(verifyProxyQuery(text, [secret, "previous"], Date.now())).not.toBeNull();
    expect(verifyProxyQuery(text, [secret], Date.now())).toBeNull();
  });
});
