// What a member can redeem for the cart that they are about to pay.
import { compare, rational } from "../points/rational.ts";
import type { AmountMinor } from "../money/money.ts";
import type { Points } from "../points/points.ts";
import type { GoodsReward, Reward, RewardOf, VoucherReward } from "../program/reward-terms.ts";
import { isVoucherReward } from "./carrier.ts";
import { leastSubtotalMinor } from "./minimum-order.ts";
import { rewardsByPoints } from "./next-reward.ts";
import { type Offer, type RewardChoice, offerOf } from "./offer.ts";

/** More are no choice any more. */
const MOST_OFFERS = 8;

export interface CartToPay {
  /** After discounts, in minor units of the shop's currency. */
  readonly subtotal: AmountMinor;
  readonly quantity: number;
  readonly productIds: ReadonlySet<string>;
  readonly variantIds: ReadonlySet<string>;
  /** Whether anything of it is sent, and not for free already. */
  readonly isShippingPaid: boolean;
}

export interface OfferForCart extends Offer {
  readonly choice: RewardChoice | null;
}

export interface RewardForCart {
  readonly reward: VoucherReward;
  /** From the fewest points to the most; never empty. */
  readonly offers: readonly OfferForCart[];
}

/**
 * The rewards that become discount codes and, as far as can be told, apply to the cart: its
 * minimums are reached, a product that is free lies in it, points for money are worth no more than
 * it. Prices must be those of the member. Of a cart that nobody knows (null) nothing is said but
 * what does not depend on it. What Shopify alone knows, such as collections, is not looked at.
 * Cheapest first; with `most` only what so many points pay for. Rule: docs/storefront.md, "At
 * checkout".
 */
export function rewardsForCart(
  rewards: readonly Reward[],
  cart: CartToPay | null,
  most: Points | null,
): RewardForCart[] {
  return rewardsByPoints(rewards).flatMap((reward) => {
    if (!isVoucherReward(reward)) return [];
    const offerFor = (choice: RewardChoice | null): OfferForCart[] => {
      const offer = offerOf(reward, choice);
      if (offer === null || (most !== null && offer.points > most)) return [];
      return cart === null || appliesTo(cart, reward, offer) ? [{ ...offer, choice }] : [];
    };
    const isOffered = (choice: RewardChoice | null): boolean => offerFor(choice).length > 0;
    const offers = choicesOf(reward, cart, isOffered).flatMap(offerFor);
    return offers.length === 0 ? [] : [{ reward, offers }];
  });
}

function choicesOf(
  reward: VoucherReward,
  cart: CartToPay | null,
  isOffered: (choice: RewardChoice | null) => boolean,
): (RewardChoice | null)[] {
  switch (reward.kind) {
    case "points_for_money":
      return stepsOf(reward, isOffered);
    case "free_product": {
      const { variantIds } = reward;
      const inCart = variantIds.filter((id) => cart?.variantIds.has(id));
      return inCart.map((variantId) => (variantIds.length === 1 ? null : { variantId }));
    }
    case "free_shipping":
      return cart?.isShippingPaid === true ? [null] : [];
    case "amount_off":
    case "percentage_off":
      return [null];
  }
}

/** The fewest, the most that can be had, and what lies evenly between them. */
function stepsOf(
  { minSteps, maxSteps }: RewardOf<"points_for_money">,
  isOffered: (choice: RewardChoice) => boolean,
): RewardChoice[] {
  if (!isOffered({ steps: minSteps })) return [];
  // More steps cost more and ask for a larger cart: beyond the first that cannot be had is nothing.
  let most = minSteps;
  let tooMany = maxSteps + 1;
  while (tooMany - most > 1) {
    const middle = Math.trunc((most + tooMany) / 2);
    if (isOffered({ steps: middle })) most = middle;
    else tooMany = middle;
  }
  const places = Array.from({ length: MOST_OFFERS }, (_, n) =>
    Math.trunc((n * (most - minSteps)) / (MOST_OFFERS - 1)),
  );
  return [...new Set(places)].map((place) => ({ steps: minSteps + place }));
}

function appliesTo(cart: CartToPay, reward: VoucherReward, { amountMinor }: Offer): boolean {
  const { kind, minimumQuantity } = reward;
  if (kind === "points_for_money" && compare(rational(amountMinor ?? 0n), cart.subtotal) > 0) {
    return false;
  }
  const least = rational(leastSubtotalMinor(reward, amountMinor));
  if (compare(cart.subtotal, least) < 0 || cart.quantity < minimumQuantity) return false;
  return !("items" in reward) || isForCart(reward.items, cart);
}

/** Where only products and variants are named, one of them has to be there. */
function isForCart(
  { productIds, variantIds, collectionIds }: GoodsReward["items"],
  cart: CartToPay,
): boolean {
  const names = productIds.length + variantIds.length;
  if (names === 0 || collectionIds.length > 0) return true;
  const isThere = productIds.some((id) => cart.productIds.has(id));
  return isThere || variantIds.some((id) => cart.variantIds.has(id));
}
