// What leaves the app signed and comes back: nobody can name another member, event or store.
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkInText, readCheckIn } from "../../../app/adapters/links/check-in-code.ts";
import { checkInUrl, readCheckInLink } from "../../../app/adapters/links/check-in-link.ts";
import { readSurveyLink, surveyUrl } from "../../../app/adapters/links/survey-link.ts";
import { config } from "../../../app/config.server.ts";
import { memberCodeOf } from "../../../app/core/events/member-code.ts";

const code = memberCodeOf(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));

beforeAll(() => {
  Object.assign(process.env, {
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    SHOPIFY_APP_URL: "https://app.example.com",
    TOKEN_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  });
});
beforeEach(() => {
  Object.assign(config(), { shopifyApiSecret: "secret", shopifyApiSecretPrevious: undefined });
});

describe("the text of a check-in code", () => {
  test("is read as scanned in its own store, and typed without a signature", () => {
    expect(readCheckIn(7n, checkInText(7n, code))).toEqual({
      outcome: "code",
      code,
      how: "scanned",
    });
    expect(readCheckIn(7n, ` ${code.toLowerCase()} `)).toEqual({
      outcome: "code",
      code,
      how: "typed",
    });
  });

  test.each([
    ["of another store", () => checkInText(8n, code)],
    [
      "with another code",
      () => checkInText(7n, code).replace(code, memberCodeOf(new Uint8Array(8))),
    ],
    ["without its signature", () => `RG1.${code}`],
    ["with more behind it", () => `${checkInText(7n, code)}.x`],
  ])("%s is foreign", (_, text) => {
    expect(readCheckIn(7n, text())).toEqual({ outcome: "refused", reason: "foreign" });
  });

  test.each([
    ["https://example.com", "no_code"],
    ["x".repeat(201), "no_code"],
    ["", "no_code"],
    [code.slice(0, -1) + (code.endsWith("2") ? "3" : "2"), "mistyped"],
  ])("%j is refused as what it is", (text, reason) => {
    expect(readCheckIn(7n, text)).toEqual({ outcome: "refused", reason });
  });
});

describe.each([
  ["check-in", checkInUrl, readCheckInLink, (url: string) => url.split("/").at(-1) ?? ""],
  [
    "survey",
    surveyUrl,
    readSurveyLink,
    (url: string) => new URL(url).searchParams.get("token") ?? "",
  ],
] as const)("a %s link", (_, write, read, tokenOf) => {
  const thing = { shopId: 7n, id: randomUUID() };

  test("names its thing", () => {
    expect(read(tokenOf(write(thing)))).toEqual(thing);
  });

  test("goes on working for a while after the secret was changed", () => {
    const token = tokenOf(write(thing));
    const rotated = { shopifyApiSecret: "new", shopifyApiSecretPrevious: "secret" };
    Object.assign(config(), rotated);
    expect(read(token)).toEqual(thing);
    Object.assign(config(), { shopifyApiSecretPrevious: undefined });
    expect(read(token)).toBeNull();
  });

  test.each([
    ["of another store", (token: string) => token.replace(/^7/, "8")],
    ["of another thing", (token: string) => token.replace(thing.id, randomUUID())],
    ["cut off", (token: string) => token.slice(0, -1)],
    ["empty", () => ""],
    ["endless", (token: string) => token.padEnd(10_000, "a")],
  ])("that is %s names nothing", (_what, change) => {
    expect(read(change(tokenOf(write(thing))))).toBeNull();
  });
});

test("a link for one purpose is none for another", () => {
  const token = checkInUrl({ shopId: 7n, id: randomUUID() }).split("/").at(-1) ?? "";
  expect(readSurveyLink(token)).toBeNull();
});
