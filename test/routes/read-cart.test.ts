// A cart as the checkout sends it: what is read of it, and what is refused.
import { expect, test } from "vitest";
import { cartSchema, readCart } from "../../app/routes/extensions/read-cart.ts";
import { money } from "../support/order-builder.ts";
import { sentCart, sentLine } from "../support/sent-cart.ts";

test("amounts are read exactly, in minor units", () => {
  const discounts = [{ code: "SPRING", amount: "3.0500" }];
  const sent = cartSchema.parse(sentCart({ lines: [sentLine({ total: "29.99", discounts })] }));
  expect(readCart(sent, "EUR")).toMatchObject({
    lines: [{ total: money("29.99"), discounts: [{ code: "SPRING", amount: money("3.05") }] }],
    shipping: null,
    tax: null,
    total: money("40.00"),
  });
});

test("a cart in another currency than the shop's is none that can be counted", () => {
  expect(readCart(cartSchema.parse(sentCart()), "USD")).toBeNull();
});

test.each([
  ["a price that is none", { lines: [sentLine({ total: "4e9" })] }],
  ["a negative price", { lines: [sentLine({ total: "-1.00" })] }],
  ["an amount as a number", { total: 40 }],
  ["no currency", { currency: "" }],
  ["nothing of a product", { lines: [sentLine({ quantity: 0 })] }],
  ["half a product", { lines: [sentLine({ quantity: 1.5 })] }],
  ["an id that is none", { lines: [sentLine({ productId: "gid://shopify/Product/1" })] }],
])("a cart with %s is refused", (_, wrong) => {
  expect(cartSchema.safeParse({ ...sentCart(), ...wrong }).success).toBe(false);
});
