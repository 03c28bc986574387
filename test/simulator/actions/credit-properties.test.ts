// Whatever happens to them, balances are what moved, and a cart pays what its lines add up to.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { evaluateCart } from "../../../simulator/actions/evaluate-cart.ts";
import { addCredit, creditAccountOf, takeCredit } from "../../../simulator/actions/store-credit.ts";
import type {
  CreditAccount,
  DiscountClass,
  DiscountItems,
  DiscountValue,
} from "../../../simulator/model.ts";
import { creditHolder } from "../support/credit-holders.ts";
import { quietWorld } from "../support/quiet-world.ts";

const step = fc.oneof(
  fc.record({
    kind: fc.constant("credit" as const),
    amount: fc.integer({ min: 1, max: 5_000 }),
    days: fc.option(fc.integer({ min: 1, max: 20 })),
  }),
  fc.record({ kind: fc.constant("debit" as const), amount: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 10 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const dayMs = 24 * 3600 * 1000;

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** What each credit still has, those that went aside. */
function openOf({ transactions }: CreditAccount): number {
  const gone = new Set(transactions.map(({ creditId }) => creditId));
  const open = transactions.filter(({ id, kind }) => kind === "credit" && !gone.has(id));
  return sumOf(open.map(({ remainingMinor }) => remainingMinor));
}

describe("an account of store credit", () => {
  it("holds what came in less what went out, credit by credit, and never less than nothing", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps: Step[]) => {
        const world = quietWorld();
        const { customer, account } = creditHolder(world, world.shop, 1_000);
        for (const one of steps) {
          if (one.kind === "wait") world.at = new Date(world.at.getTime() + one.days * dayMs);
          if (one.kind === "credit") {
            const end = new Date(world.at.getTime() + (one.days ?? 0) * dayMs).toISOString();
            const expiresAt = one.days === null ? null : end;
            addCredit(world, account, { amountMinor: one.amount, expiresAt });
          }
          if (one.kind === "debit") {
            const held = creditAccountOf(world, world.shop, customer.id, "EUR")?.balanceMinor ?? 0;
            const take = () => takeCredit(world, account, { amountMinor: one.amount });
            if (one.amount > held) expect(take).toThrow("sufficient funds");
            else take();
          }
          creditAccountOf(world, world.shop, customer.id, "EUR");
          const { balanceMinor, transactions } = account;
          expect(balanceMinor).toBe(sumOf(transactions.map(({ amountMinor }) => amountMinor)));
          expect(balanceMinor).toBe(openOf(account));
          expect(balanceMinor).toBe(transactions.at(-1)?.balanceAfterMinor);
          expect(balanceMinor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

const value: fc.Arbitrary<DiscountValue> = fc.oneof(
  fc.record({
    kind: fc.constant("amount" as const),
    amountMinor: fc.integer({ min: 0, max: 8_000 }),
    eachItem: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("percentage" as const),
    fraction: fc.integer({ min: 0, max: 100 }).map((percent) => String(percent / 100)),
  }),
  fc.record({
    kind: fc.constant("free_shipping" as const),
    countryCodes: fc.constant(null),
    includeRestOfWorld: fc.constant(false),
    maximumPriceMinor: fc.option(fc.integer({ min: 1, max: 900 })),
  }),
);
const combinesWith: fc.Arbitrary<Record<DiscountClass, boolean>> = fc.record({
  order: fc.boolean(),
  product: fc.boolean(),
  shipping: fc.boolean(),
});
const discount = fc.record({
  value,
  combinesWith,
  isAutomatic: fc.boolean(),
  productId: fc.option(fc.constantFrom("1", "2")),
  minimumSubtotalMinor: fc.option(fc.integer({ min: 0, max: 9_000 })),
});
const cartLine = fc.record({
  productId: fc.constantFrom("1", "2", "3"),
  priceMinor: fc.integer({ min: 0, max: 5_000 }),
  quantity: fc.integer({ min: 1, max: 4 }),
  giftCard: fc.boolean(),
});

describe("a cart with any discounts", () => {
  it("loses no cent, discounts no gift card, and combines only what may be combined", () => {
    fc.assert(
      fc.property(
        fc.array(discount, { maxLength: 5 }),
        fc.array(cartLine, { minLength: 1, maxLength: 4 }),
        (discounts, lines) => {
          const world = quietWorld();
          discounts.forEach(({ isAutomatic, productId, ...rest }, index) => {
            const items: DiscountItems = productId
              ? { kind: "selected", productIds: [productId], variantIds: [], collectionIds: [] }
              : { kind: "all" };
            const code = isAutomatic ? null : `CODE${index}`;
            const described = describeDiscount(world, { ...rest, items, code });
            createDiscount(world, world.shop, described);
          });
          const codes = [...world.shop.discounts.values()].flatMap(({ code }) => code ?? []);
          const cart = lines.map((line) => ({ ...line, variantId: null, collectionIds: [] }));
          const shipping = { priceMinor: 490, countryCode: "DE" };
          const buyer = { codes, customerId: null, email: null, shipping };
          const worth = evaluateCart(world, world.shop, { lines: cart, ...buyer });
          worth.lines.forEach(({ totalMinor, finalMinor, allocations }, index) => {
            const taken = sumOf(allocations.map(({ amountMinor }) => amountMinor));
            expect(finalMinor).toBe(totalMinor - taken);
            expect(finalMinor).toBeGreaterThanOrEqual(0);
            if (lines[index]?.giftCard) expect(allocations).toEqual([]);
          });
          expect(worth.totalMinor).toBe(sumOf(worth.lines.map(({ finalMinor }) => finalMinor)));
          const applied = sumOf(worth.applied.map(({ amountMinor }) => amountMinor));
          expect(applied).toBe(worth.discountMinor + worth.shippingDiscountMinor);
          for (const left of worth.applied) {
            for (const right of worth.applied) {
              if (left === right) continue;
              expect(left.discount.combinesWith[right.class]).toBe(true);
            }
          }
          const told = [...worth.applied, ...worth.refused].flatMap(({ code }) => code ?? []);
          expect(told.toSorted()).toEqual(codes.toSorted());
        },
      ),
    );
  });
});
