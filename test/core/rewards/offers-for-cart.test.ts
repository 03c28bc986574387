// What can be redeemed for a cart.
import { describe, expect, test } from "vitest";
import { type Reward, reward } from "../../../app/core/program/reward-terms.ts";
import { type CartToPay, rewardsForCart } from "../../../app/core/rewards/offers-for-cart.ts";
import { money } from "../../support/order-builder.ts";

const five = reward.parse({ id: "five", kind: "amount_off", points: "100", amountMinor: "500" });
const ten = reward.parse({ id: "ten", kind: "percentage_off", points: "80", percent: "10" });
const slider = (more: object = {}): Reward =>
  reward.parse({
    id: "slider",
    kind: "points_for_money",
    points: "20",
    amountPerStepMinor: "100",
    minSteps: 5,
    maxSteps: 50,
    ...more,
  });

const cart = (input: Partial<CartToPay> = {}): CartToPay => ({
  subtotal: money("40.00"),
  quantity: 2,
  productIds: new Set(["11"]),
  variantIds: new Set(["21"]),
  isShippingPaid: true,
  ...input,
});

const idsFor = (rewards: Reward[], to: CartToPay | null = cart(), most: bigint | null = 500n) =>
  rewardsForCart(rewards, to, most).map(({ reward: { id } }) => id);

test("those that the points pay for, the cheapest first", () => {
  expect(idsFor([five, ten])).toEqual(["ten", "five"]);
  expect(idsFor([five, ten], cart(), 99n)).toEqual(["ten"]);
  expect(idsFor([five, ten], cart(), null)).toEqual(["ten", "five"]);
});

test("only what becomes a discount code", () => {
  const card = reward.parse({ id: "card", kind: "gift_card", points: "10", amountMinor: "500" });
  const cause = { id: "cause", kind: "donation", points: "10", amountMinor: "500", cause: "Trees" };
  expect(idsFor([card, reward.parse(cause), five])).toEqual(["five"]);
});

describe("a minimum", () => {
  const stored = { id: "five", kind: "amount_off", points: "100", amountMinor: "500" };
  const from = (minimumSubtotalMinor: string) => reward.parse({ ...stored, minimumSubtotalMinor });

  test("has to be reached", () => {
    expect(idsFor([from("4000")])).toEqual(["five"]);
    expect(idsFor([from("4001")])).toEqual([]);
  });

  test("of items, too", () => {
    const items = (minimumQuantity: number) => reward.parse({ ...stored, minimumQuantity });
    expect(idsFor([items(2)])).toEqual(["five"]);
    expect(idsFor([items(3)])).toEqual([]);
  });

  test("is not looked at where nobody knows the cart", () => {
    expect(idsFor([from("4001")], null)).toEqual(["five"]);
  });
});

describe("products", () => {
  const only = (items: object) =>
    reward.parse({ id: "some", kind: "percentage_off", points: "80", percent: "10", items });

  test("that a reward is for have to be there, as far as that can be told", () => {
    expect(idsFor([only({ productIds: ["11"] })])).toEqual(["some"]);
    expect(idsFor([only({ variantIds: ["21"] })])).toEqual(["some"]);
    expect(idsFor([only({ productIds: ["12"], variantIds: ["22"] })])).toEqual([]);
    expect(idsFor([only({ collectionIds: ["31"] })])).toEqual(["some"]);
  });

  const free = (variantIds: string[]) =>
    reward.parse({
      id: "cup",
      kind: "free_product",
      points: "50",
      variantIds,
      variantNames: variantIds.map((id) => `Cup ${id}`),
    });

  test("that are free have to lie in the cart", () => {
    expect(rewardsForCart([free(["21"])], cart(), 500n)[0]?.offers).toMatchObject([
      { choice: null },
    ]);
    expect(idsFor([free(["22"])])).toEqual([]);
    expect(idsFor([free(["21"])], null)).toEqual([]);
  });

  test("of several that are free, those that lie in it", () => {
    const [only] = rewardsForCart([free(["21", "22"])], cart(), 500n);
    expect(only?.offers).toMatchObject([{ choice: { variantId: "21" } }]);
  });
});

test("free shipping is for what is sent, and not for free", () => {
  const shipping = reward.parse({ id: "ship", kind: "free_shipping", points: "50" });
  expect(idsFor([shipping])).toEqual(["ship"]);
  expect(idsFor([shipping], cart({ isShippingPaid: false }))).toEqual([]);
  expect(idsFor([shipping], null)).toEqual([]);
});

describe("points for money", () => {
  const stepsOf = (one: Reward, to: CartToPay | null, most: bigint | null) =>
    rewardsForCart([one], to, most).flatMap(({ offers }) =>
      offers.map(({ choice }) => choice?.steps),
    );

  test("are offered from the least to what the points pay for", () => {
    expect(stepsOf(slider(), cart(), 160n)).toEqual([5, 6, 7, 8]);
  });

  test("are worth no more than the cart", () => {
    expect(stepsOf(slider(), cart({ subtotal: money("7.00") }), null)).toEqual([5, 6, 7]);
  });

  test("pay for no larger share of it than the program says", () => {
    const half = slider({ largestSharePercent: 50 });
    expect(stepsOf(half, cart({ subtotal: money("12.00") }), null)).toEqual([5, 6]);
  });

  test("are a choice of eight at most, the least and the most among them", () => {
    const steps = stepsOf(slider(), cart({ subtotal: money("100.00") }), null);
    expect(steps).toHaveLength(8);
    expect([steps[0], steps.at(-1)]).toEqual([5, 50]);
  });
});
