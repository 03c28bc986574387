// What a reward is called and what more is to be known of it, in the shopper's language: for kinds
// of which the panel carries no words.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { formatMoment, formatMoney } from "../../adapters/email/format.ts";
import { rewardText } from "../../adapters/email/reward-text.ts";
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { Reward, RewardKind, RewardOf } from "../../core/program/reward-terms.ts";
import { carrierOf } from "../../core/rewards/carrier.ts";
import type { Locales } from "./condition-sentences.ts";

interface Texts {
  readonly spend: (days: string) => string;
  readonly shown: (days: string) => string;
  readonly early: (moment: string) => string;
  readonly cause: (cause: string) => string;
  readonly shipsTo: (countries: string) => string;
  readonly shippingUpTo: (amount: string) => string;
}

const english: Texts = {
  spend: (days) => `To be spent within ${days}.`,
  shown: (days) => `Yours to see for ${days}.`,
  early: (moment) => `Before everybody else, until ${moment}.`,
  cause: (cause) => `For: ${cause}`,
  shipsTo: (countries) => `To ${countries}.`,
  shippingUpTo: (amount) => `For shipping of at most ${amount}.`,
};

const byLanguage: Readonly<Record<string, Texts>> = {
  en: english,
  de: {
    spend: (days) => `${days} lang einlösbar.`,
    shown: (days) => `${days} lang für dich sichtbar.`,
    early: (moment) => `Vor allen anderen, bis ${moment}.`,
    cause: (cause) => `Für: ${cause}`,
    shipsTo: (countries) => `Nach ${countries}.`,
    shippingUpTo: (amount) => `Für Versand bis ${amount}.`,
  },
  es: {
    spend: (days) => `Para gastar en ${days}.`,
    shown: (days) => `Visible para ti durante ${days}.`,
    early: (moment) => `Antes que nadie, hasta el ${moment}.`,
    cause: (cause) => `Para: ${cause}`,
    shipsTo: (countries) => `Destinos: ${countries}.`,
    shippingUpTo: (amount) => `Para envíos de hasta ${amount}.`,
  },
  fr: {
    spend: (days) => `À dépenser dans les ${days}.`,
    shown: (days) => `Visible pour vous pendant ${days}.`,
    early: (moment) => `Avant tout le monde, jusqu’au ${moment}.`,
    cause: (cause) => `Pour : ${cause}`,
    shipsTo: (countries) => `Destinations : ${countries}.`,
    shippingUpTo: (amount) => `Pour une livraison de ${amount} au plus.`,
  },
  tr: {
    spend: (days) => `${days} içinde harcanabilir.`,
    shown: (days) => `${days} boyunca size görünür.`,
    early: (moment) => `Herkesten önce; son an: ${moment}.`,
    cause: (cause) => `Amaç: ${cause}`,
    shipsTo: (countries) => `Gönderilen ülkeler: ${countries}.`,
    shippingUpTo: (amount) => `En fazla ${amount} tutarındaki gönderim için.`,
  },
};

/** As the merchant calls it; null for kinds that the panel has words of its own for. */
export function nameInWords(reward: RewardParams, locales: Locales): string | null {
  const { kind, name } = reward;
  if (name !== undefined) return name;
  if (kind === undefined || carrierOf(kind as RewardKind) === "discount") return null;
  return rewardText(reward, chooseTexts(locales));
}

/** What its kind has to be known for; empty where the panel says all of it. */
export function detailsOf(reward: Reward, currency: string, locales: Locales): string {
  const { locale } = chooseTexts(locales);
  const texts = byLanguage[new Intl.Locale(locale).language] ?? english;
  switch (reward.kind) {
    case "gift_card":
    case "store_credit": {
      const { expiresAfterDays: days } = reward;
      return days === null ? "" : texts.spend(inDays(days, locale));
    }
    case "donation":
      return texts.cause(reward.cause);
    case "experience":
      return `${reward.place}, ${formatMoment(reward.startsAt, locale)}`;
    case "exclusive_product":
      return reward.days === null ? "" : texts.shown(inDays(reward.days, locale));
    case "early_access":
      return texts.early(formatMoment(reward.until, locale));
    case "amount_off":
    case "percentage_off":
    case "points_for_money":
    case "free_product":
      return "";
    case "free_shipping":
      return shippingDetails(reward, { currency, locale, texts });
  }
}

/** More countries than this are read by nobody: what to say of them is the merchant's to decide. */
const MANY_COUNTRIES = 8;

function shippingDetails(
  { countries, maximumShippingMinor: most }: RewardOf<"free_shipping">,
  { currency, locale, texts }: { currency: string; locale: string; texts: Texts },
): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const listed = new Intl.ListFormat(locale).format(countries.map((one) => names.of(one) ?? one));
  const isListed = countries.length > 0 && countries.length <= MANY_COUNTRIES;
  const amount = formatAmount(rational(most), currency);
  return [
    ...(isListed ? [texts.shipsTo(listed)] : []),
    ...(most > 0n ? [texts.shippingUpTo(formatMoney({ amount, currency }, locale))] : []),
  ].join(" ");
}

function inDays(days: number, locale: string): string {
  const format = { style: "unit", unit: "day", unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale, format).format(days);
}
