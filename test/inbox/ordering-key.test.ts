// The door names the subject of a message without parsing it, and never mistakes another id for it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findOrderingKey } from "../../app/inbox/ordering-key.ts";
import type { Topic } from "../../app/inbox/topics.ts";

const find = (topic: Topic, text: string) => findOrderingKey(topic, Buffer.from(text, "utf8"));

describe("the ordering key", () => {
  test.each<[Topic, string, string]>([
    ["orders/paid", '{"id":820982911946154508,"name":"#1"}', "order/820982911946154508"],
    ["orders/updated", '{ "name" : "#1" , "id" : "77" }', "order/77"],
    ["orders/paid", '{"line_items":[{"id":1}],"customer":{"id":2},"id":3}', "order/3"],
    ["orders/paid", '{"note":"\\",\\"id\\":9","id":3}', "order/3"],
    ["orders/paid", '{"name":"id","id":3}', "order/3"],
    ["refunds/create", '{"id":5,"order_id":6}', "order/6"],
    ["orders/edited", '{"order_edit":{"id":1,"app_id":null,"order_id":8}}', "order/8"],
    ["customers/update", '{"id":706405506930370084}', "customer/706405506930370084"],
  ])("of %s %s is %s", (topic, body, key) => {
    expect(find(topic, body)).toBe(key);
  });

  test.each<[Topic, string]>([
    ["orders/paid", ""],
    ["orders/paid", "{"],
    ["orders/paid", '{"id":null}'],
    ["orders/paid", '{"id":"gid://shopify/Order/1"}'],
    ["orders/paid", '[{"id":1}]'],
    ["orders/paid", `{"id":${"9".repeat(30)}}`],
    ["orders/paid", `{"note":"${"x".repeat(9_000)}","id":1}`],
    ["orders/paid", '{"id'],
    ["orders/paid", '{"note":"\\'],
    ["shop/update", '{"id":1}'],
    ["customers/redact", '{"shop_id":1}'],
  ])("of %s %s is missing", (topic, body) => {
    expect(find(topic, body)).toBeNull();
  });

  test("is that of the parsed payload, wherever the id stands", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2n ** 63n }),
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }),
        fc.boolean(),
        (id, others, isFirst) => {
          delete others["id"];
          const rest = JSON.stringify(others).slice(1, -1);
          fc.pre(rest.length < 7_000);
          const fields = isFirst ? [`"id":${id}`, rest] : [rest, `"id":${id}`];
          const body = `{${fields.filter((field) => field !== "").join(",")}}`;
          expect(find("orders/paid", body)).toBe(`order/${id}`);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("never fails, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const key = findOrderingKey("orders/paid", Buffer.from(bytes));
        expect(key === null || /^order\/\d{1,20}$/.test(key)).toBe(true);
      }),
    );
  });
});
