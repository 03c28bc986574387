// What the checkout shows of the program: what the order would earn, what can be redeemed for it,
// and the codes that the member holds.
import type { Card } from "../../../widget/contract/card.ts";
import type {
  CheckoutAnswer,
  CheckoutOffer,
  CheckoutReward,
  CheckoutVoucher,
  EstimateView,
} from "../../../widget/contract/checkout.ts";
import type { Wording } from "../../../widget/words/wording.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { type Cart, goodsOf } from "../../core/earning/cart-sums.ts";
import { estimateCart } from "../../core/earning/estimate-cart.ts";
import { isZero } from "../../core/points/rational.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import { isMadeAtCheckout } from "../../core/rewards/checkout-voucher.ts";
import { nameOf } from "../../core/rewards/offer.ts";
import {
  type CartToPay,
  type OfferForCart,
  type RewardForCart,
  rewardsForCart,
} from "../../core/rewards/offers-for-cart.ts";
import { askAboutCart } from "../../outbox/ask-about-cart.ts";
import { loadCartTerms } from "../../queries/cart-terms.ts";
import { type Checkout, loadCheckout, loadVersionInForce } from "../../queries/checkout.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { Shopper } from "../../queries/shopper.ts";
import type { HeldVoucher } from "../../queries/vouchers.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { type Locales, missingSentence } from "../proxy/condition-sentences.ts";
import { problem } from "../proxy/door.ts";
import { panelWording } from "../proxy/panel-words.ts";
import { money } from "../proxy/reward-views.ts";
import { balanceView, codeOfDiscount, voucherView } from "../proxy/views.ts";
import { type Voice, voiceOf } from "../proxy/voice.ts";
import { ownWords } from "./own-words.ts";
import { openGift } from "./thank-you-answer.ts";

/** Whoever pays does not wait longer for what their order would earn. */
const FACTS_WAIT_MS = 2_000;
/** More are no help while somebody pays. */
const MOST_REWARDS = 5;

export interface CheckoutAsked {
  readonly shop: ShopView;
  /** Null for a guest. */
  readonly customerId: string | null;
  /** Null where it is not known. */
  readonly cart: Cart | null;
  readonly locales: Locales;
  readonly now: Instant;
}

/** Throws the answer that there is nothing, while the shop has no program in force. */
export async function checkoutAnswer(asked: CheckoutAsked): Promise<CheckoutAnswer> {
  const { shop, customerId, now } = asked;
  const version = await loadVersionInForce(shop.id, now);
  if (version === undefined) throw problem("not_found");
  const { pointsName, texts } = version.document;
  const own = ownWords("checkout", asked.locales, texts);
  if (customerId === null) {
    const estimate = await estimateView(asked, version, undefined);
    return { audience: "guest", pointsName, estimate, ...own };
  }
  const checkout = await loadCheckout(shop, customerId, version, now);
  const { shopper, vouchers } = checkout;
  const [estimate, birthday] = await Promise.all([
    estimateView(asked, version, shopper),
    giftToChoose(asked, version, shopper),
  ]);
  const spoken = {
    wording: panelWording(asked.locales, pointsName, texts),
    voice: voiceOf(asked.locales, texts),
  };
  return {
    audience: "member",
    pointsName,
    balance: balanceView(shopper),
    estimate,
    ...redeemable(checkout, asked, version, spoken),
    vouchers: vouchers.flatMap((held) => voucherRow(held, asked, spoken) ?? []),
    birthday,
    ...own,
  };
}

/** What the panel has words for, and what it has none for. */
interface Spoken {
  readonly wording: Wording;
  readonly voice: Voice;
}

async function estimateView(
  { shop, customerId, cart, now }: CheckoutAsked,
  version: ProgramVersion,
  shopper: Shopper | undefined,
): Promise<EstimateView | null> {
  if (cart === null || cart.lines.length === 0) return null;
  const asked = { shop, version, customerId, shopper, cart, now };
  const { buying, order, needed, ...terms } = await loadCartTerms(asked);
  const facts = needed === null ? null : await askAboutCart(shop.id, needed, FACTS_WAIT_MS);
  // What decides about the points is not known: nothing is said, because any number may be wrong.
  if (needed !== null && facts === null) return null;
  const known = { order: { ...order, facts }, buying };
  const estimate = estimateCart(cart, known, version, terms);
  return estimate && { ...estimate, points: toWholeNumber(estimate.points) };
}

function redeemable(
  { shopper, rewards }: Checkout,
  { shop, cart }: CheckoutAsked,
  { document }: ProgramVersion,
  { wording, voice }: Spoken,
): { rewards: CheckoutReward[]; missing: string | null } {
  const available = shopper?.available ?? 0n;
  const toPay = cart === null ? null : cartToPay(cart);
  const offered = rewardsForCart(rewards, toPay, available).slice(0, MOST_REWARDS);
  if (offered.length > 0) {
    const views = offered.map((one) => rewardRow(one, shop.currency, wording));
    return { rewards: views, missing: null };
  }
  const [next] = rewardsForCart(rewards, toPay, null);
  if (shopper === undefined || next === undefined) return { rewards: [], missing: null };
  const [least] = next.offers;
  if (least === undefined) return { rewards: [], missing: null };
  const name = nameOfOffer(next.reward, least, shop.currency, wording);
  const sentence = missingSentence(least.points - available, document.pointsName, voice);
  return { rewards: [], missing: `${name}: ${sentence}` };
}

function cartToPay(cart: Cart): CartToPay {
  const { lines, shipping } = cart;
  return {
    subtotal: goodsOf(cart),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    productIds: new Set(lines.flatMap(({ productId }) => productId ?? [])),
    variantIds: new Set(lines.flatMap(({ variantId }) => variantId ?? [])),
    isShippingPaid: lines.some(({ isSent }) => isSent) && (shipping === null || !isZero(shipping)),
  };
}

function rewardRow(
  { reward, offers }: RewardForCart,
  currency: string,
  wording: Wording,
): CheckoutReward {
  return {
    id: reward.id,
    offers: offers.map(({ choice, points, amountMinor, percent }): CheckoutOffer => {
      const { steps, variantId } = choice ?? {};
      return {
        rewardId: reward.id,
        name: nameOfOffer(reward, { amountMinor, percent, choice }, currency, wording),
        points: toWholeNumber(points),
        amountMinor: amountMinor === null ? null : toWholeNumber(amountMinor),
        percent,
        ...(steps !== undefined && { steps }),
        ...(variantId !== undefined && { variantId }),
      };
    }),
  };
}

/** What was chosen of points for money is an amount off. */
function nameOfOffer(
  reward: RewardForCart["reward"],
  { amountMinor, percent, choice }: Omit<OfferForCart, "points">,
  currency: string,
  wording: Wording,
): string {
  const name = nameOf(reward, choice);
  const amount = amountMinor === null ? null : money(amountMinor, currency);
  if (reward.kind !== "points_for_money") {
    return wording.reward({ kind: reward.kind, name, amount, percent });
  }
  const worth = wording.reward({ kind: "amount_off", amount });
  return name === null ? worth : `${name}: ${worth}`;
}

/** Null where it has no code that could be entered. */
function voucherRow(
  held: HeldVoucher,
  { shop }: CheckoutAsked,
  { wording, voice }: Spoken,
): CheckoutVoucher | null {
  const code = codeOfDiscount(held);
  if (code === null) return null;
  const { redemption } = held;
  const view = voucherView(redemption, code, { timeZone: shop.timeZone, voice });
  const { id, kind, minimum, lastDay } = view;
  const least = minimum && wording.t("minimum", { amount: wording.money(minimum) });
  return {
    id,
    code,
    name: wording.reward(view),
    kind,
    note: [view.note, least].filter((text) => text).join(" · "),
    lastDay,
    isFromCheckout: isMadeAtCheckout(redemption),
  };
}

/** What is a code already stands among the vouchers. */
async function giftToChoose(
  { shop, customerId, locales, now }: CheckoutAsked,
  { document }: ProgramVersion,
  shopper: Shopper | undefined,
): Promise<Card | null> {
  const memberId = shopper?.memberId ?? null;
  const gift = await openGift({ shop, customerId, memberId, document, locales, now });
  return gift?.action === null ? gift : null;
}
