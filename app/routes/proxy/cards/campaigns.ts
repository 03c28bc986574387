// Campaigns that members join, on the panel: what each gives, and a button to join it.
import type { Card } from "../../../../widget/contract/card.ts";
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
import {
  formatDay,
  formatDecimal,
  formatMoment,
  formatMoney,
  formatPoints,
  type PointsName,
} from "../../../adapters/email/format.ts";
import { addDaysTo } from "../../../core/calendar/local-date.ts";
import type { Campaign } from "../../../core/program/campaign-terms.ts";
import { type CampaignOffer, loadCampaignOffers } from "../../../queries/campaign-offers.ts";
import type { JoinCampaignResult } from "../../../usecases/join-campaign.ts";
import type { Locales } from "../condition-sentences.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { type CampaignTexts, campaignTexts } from "./campaign-texts.ts";

export interface CampaignReader {
  readonly pointsName: PointsName;
  readonly currency: string;
  readonly locales: Locales;
  readonly isSignedIn: boolean;
  /** Whether a message beside the card says already that they joined; no, if left out. */
  readonly isJustJoined?: boolean;
}

export async function campaignCards(asked: CardsAsked): Promise<Card[]> {
  const offers = await loadCampaignOffers(asked);
  const reader = {
    pointsName: asked.document.pointsName,
    currency: asked.shop.currency,
    locales: asked.locales,
    isSignedIn: asked.customerId !== null,
  };
  return offers.map((offer) => campaignCard(offer, reader));
}

/** One campaign, for a reader. */
export function campaignCard(offer: CampaignOffer, reader: CampaignReader): Card {
  const { campaign, isJoined } = offer;
  const { locale, texts } = chosen(reader.locales);
  const sentences = [
    effectSentence(campaign, reader),
    ...(asksMore(campaign) ? [texts.someOrders] : []),
  ];
  const canJoin = reader.isSignedIn && !isJoined;
  return {
    id: `campaign/${campaign.id}`,
    title: campaign.name,
    text: sentences.join(" "),
    isDone: isJoined,
    note: noteOf(offer, reader, { locale, texts }),
    action: canJoin
      ? { kind: "form", label: texts.join, path: `campaigns/${campaign.id}`, fields: [] }
      : null,
  };
}

/** What has become of a wish to join, to be read aloud. */
export function joinMessage(result: JoinCampaignResult, locales: Locales): string {
  const { texts } = chosen(locales);
  if (result.outcome === "joined") return texts.joined;
  switch (result.reason) {
    case "campaign_is_over":
      return texts.over;
    case "no_such_campaign":
      return texts.gone;
    case "not_a_member":
      return texts.noMember;
  }
}

interface Chosen {
  locale: string;
  texts: CampaignTexts;
}

function chosen(locales: Locales): Chosen {
  const { locale } = chooseTexts(locales);
  return { locale, texts: campaignTexts(locale) };
}

function noteOf(
  { campaign, isJoined, hasBegun }: CampaignOffer,
  { isSignedIn, isJustJoined = false }: CampaignReader,
  { locale, texts }: Chosen,
): string {
  const end = lastOf(campaign.endsAt, locale);
  const when = hasBegun ? texts.until(end) : texts.between(firstOf(campaign.startsAt, locale), end);
  const standing = isJoined ? texts.isIn : isSignedIn ? texts.fromNowOn : texts.logIn;
  return [...(isJustJoined ? [] : [standing]), when, ...timesOf(campaign, { locale, texts })].join(
    " ",
  );
}

const MIDNIGHT = "T00:00";

/** The day, where it is all of it. */
function firstOf(startsAt: string, locale: string): string {
  const isDay = startsAt.endsWith(MIDNIGHT);
  return isDay ? formatDay(startsAt.slice(0, 10), locale) : formatMoment(startsAt, locale);
}

/** What ends at midnight is told with its last day. */
function lastOf(endsAt: string, locale: string): string {
  if (!endsAt.endsWith(MIDNIGHT)) return formatMoment(endsAt, locale);
  return formatDay(addDaysTo(endsAt.slice(0, 10), -1), locale);
}

/** On which days of the week, and between which times; nothing where it runs all the time. */
function timesOf({ weekdays, hours }: Campaign, { locale, texts }: Chosen): string[] {
  return [
    ...(weekdays.length === 0 ? [] : [texts.onDays(weekdayNames(weekdays, locale))]),
    ...(hours === null ? [] : [texts.atHours(hours.from, hours.until)]),
  ];
}

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function weekdayNames(weekdays: readonly number[], locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const names = weekdays
    .toSorted((a, b) => a - b)
    .map((day) => format.format(MONDAY + (day - 1) * DAY_MS));
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

function effectSentence({ effect }: Campaign, { pointsName, currency, locales }: CampaignReader) {
  const { locale, texts } = chosen(locales);
  switch (effect.kind) {
    case "multiplier":
      return texts.times(formatDecimal(effect.multiplier, locale), pointsName.other);
    case "bonus_per_unit": {
      const name = effect.points === "1" ? pointsName.one : pointsName.other;
      const points = `${formatDecimal(effect.points, locale)} ${name}`;
      return texts.perUnit(points, formatMoney({ amount: "1", currency }, locale));
    }
    case "bonus_per_item":
      return texts.perItem(formatPoints(effect.points, pointsName, locale));
    case "bonus_per_order":
      return texts.perOrder(formatPoints(effect.points, pointsName, locale));
  }
}

/** Whether it is not for every order, and for all of it. */
function asksMore({ conditions }: Campaign): boolean {
  const { products, excludedProducts, channels, customerTags, segmentIds } = conditions;
  const namesProducts = [products, excludedProducts].some((named) =>
    Object.values(named).some((each) => each.length > 0),
  );
  const asksOfBuyer = customerTags.length + segmentIds.length > 0 || conditions.members !== null;
  return namesProducts || asksOfBuyer || channels.length > 0 || conditions.minimumOrderMinor > 0n;
}
