// JSON text without loss, and the fields a subscription asks for.

import { describe, expect, it } from "vitest";
import { numberText, pickFields, stringify } from "../../../simulator/webhooks/json.ts";

describe("JSON text", () => {
  it("keeps large ids and the digits of amounts", () => {
    const value = { id: 9007199254740993n, subtotal: numberText("89.90"), list: [1n, null, "a\n"] };
    expect(stringify(value)).toBe(
      '{"id":9007199254740993,"subtotal":89.90,"list":[1,null,"a\\n"]}',
    );
  });

  it("takes only digits for numbers", () => {
    expect(() => numberText("1e400")).toThrow(RangeError);
    expect(() => numberText('1,"x":2')).toThrow(RangeError);
  });
});

describe("fields", () => {
  it("are kept by name, also inside objects and lists", () => {
    const payload = {
      id: 1n,
      email: "x",
      customer: { id: 2n, email: "y" },
      line_items: [{ id: 3n, price: "1" }, { id: 4n }],
    };
    expect(pickFields(payload, ["id", "customer.id", "line_items.id", "nothing"])).toEqual({
      id: 1n,
      customer: { id: 2n },
      line_items: [{ id: 3n }, { id: 4n }],
    });
    expect(pickFields(payload, ["customer", "customer.id"])).toEqual({
      customer: { id: 2n, email: "y" },
    });
  });
});
