// What a reward is called and what more is to be known of it, in the shopper's language: for kinds
// of which the panel carries no words.
import type { ChosenTexts } from "../../adapters/email/choose-texts.ts";
import { formatDays, formatMoment, formatMoney } from "../../adapters/email/format.ts";
import { rewardText } from "../../adapters/email/reward-text.ts";
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { Reward, RewardKind, RewardOf } from "../../core/program/reward-terms.ts";
import { carrierOf } from "../../core/rewards/carrier.ts";
import type { Voice } from "./voice.ts";

/** As the merchant calls it; null for kinds that the panel has words of its own for. */
export function nameInWords(reward: RewardParams, chosen: ChosenTexts): string | null {
  const { kind, name } = reward;
  if (name !== undefined) return name;
  if (kind === undefined || carrierOf(kind as RewardKind) === "discount") return null;
  return rewardText(reward, chosen);
}

/** What its kind has to be known for; empty where the panel says all of it. */
export function detailsOf(reward: Reward, currency: string, voice: Voice): string {
  const { locale, say } = voice;
  switch (reward.kind) {
    case "gift_card":
    case "store_credit": {
      const { expiresAfterDays: days } = reward;
      return days === null ? "" : say("detail_spend", { days: formatDays(days, locale) });
    }
    case "donation":
      return say("detail_cause", { cause: reward.cause });
    case "experience":
      return `${reward.place}, ${formatMoment(reward.startsAt, locale)}`;
    case "exclusive_product":
      return reward.days === null
        ? ""
        : say("detail_shown", { days: formatDays(reward.days, locale) });
    case "early_access":
      return say("detail_early", { moment: formatMoment(reward.until, locale) });
    case "amount_off":
    case "percentage_off":
    case "points_for_money":
    case "free_product":
      return "";
    case "free_shipping":
      return shippingDetails(reward, currency, voice);
  }
}

/** More countries than this are read by nobody: what to say of them is the merchant's to decide. */
const MANY_COUNTRIES = 8;

function shippingDetails(
  { countries, maximumShippingMinor: most }: RewardOf<"free_shipping">,
  currency: string,
  { locale, say }: Voice,
): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const listed = new Intl.ListFormat(locale).format(countries.map((one) => names.of(one) ?? one));
  const isListed = countries.length > 0 && countries.length <= MANY_COUNTRIES;
  const amount = formatMoney({ amount: formatAmount(rational(most), currency), currency }, locale);
  return [
    ...(isListed ? [say("detail_ships_to", { countries: listed })] : []),
    ...(most > 0n ? [say("detail_shipping_up_to", { amount })] : []),
  ].join(" · ");
}
