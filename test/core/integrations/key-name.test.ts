// The public name of a key carries its shop, and nothing else passes for one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyName, parseKeyName } from "../../../app/core/integrations/key-name.ts";

const id = "0197f3c2-1d9e-7f53-9f1c-0a8f1f1f2a77";

describe("the name of a key", () => {
  it("is the shop's number and the integration's id", () => {
    expect(keyName({ shopId: 7n, id })).toBe("rk_7_0197f3c21d9e7f539f1c0a8f1f1f2a77");
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }), fc.uuid(), (shopId, one) => {
        expect(parseKeyName(keyName({ shopId, id: one }))).toEqual({ shopId, id: one });
      }),
    );
  });

  it.each([
    "",
    "rk_7",
    "rk_0_0197f3c21d9e7f539f1c0a8f1f1f2a77",
    "rk_-7_0197f3c21d9e7f539f1c0a8f1f1f2a77",
    "rk_7_0197F3C21D9E7F539F1C0A8F1F1F2A77",
    "rk_7_0197f3c2-1d9e-7f53-9f1c-0a8f1f1f2a77",
    "rk_7_0197f3c21d9e7f539f1c0a8f1f1f2a77 ",
    "rk_9999999999999999999_0197f3c21d9e7f539f1c0a8f1f1f2a77",
  ])("is not %j", (text) => {
    expect(parseKeyName(text)).toBeUndefined();
  });
});
