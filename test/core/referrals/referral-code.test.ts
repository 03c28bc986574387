// Codes can be said aloud, and are read back however they are typed.
import { describe, expect, test } from "vitest";
import { connectionOf } from "../../../app/core/referrals/connection.ts";
import { readReferralCode, referralCode } from "../../../app/core/referrals/referral-code.ts";

describe("a code", () => {
  test("is two words and four digits", () => {
    expect(referralCode(Uint8Array.of(0, 0, 0, 7))).toBe("amber-acorn-0007");
    expect(referralCode(Uint8Array.of(63, 63, 0x27, 0x0f))).toBe("tidy-tulip-9999");
  });

  test("of whatever bytes is read back as it is", () => {
    for (let seed = 0; seed < 256; seed += 1) {
      const code = referralCode(Uint8Array.of(seed, 255 - seed, seed, (seed * 7) % 256));
      expect(readReferralCode(code)).toBe(code);
    }
  });

  test("takes four bytes, no more and no less", () => {
    expect(() => referralCode(new Uint8Array(3))).toThrow(RangeError);
    expect(() => referralCode(new Uint8Array(5))).toThrow(RangeError);
  });

  test.each([
    ["Sunny-Otter-4821", "sunny-otter-4821"],
    [" sunny otter 4821 ", "sunny-otter-4821"],
    ["sunny_otter--4821", "sunny-otter-4821"],
  ])("%j is read as %s", (typed, code) => expect(readReferralCode(typed)).toBe(code));

  test.each(["", "sunny-otter", "sunny-otter-482", "../../etc", "sunny-otter-4821-x", "a-b-1234"])(
    "%j is none",
    (typed) => expect(readReferralCode(typed)).toBeNull(),
  );
});

describe("a connection", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7, 10.0.0.1", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
    ["2001:DB8:0001:2::9", "2001:db8:1:2::"],
    ["2001:db8::1", "2001:db8:0:0::"],
  ])("by %s is %s", (header, connection) => expect(connectionOf(header)).toBe(connection));

  test.each([null, "", "unknown", "999.1.1.1", "1.2.3", "1:2:3", "1::2::3", "x".repeat(99)])(
    "by %j is not known",
    (header) => expect(connectionOf(header)).toBeNull(),
  );
});
