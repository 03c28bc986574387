// Bodies become values without loss, wherever in them a long number stands.
import { describe, expect, test } from "vitest";
import { parseJson } from "../../app/inbox/parse-json.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");

describe("a body", () => {
  test("keeps short numbers as numbers", () => {
    expect(parseJson(bytes('{"id":5123000000000,"price":12.5}'))).toEqual({
      id: 5_123_000_000_000,
      price: 12.5,
    });
  });

  test.each(Array.from({ length: 40 }, (_, shift) => shift))(
    "keeps the digits of a long number that %i characters precede",
    (shift) => {
      const name = "a".repeat(shift);
      expect(parseJson(bytes(`{"${name}":9007199254740993}`))).toEqual({
        [name]: "9007199254740993",
      });
      expect(parseJson(`{"${name}":0.1234567890123456789}`)).toEqual({
        [name]: "0.1234567890123456789",
      });
    },
  );

  test("keeps a long number at its very end", () => {
    expect(parseJson(bytes("12345678901234567890"))).toBe("12345678901234567890");
  });

  test("is the same value as bytes and as text", () => {
    const text = '{"name":"Zoë 😀","id":12345678901234567890,"price":"12.50"}';
    expect(parseJson(text)).toEqual(parseJson(bytes(text)));
  });

  test("reads a number of fifteen digits as a number", () => {
    expect(parseJson(bytes("[123456789012345]"))).toEqual([123_456_789_012_345]);
  });

  test.each(["", "{", "12a", "nothing"])("that is no JSON is refused: %j", (text) => {
    expect(() => parseJson(bytes(text))).toThrow("not_json");
    expect(() => parseJson(text)).toThrow("not_json");
  });

  test("that is no UTF-8 is refused", () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow("not_utf8");
  });
});
