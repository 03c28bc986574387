// The token in an unsubscribe link speaks for one member of one shop, and only when we made it.
import { describe, expect, test } from "vitest";
import { readUnsubscribe, signUnsubscribe } from "../../../app/adapters/email/unsubscribe-token.ts";

const key = Buffer.alloc(32, 1);
const nextKey = Buffer.alloc(32, 2);
const claim = { shopId: 7n, memberId: "01890a5d-ac96-774b-bcce-b302099a8057" };

describe("an unsubscribe token", () => {
  test("names the member whom it was made for", () => {
    expect(readUnsubscribe(signUnsubscribe(claim, [key]), [key])).toEqual(claim);
  });

  test.each([
    ["another member", (token: string) => token.replace("774b", "774c")],
    ["another shop", (token: string) => token.replace(/^7\./, "8.")],
    ["a changed signature", (token: string) => `${token.slice(0, -2)}AA`],
    ["no signature", (token: string) => token.slice(0, token.lastIndexOf("."))],
    ["an empty text", () => ""],
    ["an endless text", (token: string) => token.padEnd(10_000, "A")],
  ])("is worth nothing with %s", (_, change) => {
    expect(readUnsubscribe(change(signUnsubscribe(claim, [key])), [key])).toBeNull();
  });

  test("outlives one rotation of the key", () => {
    const token = signUnsubscribe(claim, [key]);
    expect(readUnsubscribe(token, [nextKey, key])).toEqual(claim);
    expect(readUnsubscribe(token, [nextKey])).toBeNull();
  });
});
