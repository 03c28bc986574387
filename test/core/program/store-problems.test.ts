// What Shopify would refuse of a program's rewards, told before the program is in force.
import { describe, expect, it } from "vitest";
import { isCountry } from "../../../app/core/program/countries.ts";
import {
  parseProgramDocument,
  type ProgramDocumentInput,
} from "../../../app/core/program/document.ts";
import {
  MAX_NAMED_THINGS,
  type StoreFacts,
  scopeProblems,
  storeProblems,
  storeQuestion,
} from "../../../app/core/program/store-problems.ts";
import { loadSchema } from "../../../simulator/admin-api/load-schema.ts";

type RewardInput = ProgramDocumentInput["rewards"][number];

const ALL_SCOPES =
  "write_gift_cards,write_store_credit_account_transactions,read_store_credit_accounts";

function rewardsOf(...rewards: RewardInput[]) {
  const parsed = parseProgramDocument({ rewards }, { currency: "EUR" });
  if (parsed.outcome === "valid") return parsed.document.rewards;
  throw new Error(JSON.stringify(parsed.problems));
}

const amountOff: RewardInput = {
  id: "five",
  kind: "amount_off",
  points: "100",
  amountMinor: "500",
};
const giftCard: RewardInput = { id: "card", kind: "gift_card", points: "100", amountMinor: "5000" };
const credit: RewardInput = { id: "credit", kind: "store_credit", points: "9", amountMinor: "500" };

const facts = (changes: Partial<StoreFacts> = {}): StoreFacts => ({
  currency: "EUR",
  sellsSubscriptions: false,
  things: new Set(),
  freeVariants: new Set(),
  giftCards: { isOffered: true, issueLimit: { amount: "50.0", currency: "EUR" } },
  isStoreCreditOn: true,
  ...changes,
});

describe("what Shopify is asked", () => {
  it("is nothing while there are no rewards", () => {
    expect(storeQuestion([], ALL_SCOPES)).toBeNull();
  });

  it("is each thing once, whatever kind of reward names it", () => {
    const rewards = rewardsOf(
      { ...amountOff, items: { productIds: ["1", "2"], variantIds: ["1"] } },
      { ...amountOff, id: "other", items: { collectionIds: ["7"] } },
      { ...amountOff, id: "third", items: { productIds: ["2"] } },
    );
    expect(storeQuestion(rewards, "")).toEqual({
      things: [
        { kind: "product", id: "1" },
        { kind: "product", id: "2" },
        { kind: "variant", id: "1" },
        { kind: "collection", id: "7" },
      ],
      giftCards: false,
      storeCredit: false,
    });
  });

  it("is nothing about what the store does not let the app do", () => {
    const rewards = rewardsOf(giftCard, credit);
    expect(storeQuestion(rewards, ALL_SCOPES)).toMatchObject({
      giftCards: true,
      storeCredit: true,
    });
    expect(storeQuestion(rewards, "write_gift_cards")).toMatchObject({
      giftCards: true,
      storeCredit: false,
    });
  });
});

describe("a reward cannot be", () => {
  it("for what the store does not have, beside the field that names it", () => {
    const rewards = rewardsOf(amountOff, {
      ...amountOff,
      id: "other",
      items: { productIds: ["1", "2"] },
    });
    const problems = storeProblems(rewards, "EUR", facts({ things: new Set(["product/1"]) }));
    expect(problems).toEqual([
      {
        path: "rewards.1.items.productIds.1",
        message: expect.stringMatching(/no product 2 in this store/),
      },
    ]);
  });

  it("for another kind of thing with the same number", () => {
    const rewards = rewardsOf({ ...amountOff, items: { variantIds: ["1"] } });
    const problems = storeProblems(rewards, "EUR", facts({ things: new Set(["product/1"]) }));
    expect(problems).toMatchObject([{ path: "rewards.0.items.variantIds.0" }]);
  });

  it("for more things than Shopify can be asked about", () => {
    const named = (id: string, start: number, list: "productIds" | "variantIds") => ({
      ...amountOff,
      id,
      items: { [list]: Array.from({ length: 100 }, (_value, index) => String(start + index)) },
    });
    const many = rewardsOf(
      ...Array.from({ length: 10 }, (_value, index) =>
        named(`p-${index}`, index * 100, "productIds"),
      ),
      named("v", 0, "variantIds"),
    );
    expect(storeQuestion(many, "")?.things).toHaveLength(MAX_NAMED_THINGS);
    expect(storeProblems(many, "EUR", facts())).toMatchObject([
      { path: "rewards", message: expect.stringContaining("name collections") },
    ]);
  });

  it("for subscriptions where the store sells none", () => {
    const rewards = rewardsOf({ ...amountOff, purchases: { subscription: true } });
    expect(storeProblems(rewards, "EUR", facts())).toMatchObject([
      {
        path: "rewards.0.purchases.subscription",
        message: expect.stringContaining("without the shop using subscriptions"),
      },
    ]);
    expect(storeProblems(rewards, "EUR", facts({ sellsSubscriptions: true }))).toEqual([]);
  });

  it("in another currency than the store's", () => {
    expect(storeProblems(rewardsOf(amountOff), "EUR", facts({ currency: "USD" }))).toMatchObject([
      { path: "", message: expect.stringMatching(/in EUR.*in USD/) },
    ]);
  });

  it("a free product that costs nothing", () => {
    const rewards = rewardsOf({ id: "mug", kind: "free_product", points: "9", variantIds: ["5"] });
    const there = { things: new Set(["variant/5"]) };
    expect(storeProblems(rewards, "EUR", facts(there))).toEqual([]);
    const free = facts({ ...there, freeVariants: new Set(["5"]) });
    expect(storeProblems(rewards, "EUR", free)).toMatchObject([
      { path: "rewards.0.variantIds.0", message: expect.stringContaining("costs nothing") },
    ]);
  });

  it("a gift card of more than the store may issue", () => {
    const dearer = { ...giftCard, id: "dearer", amountMinor: "5001" };
    expect(storeProblems(rewardsOf(giftCard, dearer), "EUR", facts())).toEqual([
      {
        path: "rewards.1.amountMinor",
        message: expect.stringContaining("more than 50.00 EUR"),
      },
    ]);
  });

  it("a gift card where the store's plan has none", () => {
    const { giftCards } = facts();
    const without = facts({ giftCards: giftCards && { ...giftCards, isOffered: false } });
    expect(storeProblems(rewardsOf(giftCard), "EUR", without)).toMatchObject([
      { path: "rewards.0.kind" },
    ]);
  });

  it("store credit where the store has it switched off", () => {
    expect(storeProblems(rewardsOf(credit), "EUR", facts())).toEqual([]);
    const off = facts({ isStoreCreditOn: false });
    expect(storeProblems(rewardsOf(credit), "EUR", off)).toMatchObject([
      { path: "rewards.0.kind", message: expect.stringContaining("switched off") },
    ]);
  });

  it("what the store does not let the app do, with words that say what to allow", () => {
    const rewards = rewardsOf(amountOff, giftCard, credit);
    expect(scopeProblems(rewards, ALL_SCOPES)).toEqual([]);
    expect(scopeProblems(rewards, "write_discounts")).toEqual([
      { path: "rewards.1.kind", message: expect.stringContaining("issue gift cards") },
      { path: "rewards.2.kind", message: expect.stringContaining("give store credit") },
    ]);
  });

  it.each([
    [
      { id: "part", kind: "percentage_off", points: "10", percent: "100.5" },
      "percent",
      /up to 100/,
    ],
    [
      {
        id: "steps",
        kind: "points_for_money",
        points: "10",
        amountPerStepMinor: "100",
        largestSharePercent: 101,
      },
      "largestSharePercent",
      /at most 100/,
    ],
    [
      { id: "ship", kind: "free_shipping", points: "10", countries: ["DE", "ZZ"] },
      "countries.1",
      /Shopify knows no such country/,
    ],
    [
      { id: "ship", kind: "free_shipping", points: "10", countries: ["de"] },
      "countries.0",
      /two capital letters/,
    ],
  ])("more than all of an order, or to nowhere: %j", (reward, field, words) => {
    const parsed = parseProgramDocument({ rewards: [reward] });
    expect(parsed).toMatchObject({
      problems: [{ path: `rewards.0.${field}`, message: expect.stringMatching(words) }],
    });
  });
});

it("every country of Shopify's schema is known, and no other", () => {
  const type = loadSchema().schema.getType("CountryCode") as unknown as {
    getValues: () => readonly { name: string }[];
  };
  const codes = type.getValues().map(({ name }) => name);
  expect(codes.filter((code) => !isCountry(code))).toEqual(["ZZ"]);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  expect(pairs.filter((code) => isCountry(code) && !codes.includes(code))).toEqual([]);
});
