// The token in an unsubscribe link names one e-mail, and nothing else is taken for such a token.
import { describe, expect, test } from "vitest";
import { readUnsubscribe } from "../../../app/adapters/email/unsubscribe-token.ts";

const emailId = "01890a5d-ac96-474b-bcce-b302099a8057";
const token = `7.5123.${emailId}`;

describe("an unsubscribe token", () => {
  test("names the e-mail that it stands in", () => {
    expect(readUnsubscribe(token)).toEqual({ shopId: 7n, orderId: "5123", emailId });
  });

  test.each([
    ["a shop that no database holds", `9999999999999999999.5123.${emailId}`],
    ["no order", `7..${emailId}`],
    ["an order that is no number", `7.' or true.${emailId}`],
    ["a part of an id", token.slice(0, -1)],
    ["more than an id", `${token}0`],
    ["no text at all", ""],
    ["an endless text", token.padEnd(10_000, "a")],
  ])("is worth nothing with %s", (_, text) => {
    expect(readUnsubscribe(text)).toBeNull();
  });
});
