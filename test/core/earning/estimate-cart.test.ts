// What a cart would earn, beside what the order earns that it becomes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cart, CartLine } from "../../../app/core/earning/cart-sums.ts";
import {
  type CartEstimate,
  estimateCart,
  orderOfCart,
} from "../../../app/core/earning/estimate-cart.ts";
import type { OrderLine } from "../../../app/core/orders/order-state.ts";
import { compare, subtract } from "../../../app/core/points/rational.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import {
  type Circumstances,
  GOLD,
  campaign,
  gold,
  rule,
  terms,
  worth,
} from "../../support/earning.ts";
import {
  PLACED_AT,
  context,
  line,
  money,
  orderSeen,
  shipping,
  version,
} from "../../support/order-builder.ts";
import { richLines, richPrograms } from "../../support/rich-programs.ts";

const cartLine = (input: Partial<CartLine> & { price?: string } = {}): CartLine => {
  const { price = "40.00", ...rest } = input;
  return {
    productId: "9001",
    variantId: "9002",
    quantity: 1,
    total: money(price),
    discounts: [],
    isSent: true,
    ...rest,
  };
};

const cart = (input: Partial<Cart> = {}): Cart => ({
  currency: "EUR",
  lines: [cartLine()],
  discounts: [],
  shipping: money("5.00"),
  tax: null,
  total: null,
  isPaidByGiftCard: false,
  ...input,
});

interface Given extends Circumstances {
  customerId?: string | null;
  taxesIncluded?: boolean | null;
}

function estimated(
  document: ProgramDocument,
  input: Cart,
  { customerId = "7001", taxesIncluded = true, left = () => 1_000_000_000n, ...given }: Given = {},
): CartEstimate | null {
  const buying = { customerId, now: PLACED_AT, taxesIncluded };
  const order = orderOfCart(input, buying);
  const circumstances = { context: context(given), left };
  return estimateCart(input, { order, buying }, version(document), circumstances);
}

const exactly = (points: bigint) => ({ points, certainty: "exact" });

describe("beside the order that it becomes", () => {
  /** What the checkout shows of a line of an order. */
  const shown = ({ productId, variantId, quantity, gross, discount, kind }: OrderLine) =>
    cartLine({
      productId,
      variantId,
      quantity,
      total: subtract(gross, discount),
      discounts: [{ code: null, amount: discount }],
      isSent: kind !== "gift_card",
    });
  const isShown = ({ kind, quantity, gross, discount }: OrderLine) =>
    kind !== "tip" && quantity > 0 && compare(gross, discount) >= 0;

  test("it says what the order earns, or no more than is certain", () => {
    const tierId = fc.constantFrom(null, "gold");
    const left = fc.constantFrom(0n, 40n, 1_000n);
    fc.assert(
      fc.property(richPrograms, richLines, tierId, left, (document, all, tier, rest) => {
        const lines = all.filter(isShown);
        fc.pre(lines.length > 0);
        const given = { tierId: tier, left: () => rest };
        const sent = cart({ lines: lines.map(shown), shipping: money("8.00") });
        const estimate = estimated(document, sent, given);
        const order = orderSeen({ lines, shipping: shipping("9.00", { discount: "1.00" }) });
        const points = worth(document, [order], given);
        const { certainty, ...told } = estimate ?? { certainty: "exact", points: 0n };
        if (certainty === "exact") expect(told.points).toBe(points);
        else {
          expect(certainty).toBe("up_to");
          expect(points <= told.points).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("a discount of the whole cart is shared by what the lines cost", () => {
    const document = terms({
      productMultipliers: [{ id: "m", products: { productIds: ["12"] }, multiplier: "3" }],
    });
    const sent = cart({
      lines: [cartLine({ price: "30.00" }), cartLine({ price: "10.00", productId: "12" })],
      discounts: [{ code: null, amount: money("4.00") }],
    });
    expect(estimated(document, sent)).toEqual(exactly(54n));
    const lines = [
      line({ id: "1", price: "30.00", discount: "3.00" }),
      line({ id: "2", price: "10.00", discount: "1.00", productId: "12" }),
    ];
    expect(worth(document, [orderSeen({ lines })])).toBe(54n);
  });
});

describe("discounts", () => {
  test("of shipping take nothing from the goods", () => {
    const discounts = [{ code: "SHIP", amount: money("4.90") }];
    const sent = cart({ discounts, shipping: money("0"), total: money("40.00") });
    expect(estimated(terms(), sent)).toEqual(exactly(40n));
  });

  test("that may be of either are not guessed at", () => {
    const discounts = [{ code: "SHIP", amount: money("4.90") }];
    expect(estimated(terms(), cart({ discounts, total: money("99.00") }))).toBeNull();
  });

  const withVoucher = cart({ discounts: [{ code: "reg-1", amount: money("10.00") }] });
  const voucherCodes = new Set(["REG-1"]);

  test("lower what counts, vouchers of ours too", () => {
    expect(estimated(terms(), withVoucher, { voucherCodes })).toEqual(exactly(30n));
  });

  test("leave it where the program lets vouchers count, and only for vouchers", () => {
    const document = terms({ vouchersDeducted: false });
    expect(estimated(document, withVoucher, { voucherCodes })).toEqual(exactly(40n));
    expect(estimated(document, withVoucher)).toEqual(exactly(30n));
  });
});

test("the member's tier and what is left of limits count", () => {
  expect(estimated(terms(GOLD), cart(), gold)).toEqual(exactly(60n));
  const limited = terms({ perDayCap: "100" });
  expect(estimated(limited, cart(), { left: () => 25n })).toEqual(exactly(25n));
  expect(estimated(limited, cart(), { left: () => 0n })).toBeNull();
});

describe("what is not known yet", () => {
  test("shipping that counts adds to it", () => {
    const document = terms({ shippingIncluded: true });
    expect(estimated(document, cart())).toEqual(exactly(45n));
    const unknown = estimated(document, cart({ shipping: null }));
    expect(unknown).toEqual({ points: 40n, certainty: "at_least" });
  });

  test("a line that is not sent may be a gift card", () => {
    const sent = cart({ lines: [cartLine({ isSent: false })] });
    expect(estimated(terms(), sent)).toEqual({ points: 40n, certainty: "up_to" });
    expect(estimated(terms({ giftCardsIncluded: true }), sent)).toEqual(exactly(40n));
  });

  test("a gift card that pays takes from it, where that does not count", () => {
    const sent = cart({ isPaidByGiftCard: true });
    expect(estimated(terms(), sent)).toEqual(exactly(40n));
    const document = terms({ giftCardPaymentsIncluded: false });
    expect(estimated(document, sent)).toEqual({ points: 40n, certainty: "up_to" });
  });

  test("a guest may turn out to be among the customers whom a rule is for", () => {
    const document = terms({ rules: [rule({ conditions: { customerTags: ["vip"] } })] });
    const estimate = estimated(document, cart(), { customerId: null });
    expect(estimate).toEqual({ points: 40n, certainty: "at_least" });
  });

  test("a guest may be new, or a member for long who does not say so", () => {
    const members = { kind: "new", days: 30 } as const;
    const document = terms({ rules: [rule({ conditions: { members } })] });
    const given = { memberDays: { sinceJoined: 0, sinceOrder: 0 } };
    expect(estimated(document, cart(), given)).toEqual(exactly(80n));
    const guest = estimated(document, cart(), { ...given, customerId: null });
    expect(guest).toEqual({ points: 40n, certainty: "at_least" });
  });

  test.each([
    ["a day", { perDayCap: "100" }],
    ["a year", { perYearCap: "100" }],
    ["a campaign", { campaigns: [campaign({ perMemberLimit: "100" })] }],
  ])("a guest may be a member who has used up what one may have in %s", (_, limited) => {
    const document = terms(limited);
    const known = estimated(document, cart());
    expect(known?.certainty).toBe("exact");
    const guest = estimated(document, cart(), { customerId: null });
    expect(guest).toEqual({ points: known?.points, certainty: "up_to" });
  });

  test("what all members share is left for a guest as for everybody", () => {
    const document = terms({ programBudget: "100" });
    const given = { customerId: null, left: () => 25n };
    expect(estimated(document, cart(), given)).toEqual(exactly(25n));
  });

  test("nothing is told to a guest for whom rules may add and limits may take away", () => {
    const vip = rule({ conditions: { customerTags: ["vip"] } });
    const document = terms({ rules: [vip], perDayCap: "100" });
    expect(estimated(document, cart(), { customerId: null })).toBeNull();
  });

  test("an order that reaches a tier may earn at its rate already", () => {
    const enter = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "2" }] }] };
    const list = [
      { id: "silver", name: "Silver", entry: "manual" as const, earnMultiplier: "1.5" },
      { id: "gold", name: "Gold", enter, earnMultiplier: "2" },
    ];
    const silver = { tierId: "silver" };
    expect(estimated(terms({ tiers: { list } }), cart(), silver)).toEqual(exactly(60n));
    const crossing = terms({ tiers: { list, crossingOrderEarnsNewRate: true } });
    expect(estimated(crossing, cart(), silver)).toEqual({ points: 60n, certainty: "at_least" });
    expect(estimated(crossing, cart(), { tierId: "gold" })).toEqual(exactly(80n));
  });

  test("nothing is said where one thing may add and another may take away", () => {
    const document = terms({ shippingIncluded: true });
    const sent = cart({ shipping: null, lines: [cartLine({ isSent: false })] });
    expect(estimated(document, sent)).toBeNull();
  });
});

describe("tax", () => {
  const without = terms({ taxIncluded: false });

  test.each([
    ["counts and is in the prices", terms(), true, "exact"],
    ["counts and is not in the prices", terms(), false, "at_least"],
    ["counts, and nobody knows", terms(), null, "at_least"],
    ["does not count and is in the prices", without, true, "up_to"],
    ["does not count and is not in the prices", without, false, "exact"],
    ["does not count, and nobody knows", without, null, "up_to"],
  ] as const)("that %s", (_, document, taxesIncluded, certainty) => {
    expect(estimated(document, cart(), { taxesIncluded })).toEqual({ points: 40n, certainty });
  });

  test("of nothing changes nothing", () => {
    const sent = cart({ tax: money("0") });
    expect(estimated(terms(), sent, { taxesIncluded: null })).toEqual(exactly(40n));
  });

  test.each([
    ["is in the prices", "45.00", "exact"],
    ["comes on top", "52.20", "at_least"],
  ] as const)("%s, by what is to be paid, whatever earlier orders had", (_, total, certainty) => {
    const sent = cart({ tax: money("7.20"), total: money(total) });
    for (const taxesIncluded of [true, false, null]) {
      const estimate = estimated(terms(), sent, { taxesIncluded });
      expect(estimate).toEqual({ points: 40n, certainty });
    }
  });

  test("is as with earlier orders where something else is paid, too", () => {
    const sent = cart({ tax: money("7.20"), total: money("60.00") });
    expect(estimated(terms(), sent, { taxesIncluded: true })).toEqual(exactly(40n));
  });
});
