// Whom a UI extension's token speaks for, and each token that speaks for nobody.
import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import {
  TOKEN_CLOCK_SKEW_SECONDS,
  TOKEN_MAX_LENGTH,
  verifyExtensionToken,
} from "../../../app/adapters/shopify/extension-token.ts";
import { API_KEY, type TokenInput, extensionToken } from "../../support/extension-visit.ts";
import { API_SECRET } from "../../support/simulated-shop.ts";

const keys = { apiKey: API_KEY, secrets: [API_SECRET] };
const seconds = () => Math.trunc(Date.now() / 1000);
const verdict = (token: string) => verifyExtensionToken(token, keys, Date.now());

const library = shopifyApi({
  apiKey: API_KEY,
  apiSecretKey: API_SECRET,
  apiVersion: ApiVersion.July26,
  hostName: "app.example.com",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});
const isTakenByLibrary = (token: string): Promise<boolean> =>
  library.session.decodeSessionToken(token).then(
    () => true,
    () => false,
  );

describe("a token of Shopify's", () => {
  test("names the shop and the customer", () => {
    const shopDomain = "harbour-coffee.myshopify.com";
    expect(verdict(extensionToken())).toEqual({ shopDomain, customerId: "7001" });
  });

  test("names the shop by its address as well, as on the account page", () => {
    const token = extensionToken({ claims: { dest: "https://harbour-coffee.myshopify.com" } });
    expect(verdict(token)?.shopDomain).toBe("harbour-coffee.myshopify.com");
  });

  test("names nobody for a guest", () => {
    expect(verdict(extensionToken({ customerId: null }))).toMatchObject({ customerId: null });
  });

  test("is taken by the secret before, while secrets are rotated", () => {
    const token = extensionToken({ secret: "the-secret-before" });
    const rotating = { ...keys, secrets: [API_SECRET, "the-secret-before"] };
    expect(verifyExtensionToken(token, rotating, Date.now())).not.toBeNull();
    expect(verdict(token)).toBeNull();
  });

  test("is taken while the clocks are a few seconds apart", () => {
    const past = { exp: seconds() - TOKEN_CLOCK_SKEW_SECONDS + 5 };
    const future = { nbf: seconds() + TOKEN_CLOCK_SKEW_SECONDS - 5 };
    for (const claims of [past, future]) {
      expect(verdict(extensionToken({ claims }))).not.toBeNull();
    }
  });
});

/** Refused by Shopify's library for the same reason. */
const foreign: [string, TokenInput][] = [
  ["signed with another secret", { secret: "another" }],
  ["made for another app", { claims: { aud: "another-app" } }],
  ["made for several apps", { claims: { aud: [API_KEY, "another-app"] } }],
  ["that has expired", { claims: { exp: seconds() - 60 } }],
  ["that is not valid yet", { claims: { nbf: seconds() + 120 } }],
  ["that names another way of signing", { header: { alg: "HS512", typ: "JWT" } }],
  ["that says it is not signed", { header: { alg: "none", typ: "JWT" } }],
];

/** Of these the library asks less than a shopper's token has to say. */
const incomplete: [string, TokenInput][] = [
  ["without an end", { claims: { exp: undefined } }],
  ["whose end is no number", { claims: { exp: "tomorrow" } }],
  ["without a beginning", { claims: { nbf: undefined } }],
  ["without a shop", { claims: { dest: undefined } }],
  ["for a shop that is none of Shopify's", { claims: { dest: "myshopify.com.example.com" } }],
  ["for a shop behind a path", { claims: { dest: "https://a.myshopify.com/b.myshopify.com" } }],
  ["of the admin, for a member of staff", { claims: { sub: "92100000001" } }],
  ["for something that is no customer", { claims: { sub: "gid://shopify/Order/7001" } }],
  ["for a customer without a number", { claims: { sub: "gid://shopify/Customer/7001x" } }],
];

describe("nobody is let in by a token", () => {
  test.each(foreign)("%s", async (_, input) => {
    const token = extensionToken(input);
    expect(verdict(token)).toBeNull();
    expect(await isTakenByLibrary(token)).toBe(false);
  });

  test.each(incomplete)("%s", (_, input) => {
    expect(verdict(extensionToken(input))).toBeNull();
  });

  test("whose signature is missing, cut short, longer or of another token", () => {
    const token = extensionToken();
    const content = token.slice(0, token.lastIndexOf("."));
    const other = extensionToken({ customerId: "7002" }).split(".")[2] ?? "";
    const forged = [
      content,
      `${content}.`,
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token}.${other}`,
      `${content}.${other}`,
    ];
    for (const one of forged) expect(verdict(one), one).toBeNull();
  });

  test("whose customer was exchanged for another", () => {
    const [header, , signature] = extensionToken().split(".");
    const [, payload] = extensionToken({ customerId: "7002" }).split(".");
    expect(verdict(`${header}.${payload}.${signature}`)).toBeNull();
  });

  test.each([
    ["empty", ""],
    ["of dots", ".."],
    ["of a word", "mock-session-token"],
  ])("%s", (_, token) => {
    expect(verdict(token)).toBeNull();
  });

  test("that is longer than any of Shopify's", () => {
    const token = extensionToken({ claims: { more: "x".repeat(TOKEN_MAX_LENGTH) } });
    expect(verdict(token)).toBeNull();
  });
});

test("Shopify's library takes what is taken here", async () => {
  for (const input of [{}, { customerId: null }] satisfies TokenInput[]) {
    expect(await isTakenByLibrary(extensionToken(input))).toBe(true);
  }
});
