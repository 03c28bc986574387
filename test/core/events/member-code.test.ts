// Codes that people read out and type: whatever they mistake, no other code comes of it unnoticed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  memberCodeOf,
  readMemberCode,
  shownMemberCode,
} from "../../../app/core/events/member-code.ts";

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("a member's code", () => {
  test("is read however it is typed", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = memberCodeOf(random);
        const typed = ` ${shownMemberCode(code).toLowerCase().replaceAll("0", "o")}`;
        expect(readMemberCode(typed)).toEqual({ outcome: "code", code });
        expect(readMemberCode(code.replaceAll("1", "l"))).toEqual({ outcome: "code", code });
        expect(readMemberCode(`${code.slice(0, 4)}-${code.slice(4)}`).outcome).toBe("code");
      }),
    );
  });

  test("with two neighbours in each other's place is told to be mistyped", () => {
    fc.assert(
      fc.property(bytes, fc.nat(6), (random, at) => {
        const code = memberCodeOf(random);
        const [one = "", other = ""] = [code[at], code[at + 1]];
        // The first and the last letter count alike.
        const values = [one, other].map((letter) => ALPHABET.indexOf(letter) % 31);
        fc.pre(values[0] !== values[1]);
        const swapped = code.slice(0, at) + other + one + code.slice(at + 2);
        expect(readMemberCode(swapped)).toEqual({ outcome: "mistyped" });
      }),
    );
  });

  test("with one wrong letter is told to be mistyped", () => {
    const code = memberCodeOf(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    for (const letter of "ABCDEFGH") {
      expect(readMemberCode(letter + code.slice(1)).outcome).toBe("mistyped");
    }
  });

  test.each(["", "K7QM4T2X", "K7QM4T2X99", "K7QM4T2U9", "K7QM4T2X!", "x".repeat(1_000)])(
    "%j is no code at all",
    (typed) => {
      expect(readMemberCode(typed)).toEqual({ outcome: "no_code" });
    },
  );

  test("is made of eight bytes and no other number", () => {
    expect(() => memberCodeOf(new Uint8Array(7))).toThrow(RangeError);
  });

  test("is shown in groups that are read out", () => {
    expect(shownMemberCode("K7QM4T2X9")).toBe("K7Q M4T 2X9");
  });
});
