// The token in an unsubscribe link names one e-mail, and nothing else is taken for such a token.
import { describe, expect, test } from "vitest";
import { readUnsubscribe } from "../../../app/adapters/email/unsubscribe-token.ts";

const emailId = "01890a5d-ac96-474b-bcce-b302099a8057";
const token = `7.5123.${emailId}`;

describe("an unsubscribe token", () => {
  test("names the e-mail that it stands in; an order's id alone, the e-mail about that order", () => {
    const name = { shopId: 7n, emailId };
    expect(readUnsubscribe(token)).toEqual({ ...name, kind: "order_earned", subjectId: "5123" });
    const subjectId = "01890a5d-ac96-774b-bcce-b302099a8057/2026-03-01/age";
    expect(readUnsubscribe(`7.expiry_warning.${subjectId}.${emailId}`)).toEqual({
      ...name,
      kind: "expiry_warning",
      subjectId,
    });
  });

  test.each([
    ["a shop that no database holds", `9999999999999999999.5123.${emailId}`],
    ["no order", `7..${emailId}`],
    ["a subject that no e-mail has", `7.' or true.${emailId}`],
    ["a kind that no e-mail has", `7.<b>.5123.${emailId}`],
    ["one part too many", `7.a.b.5123.${emailId}`],
    ["a part of an id", token.slice(0, -1)],
    ["more than an id", `${token}0`],
    ["no text at all", ""],
    ["an endless text", token.padEnd(10_000, "a")],
  ])("is worth nothing with %s", (_, text) => {
    expect(readUnsubscribe(text)).toBeNull();
  });
});
