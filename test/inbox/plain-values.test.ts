// What is read without zod reads as zod would read it, and what is not plain is left to zod.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { orderMessage } from "../../app/inbox/parse-order.ts";
import { refundMessage } from "../../app/inbox/parse-refund.ts";
import { instantField, readFields, textField } from "../../app/inbox/payload-fields.ts";
import { UNSURE, plainReaderOf, readPlainly } from "../../app/inbox/plain-values.ts";
import { orderBody } from "../bench/order-body.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const RUNS = 400;

/** Values that fields do not expect, and some that they do. */
const oddValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, -0, 1.5, 2 ** 53, "", "NaN", [], {}, [null]),
  fc.constantFrom("2026-02-30T10:00:00Z", "2024-02-29T10:00:00+01:00", "2026-03-01", "12.50", "7"),
  fc.constantFrom("2026-03-01T10:00:00.5Z", "2026-03-01T24:00:00Z", "2026-03-01T10:00:00"),
  fc.constantFrom("a\u0000b", "half \uD800 pair", "🎉", "x".repeat(300)),
  fc.double(),
  fc.string(),
);

/** Replaces or takes away the `place`th value, counted through everything inside. */
function changed(value: Json, place: number, put: Json | undefined): Json {
  let left = place;
  const walk = (part: Json): Json | undefined => {
    if (left-- === 0) return put;
    if (Array.isArray(part)) return part.map(walk).filter((item) => item !== undefined);
    if (part === null || typeof part !== "object") return part;
    const entries = Object.entries(part).map(([name, inner]) => [name, walk(inner)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)) as Json;
  };
  return walk(value) ?? null;
}

function readingOf(schema: z.ZodType, value: Json): unknown {
  try {
    return readFields(schema, value);
  } catch (problem) {
    return (problem as Error).message;
  }
}

/** By zod alone; `reading` may still hold what the schema does not name. */
function expectSameAsZod(schema: z.ZodType, value: Json, reading: unknown): void {
  const asked = schema.safeParse(value);
  if (!asked.success) {
    expect(reading).toMatch(/^(?:missing|bad)_field: /);
    return;
  }
  expect(reading).toMatchObject(asked.data as object);
}

const order = JSON.parse(orderBody({ number: 8, customerId: "7000000000001" })) as Json;
const refund: Json = {
  id: 801,
  order_id: 5_123,
  created_at: "2026-03-02T09:00:00Z",
  refund_line_items: [{ line_item_id: 1, quantity: 1, subtotal_set: null }],
  order_adjustments: [{ kind: "refund_discrepancy", reason: null, amount: "-1.00" }],
  refund_shipping_lines: [],
  transactions: [{ kind: "refund", status: "success", gateway: "bogus", amount: "10.00" }],
};

describe("a payload of which something was changed", () => {
  test.each([
    ["an order", orderMessage, order],
    ["a refund", refundMessage, refund],
  ])("%s reads as zod reads it", (_name, schema, payload) => {
    const changes = fc.array(fc.tuple(fc.nat(160), fc.option(oddValue, { nil: undefined })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (list) => {
        const value = list.reduce((before, [place, put]) => changed(before, place, put), payload);
        expectSameAsZod(schema, value, readingOf(schema, value));
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    ["line_items.0.quantity", "bad_field", ["line_items", 0, "quantity"], "two"],
    ["line_items.0.id", "missing_field", ["line_items", 0, "id"], null],
    ["customer.updated_at", "bad_field", ["customer", "updated_at"], "yesterday"],
    ["created_at", "missing_field", ["created_at"], null],
  ])("names %s as %s", (field, reason, path, value) => {
    const payload = structuredClone(order);
    const parts = path.slice(0, -1);
    const place = parts.reduce<Json>(
      (at, part) => (at as Record<string, Json>)[part] ?? null,
      payload,
    );
    (place as Record<string, Json>)[String(path.at(-1))] = value;
    expect(readingOf(orderMessage, payload)).toBe(`${reason}: ${field}`);
  });
});

describe("a single field", () => {
  test("of text is cut and cleaned as zod does it", () => {
    const texts = fc.string({ unit: "binary", maxLength: 400 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(plainReaderOf(textField)(text)).toBe(textField.parse(text));
      }),
    );
  });

  test("of a moment is read as zod reads it", () => {
    const moments = fc.oneof(
      oddValue,
      fc.date({ noInvalidDate: true }).map((at) => at.toJSON()),
    );
    fc.assert(
      fc.property(moments, (moment) => {
        const asked = instantField.safeParse(moment);
        expect(plainReaderOf(instantField)(moment)).toBe(asked.success ? asked.data : UNSURE);
      }),
    );
  });

  test("with a rule of its own is left to zod", () => {
    const even = z.number().refine((value) => value % 2 === 0);
    const schema = z.object({ even: even.nullish() });
    expect(plainReaderOf(schema)({ even: 2 })).toEqual({ even: 2 });
    expect(plainReaderOf(schema)({ even: 3 })).toBe(UNSURE);
  });

  test("is read as it was declared", () => {
    const field = readPlainly(z.string().transform(Number), (value) =>
      value === "one" ? 1 : UNSURE,
    );
    expect(plainReaderOf(z.array(field))(["one", "one"])).toEqual([1, 1]);
    expect(plainReaderOf(z.array(field))(["one", "2"])).toBe(UNSURE);
  });
});

test("what is given is not changed", () => {
  const before = structuredClone(order);
  readFields(orderMessage, order);
  expect(order).toEqual(before);
});
