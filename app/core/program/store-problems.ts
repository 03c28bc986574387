// Rewards that cannot exist in the store as it is now: what Shopify would refuse when somebody
// redeems is refused before the program is in force.
import { formatAmount, parseAmount } from "../money/money.ts";
import { compare, rational } from "../points/rational.ts";
import { type Features, featuresOf, isPaused } from "../rewards/reward-features.ts";
import type { DocumentProblem } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

export type ThingKind = "product" | "variant" | "collection" | "segment";

/** Something of the store that a reward names, and where. */
export interface NamedThing {
  readonly path: string;
  readonly kind: ThingKind;
  /** Shopify's number. */
  readonly id: string;
}

/** What must be asked of Shopify before the rewards can be promised. */
export interface StoreQuestion {
  /** Each once. */
  readonly things: readonly Pick<NamedThing, "kind" | "id">[];
  readonly giftCards: boolean;
  readonly storeCredit: boolean;
}

/** What Shopify answers. */
export interface StoreFacts {
  readonly currency: string;
  readonly sellsSubscriptions: boolean;
  /** Those of the question that the store has, as `kind/id`. */
  readonly things: ReadonlySet<string>;
  /** Variants that cost nothing, by Shopify's number. */
  readonly freeVariants: ReadonlySet<string>;
  /** Null where it was not asked. */
  readonly giftCards: {
    readonly isOffered: boolean;
    /** The most that a gift card may be worth, as decimal text in major units. */
    readonly issueLimit: { readonly amount: string; readonly currency: string };
  } | null;
  /** Null where it was not asked. */
  readonly isStoreCreditOn: boolean | null;
}

/** As many different things as Shopify is asked about before one program comes into force. */
export const MAX_NAMED_THINGS = 1_000;

/** Null where no reward depends on the store. `scopes` is what the store lets the app do. */
export function storeQuestion(rewards: readonly Reward[], scopes: string): StoreQuestion | null {
  if (rewards.length === 0) return null;
  const features = featuresOf(scopes);
  // About what the app may not do, Shopify does not answer.
  const gives = (kind: Reward["kind"]) =>
    rewards.some((reward) => reward.kind === kind && !isPaused(reward, features));
  const things = new Map(
    thingsNamed(rewards).map(({ kind, id }) => [thingKey({ kind, id }), { kind, id }]),
  );
  return {
    things: [...things.values()].slice(0, MAX_NAMED_THINGS),
    giftCards: gives("gift_card"),
    storeCredit: gives("store_credit"),
  };
}

/**
 * A sentence for each reward that Shopify would refuse, beside its field. `currency` is the one in
 * which the program counts amounts.
 */
export function storeProblems(
  rewards: readonly Reward[],
  currency: string,
  facts: StoreFacts,
): DocumentProblem[] {
  return [
    ...currencyProblems(currency, facts),
    ...goneProblems(rewards, facts),
    ...rewards.flatMap((reward, index) => [
      ...subscriptionProblems(`rewards.${index}`, reward, facts),
      ...priceProblems(`rewards.${index}`, reward, facts),
      ...giftCardProblems(`rewards.${index}`, reward, currency, facts),
      ...creditProblems(`rewards.${index}`, reward, facts),
    ]),
  ];
}

const kindsOfFields: Readonly<Record<string, ThingKind>> = {
  productIds: "product",
  variantIds: "variant",
  collectionIds: "collection",
  segmentIds: "segment",
};

const nouns: Readonly<Record<ThingKind, string>> = {
  product: "product",
  variant: "variant",
  collection: "collection",
  segment: "customer segment",
};

/** Tells a thing apart from all others of the store, as `StoreFacts` names it. */
export function thingKey({ kind, id }: Pick<NamedThing, "kind" | "id">): string {
  return `${kind}/${id}`;
}

/** Whatever kind of reward names it, and wherever in the reward. */
function thingsNamed(rewards: readonly Reward[]): NamedThing[] {
  const visit = (value: unknown, path: string, field: string): NamedThing[] => {
    const kind = kindsOfFields[field];
    if (kind !== undefined && Array.isArray(value)) {
      return value.map((id, index) => ({ path: `${path}.${index}`, kind, id: String(id) }));
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => visit(part, `${path}.${key}`, key));
  };
  return rewards.flatMap((reward, index) => visit(reward, `rewards.${index}`, ""));
}

function currencyProblems(currency: string, facts: StoreFacts): DocumentProblem[] {
  if (facts.currency === currency) return [];
  const message =
    `Amounts here are in ${currency}, but the store counts in ${facts.currency}, and Shopify ` +
    `makes nothing in another currency. Open this page again, and enter the amounts in ` +
    facts.currency;
  return [{ path: "", message }];
}

function goneProblems(rewards: readonly Reward[], { things }: StoreFacts): DocumentProblem[] {
  const named = thingsNamed(rewards);
  if (new Set(named.map(thingKey)).size > MAX_NAMED_THINGS) {
    const message =
      "Rewards name more than 1,000 products, variants, collections and segments, which is more " +
      "than Shopify can be asked about at once: name collections instead of products";
    return [{ path: "rewards", message }];
  }
  return named
    .filter((thing) => !things.has(thingKey(thing)))
    .map(({ path, kind, id }) => ({
      path,
      message:
        `Shopify has no ${nouns[kind]} ${id} in this store, or not any more: choose another one, ` +
        "or take it away",
    }));
}

function subscriptionProblems(
  path: string,
  reward: Reward,
  { sellsSubscriptions }: StoreFacts,
): DocumentProblem[] {
  if (sellsSubscriptions || !("purchases" in reward) || !reward.purchases.subscription) return [];
  const message =
    "Shopify does not permit this “without the shop using subscriptions”, and this store sells " +
    "none: switch it off";
  return [{ path: `${path}.purchases.subscription`, message }];
}

function priceProblems(
  path: string,
  reward: Reward,
  { freeVariants }: StoreFacts,
): DocumentProblem[] {
  if (reward.kind !== "free_product") return [];
  return reward.variantIds.flatMap((id, index) => {
    if (!freeVariants.has(id)) return [];
    const name = reward.variantNames[index];
    const message =
      `${name === undefined ? `Variant ${id}` : `“${name}”`} costs nothing in the store, and ` +
      "Shopify makes no discount of nothing: choose another one, or give it a price";
    return [{ path: `${path}.variantIds.${index}`, message }];
  });
}

function giftCardProblems(
  path: string,
  reward: Reward,
  currency: string,
  { giftCards }: StoreFacts,
): DocumentProblem[] {
  if (reward.kind !== "gift_card" || giftCards === null) return [];
  if (!giftCards.isOffered) {
    const message = "Shopify does not let this store issue gift cards: its plan has none";
    return [{ path: `${path}.kind`, message }];
  }
  const { issueLimit } = giftCards;
  const limit = issueLimit.currency === currency ? parseAmount(issueLimit.amount, currency) : null;
  if (limit === null || compare(rational(reward.amountMinor), limit) <= 0) return [];
  const message =
    "Shopify lets no gift card of this store be worth more than " +
    `${formatAmount(limit, currency)} ${currency}: enter less`;
  return [{ path: `${path}.amountMinor`, message }];
}

function creditProblems(
  path: string,
  reward: Reward,
  { isStoreCreditOn }: StoreFacts,
): DocumentProblem[] {
  if (reward.kind !== "store_credit" || isStoreCreditOn !== false) return [];
  const message =
    "Store credit is switched off in this store. Switch it on in Shopify under Settings, Customer " +
    "accounts, and save again";
  return [{ path: `${path}.kind`, message }];
}

/**
 * Amounts that were entered in another currency than the store's of now; null where it is not known
 * in which.
 */
export function enteredCurrencyProblems(
  entered: string | null,
  currency: string,
): DocumentProblem[] {
  if (entered === null || entered === currency) return [];
  const message =
    `Its amounts were entered in ${entered}, and the store counts in ${currency} now. Enter them ` +
    `in ${currency} in the form, and save`;
  return [{ path: "", message }];
}

/** What a program asks of the store that the store does not let the app do. */
export function scopeProblems(rewards: readonly Reward[], scopes: string): DocumentProblem[] {
  const features: Features = featuresOf(scopes);
  return rewards.flatMap((reward, index) =>
    isPaused(reward, features)
      ? [{ path: `rewards.${index}.kind`, message: permissionWords[reward.kind] ?? "" }]
      : [],
  );
}

const permissionWords: Readonly<Partial<Record<Reward["kind"], string>>> = {
  gift_card:
    "The store does not let the app issue gift cards: allow it beside this field, or take the " +
    "reward away",
  store_credit:
    "The store does not let the app give store credit: allow it beside this field, or take the " +
    "reward away",
};
