// Rewards and what vouchers stand for, as the storefront and the preview of it read them.
import type { Money } from "../../../widget/contract/money.ts";
import type {
  RewardView,
  SliderView,
  VariantView,
  WorthView,
} from "../../../widget/contract/panel.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { RewardOf } from "../../core/program/reward-terms.ts";
import { leastSubtotalMinor } from "../../core/rewards/minimum-order.ts";
import { rewardsByPoints } from "../../core/rewards/next-reward.ts";
import { isVoucherRedemption, isVoucherReward } from "../../core/rewards/carrier.ts";
import { leastOffer, nameOf, offerParams, percentOf } from "../../core/rewards/offer.ts";
import { type Redemption, rewardParams } from "../../core/rewards/redemption.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { giftOf, promiseOf } from "./giving-words.ts";
import { detailsOf, nameInWords } from "./reward-details.ts";
import type { Voice } from "./voice.ts";

/** Where and when rewards are looked at. `today` is the day of the shop's calendar. */
interface Place {
  readonly currency: string;
  readonly voice: Voice;
  readonly today: LocalDate;
}

/**
 * Cheapest first, so that what is in reach comes before what is nearest; what cannot be had now
 * comes last, and `barred` tells why.
 */
export function rewardViews(
  { rewards }: ProgramDocument,
  { currency, voice, today }: Place,
  barred: (rewardId: string) => string | undefined = () => undefined,
): RewardView[] {
  const views = rewardsByPoints(rewards).map((reward): RewardView => {
    const offer = leastOffer(reward);
    const why = barred(reward.id);
    const details = detailsOf(reward, currency, voice);
    const promise = promiseOf(reward, voice);
    const gift = reward.kind === "gift_card" ? giftOf(reward, today, voice) : undefined;
    return {
      id: reward.id,
      kind: reward.kind,
      name: nameInWords(offerParams(reward, offer, currency), voice),
      description: reward.description,
      points: toWholeNumber(offer.points),
      amount: amountView(offer.amountMinor, currency),
      percent: offer.percent,
      minimum: isVoucherReward(reward) ? minimumView(reward.minimumSubtotalMinor, currency) : null,
      validityDays: isVoucherReward(reward) ? reward.validityDays : null,
      ...(why && { barred: why }),
      ...(reward.kind === "points_for_money" && { slider: sliderView(reward, currency) }),
      ...(reward.kind === "free_product" &&
        reward.variantIds.length > 1 && { variants: variantViews(reward) }),
      ...(details && { details }),
      ...(promise && { promise }),
      ...(gift && { gift }),
    };
  });
  return views.toSorted((one, other) => Number("barred" in one) - Number("barred" in other));
}

function sliderView(reward: RewardOf<"points_for_money">, currency: string): SliderView {
  return {
    points: toWholeNumber(reward.points),
    amount: money(reward.amountPerStepMinor, currency),
    least: reward.minSteps,
    most: reward.maxSteps,
    share: reward.largestSharePercent,
  };
}

function variantViews(reward: RewardOf<"free_product">): VariantView[] {
  return reward.variantIds.map((id, place) => ({
    id,
    label: reward.variantNames[place] ?? "",
    name: nameOf(reward, { variantId: id }) ?? "",
  }));
}

/** What a voucher is, as its owner chose it. */
export function voucherWorth(redemption: Redemption, voice: Voice): WorthView {
  const { reward, amountMinor, currency } = redemption;
  const params = rewardParams(redemption);
  return {
    kind: params.kind as WorthView["kind"],
    name: nameInWords(params, voice),
    amount: amountView(amountMinor, currency),
    percent: percentOf(reward),
    minimum: isVoucherRedemption(redemption)
      ? minimumView(leastSubtotalMinor(redemption.reward, amountMinor), currency)
      : null,
  };
}

function amountView(amountMinor: bigint | null, currency: string): Money | null {
  return amountMinor === null ? null : money(amountMinor, currency);
}

function minimumView(minimumMinor: bigint, currency: string): Money | null {
  return minimumMinor > 0n ? money(minimumMinor, currency) : null;
}

export function money(amountMinor: bigint, currency: string): Money {
  return {
    amountMinor: toWholeNumber(amountMinor),
    currency,
    minorDigits: knownMinorDigits(currency),
  };
}
