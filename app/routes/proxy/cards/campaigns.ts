// Campaigns that members join, on the panel: what each gives, and a button to join it.
import type { Card } from "../../../../widget/contract/card.ts";
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
import type { CardsAsked } from "../panel-cards.ts";
import { type Voice, voiceOf } from "../voice.ts";

export interface CampaignReader {
  readonly pointsName: PointsName;
  readonly currency: string;
  readonly voice: Voice;
  readonly isSignedIn: boolean;
  /** Whether a message beside the card says already that they joined; no, if left out. */
  readonly isJustJoined?: boolean;
}

export async function campaignCards(asked: CardsAsked): Promise<Card[]> {
  const offers = await loadCampaignOffers(asked);
  const reader = {
    pointsName: asked.document.pointsName,
    currency: asked.shop.currency,
    voice: voiceOf(asked.locales, asked.document.texts),
    isSignedIn: asked.customerId !== null,
  };
  return offers.map((offer) => campaignCard(offer, reader));
}

/** One campaign, for a reader. */
export function campaignCard(offer: CampaignOffer, reader: CampaignReader): Card {
  const { campaign, isJoined } = offer;
  const { say } = reader.voice;
  const sentences = [
    effectSentence(campaign, reader),
    ...(asksMore(campaign) ? [say("campaign_some_orders")] : []),
  ];
  const canJoin = reader.isSignedIn && !isJoined;
  return {
    id: `campaign/${campaign.id}`,
    title: campaign.name,
    text: sentences.join(" "),
    isDone: isJoined,
    note: noteOf(offer, reader),
    action: canJoin
      ? { kind: "form", label: say("campaign_join"), path: `campaigns/${campaign.id}`, fields: [] }
      : null,
  };
}

/** What has become of a wish to join, to be read aloud. */
export function joinMessage(result: JoinCampaignResult, { say }: Voice): string {
  if (result.outcome === "joined") return say("campaign_joined");
  switch (result.reason) {
    case "campaign_is_over":
      return say("campaign_over");
    case "no_such_campaign":
      return say("campaign_gone");
    case "not_a_member":
      return say("campaign_no_member");
  }
}

function noteOf(
  { campaign, isJoined, hasBegun }: CampaignOffer,
  { voice, isSignedIn, isJustJoined = false }: CampaignReader,
): string {
  const { locale, say } = voice;
  const end = lastOf(campaign.endsAt, locale);
  const when = hasBegun
    ? say("campaign_until", { end })
    : say("campaign_between", { start: firstOf(campaign.startsAt, locale), end });
  const standing = isJoined
    ? say("campaign_is_in")
    : isSignedIn
      ? say("campaign_from_now_on")
      : say("campaign_log_in");
  return [...(isJustJoined ? [] : [standing]), when, ...timesOf(campaign, voice)].join(" ");
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
function timesOf({ weekdays, hours }: Campaign, { locale, say }: Voice): string[] {
  return [
    ...(weekdays.length === 0
      ? []
      : [say("campaign_on_days", { days: weekdayNames(weekdays, locale) })]),
    ...(hours === null ? [] : [say("campaign_at_hours", { from: hours.from, until: hours.until })]),
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

function effectSentence({ effect }: Campaign, { pointsName, currency, voice }: CampaignReader) {
  const { locale, say } = voice;
  switch (effect.kind) {
    case "multiplier":
      return say("campaign_times", {
        times: formatDecimal(effect.multiplier, locale),
        points: pointsName.other,
      });
    case "bonus_per_unit": {
      const name = effect.points === "1" ? pointsName.one : pointsName.other;
      const points = `${formatDecimal(effect.points, locale)} ${name}`;
      const unit = formatMoney({ amount: "1", currency }, locale);
      return say("campaign_per_unit", { points, unit });
    }
    case "bonus_per_item":
      return say("campaign_per_item", {
        points: formatPoints(effect.points, pointsName, locale),
      });
    case "bonus_per_order":
      return say("campaign_per_order", {
        points: formatPoints(effect.points, pointsName, locale),
      });
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
