// What somebody at the till may say of themselves, and what they are asked for otherwise.
import { describe, expect, test } from "vitest";
import { readContact } from "../../../app/core/contacts/read-contact.ts";

const read = (contact: object) => ({ outcome: "read", contact });

describe("an e-mail address", () => {
  test.each([
    ["ada@example.com", "ada@example.com"],
    ["  Ada.Byron@Example.COM ", "ada.byron@example.com"],
    ["ada+till@mail.example.co.uk", "ada+till@mail.example.co.uk"],
  ])("%j is %s", (entered, email) => {
    expect(readContact(entered)).toEqual(read({ email }));
  });

  test.each([
    "ada@",
    "@example.com",
    "ada@example",
    "ada@example.",
    "a da@example.com",
    "a@b@c.de",
  ])("%j is none", (entered) => {
    expect(readContact(entered)).toEqual({ outcome: "refused", reason: "email_unreadable" });
  });

  test("is none beyond what mail can be sent to", () => {
    const entered = `${"a".repeat(243)}@example.com`;
    expect(readContact(entered)).toEqual({ outcome: "refused", reason: "email_unreadable" });
    expect(readContact(entered.slice(1))).toMatchObject({ outcome: "read" });
  });
});

describe("a phone number", () => {
  test.each([
    ["+49 170 1234567", "+491701234567"],
    ["+1 (212) 555-0100", "+12125550100"],
    ["+44 (0)20 7946 0018", "+442079460018"],
    ["0049 170/1234.567", "+491701234567"],
    ["＋９０ ５３２ １２３ ４５ ６７", "+905321234567"],
  ])("%j is %s", (entered, phone) => {
    expect(readContact(entered)).toEqual(read({ phone }));
  });

  test.each(["0170 1234567", "5550100", "(212) 555-0100"])(
    "%j names no line for sure without its country",
    (entered) => {
      expect(readContact(entered)).toEqual({ outcome: "refused", reason: "phone_without_country" });
    },
  );

  test.each(["+49", "+491701", "+1234567890123456", "+49 170 ABCDEFG", "++491701234567", "Ada"])(
    "%j is none",
    (entered) => {
      expect(readContact(entered)).toEqual({ outcome: "refused", reason: "phone_unreadable" });
    },
  );
});

test.each(["", "   ", "\u00a0"])("nothing is no contact: %j", (entered) => {
  expect(readContact(entered)).toEqual({ outcome: "refused", reason: "contact_missing" });
});
