// Two ways of writing one mailbox, one number or one door are the same.
import { describe, expect, test } from "vitest";
import {
  isSameAddress,
  isSamePhone,
  mailDomainOf,
  mailboxOf,
} from "../../../app/core/referrals/normalise-contact.ts";

describe("a mailbox", () => {
  test.each([
    ["Ada@Example.com", "ada@example.com"],
    [" ada@example.com ", "ada@example.com"],
    ["ada+shop@example.com", "ada@example.com"],
    ["ada+a+b@example.com", "ada@example.com"],
    ["a.d.a@gmail.com", "ada@gmail.com"],
    ["a.da+x@googlemail.com", "ada@gmail.com"],
    ["a.d.a@example.com", "a.d.a@example.com"],
    ["“quoted@sign”@example.com", "“quoted@sign”@example.com"],
    ["ａｄａ@example.com", "ada@example.com"],
  ])("%s is %s", (typed, mailbox) => expect(mailboxOf(typed)).toBe(mailbox));

  test.each(["", "ada", "@example.com", "ada@", "ada@com", "+x@example.com", "ada@a b.com"])(
    "%j is none",
    (typed) => expect(mailboxOf(typed)).toBeNull(),
  );

  test("its domain is what stands behind the last @", () => {
    expect(mailDomainOf("a@B.example.com")).toBe("b.example.com");
    expect(mailDomainOf("nothing")).toBe("");
  });
});

describe("a phone number", () => {
  test.each([
    ["+49 170 1234567", "0170/1234567", true],
    ["+49 170 1234567", "+49 170 1234568", false],
    ["12345", "12345", false],
    [null, null, false],
    ["", "", false],
  ])("%s and %s are one line: %s", (one, other, isSame) =>
    expect(isSamePhone(one, other)).toBe(isSame),
  );
});

describe("an address", () => {
  const home = { street: "Kaisérstr. 12", postcode: "10115", country: "DE" };

  test("is one door whatever its case, dots, spaces and accents", () => {
    const typed = { street: "KAISERSTR 12", postcode: "10 115", country: "de" };
    expect(isSameAddress(home, typed)).toBe(true);
  });

  test("is another one with another number, postcode or country", () => {
    expect(isSameAddress(home, { ...home, street: "Kaiserstr. 13" })).toBe(false);
    expect(isSameAddress(home, { ...home, postcode: "10117" })).toBe(false);
    expect(isSameAddress(home, { ...home, country: "AT" })).toBe(false);
  });

  test("without a street is nobody's", () => {
    const nowhere = { street: null, postcode: "10115", country: "DE" };
    expect(isSameAddress(nowhere, nowhere)).toBe(false);
    expect(isSameAddress(null, home)).toBe(false);
  });
});
