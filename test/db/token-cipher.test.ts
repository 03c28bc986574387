// Tokens come back as they were, say when their key is old, and cannot be forged or moved.
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { TokenCipher } from "../../app/db/token-cipher.ts";

const key = () => randomBytes(32);
const place = "session/offline_harbour-coffee.myshopify.com/access_token";

describe("the cipher of tokens", () => {
  it("gives back what it sealed, and says that its key is current", () => {
    const cipher = new TokenCipher(key());
    const sealed = cipher.seal("shpat_secret", place);
    expect(cipher.open(sealed, place)).toEqual({
      outcome: "opened",
      value: "shpat_secret",
      stale: false,
    });
  });

  it("shows nothing of the token, and seals the same token differently each time", () => {
    const cipher = new TokenCipher(key());
    const [first, second] = [
      cipher.seal("shpat_secret", place),
      cipher.seal("shpat_secret", place),
    ];
    expect(first).not.toContain("shpat");
    expect(Buffer.from(first, "base64url").toString("latin1")).not.toContain("shpat");
    expect(first).not.toBe(second);
  });

  it("opens what the previous key sealed, and calls it stale", () => {
    const [old, current] = [key(), key()];
    const sealed = new TokenCipher(old).seal("shpat_secret", place);
    expect(new TokenCipher(current, old).open(sealed, place)).toEqual({
      outcome: "opened",
      value: "shpat_secret",
      stale: true,
    });
  });

  it("says that the key is unknown once the previous one is gone", () => {
    const sealed = new TokenCipher(key()).seal("shpat_secret", place);
    expect(new TokenCipher(key()).open(sealed, place)).toEqual({ outcome: "unknown_key" });
  });

  it("refuses a token that was moved to another row or column", () => {
    const cipher = new TokenCipher(key());
    const sealed = cipher.seal("shpat_secret", place);
    expect(() => cipher.open(sealed, place.replace("access", "refresh"))).toThrow(/authenticate/);
    expect(() => cipher.open(sealed, place.replace("harbour", "northwind"))).toThrow(
      /authenticate/,
    );
  });

  it("refuses a token of which any part was altered", () => {
    const cipher = new TokenCipher(key());
    const parts = cipher.seal("shpat_secret", place).split(".");
    for (const at of [2, 3, 4]) {
      const altered = parts.map((part, index) => (index === at ? flipFirstBit(part) : part));
      expect(() => cipher.open(altered.join("."), place)).toThrow(/authenticate/);
    }
    expect(() => cipher.open(parts.slice(0, 4).join("."), place)).toThrow(/format/);
    expect(() => cipher.open("shpat_plain", place)).toThrow(/format/);
  });

  it("refuses a shortened authentication tag", () => {
    const cipher = new TokenCipher(key());
    const parts = cipher.seal("shpat_secret", place).split(".");
    const tag = Buffer.from(parts[3] ?? "", "base64url");
    parts[3] = tag.subarray(0, 4).toString("base64url");
    expect(() => cipher.open(parts.join("."), place)).toThrow(/tag/);
  });

  it("refuses keys of any other size", () => {
    expect(() => new TokenCipher(randomBytes(16))).toThrow(/32 bytes/);
    expect(() => new TokenCipher(key(), randomBytes(33))).toThrow(/32 bytes/);
  });
});

function flipFirstBit(part: string): string {
  const bytes = Buffer.from(part, "base64url");
  bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  return bytes.toString("base64url");
}
