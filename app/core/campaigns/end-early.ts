// A campaign ends before its time: the program as it is from now on.
import type { ProgramDocument } from "../program/document.ts";
import { MINUTES_PER_DAY, minuteOf, openingsBetween } from "./openings.ts";
import type { CampaignTimes } from "../program/campaign-terms.ts";

export const campaignKinds = ["earning", "price"] as const;
/** Of earning: more points for orders. Of prices: rewards cost fewer points. */
export type CampaignKind = (typeof campaignKinds)[number];

export interface CampaignName {
  readonly kind: CampaignKind;
  readonly id: string;
}

export type EndedEarly =
  /** It ran, and its last minute has passed. */
  | { readonly outcome: "ended"; readonly document: ProgramDocument; readonly endsAt: string }
  /** It has not run for a minute: it is taken out of the program. */
  | { readonly outcome: "removed"; readonly document: ProgramDocument }
  | { readonly outcome: "over" | "not_found" };

/** Weekdays and hours come around within a week. */
const DAYS_THAT_TELL = 9;

/**
 * The document in which the campaign runs no longer than until `localNow`, a minute on the shop's
 * clock, and all else is as it was. What never ran is left out, since a campaign without a minute
 * is none. Rule: docs/campaigns.md.
 */
export function endEarly(
  document: ProgramDocument,
  { kind, id }: CampaignName,
  localNow: string,
): EndedEarly {
  const listed = kind === "earning" ? document.campaigns : document.rewardCampaigns;
  const campaign = listed.find((one) => one.id === id);
  if (!campaign) return { outcome: "not_found" };
  if (campaign.endsAt <= localNow) return { outcome: "over" };
  const hasRun =
    campaign.startsAt < localNow && runsAtAll({ ...campaign, endsAt: localNow }, localNow);
  const changed = <One extends CampaignTimes & { readonly id: string }>(list: readonly One[]) =>
    hasRun
      ? list.map((one) => (one.id === id ? { ...one, endsAt: localNow } : one))
      : list.filter((one) => one.id !== id);
  const ended: ProgramDocument =
    kind === "earning"
      ? { ...document, campaigns: changed(document.campaigns) }
      : { ...document, rewardCampaigns: changed(document.rewardCampaigns) };
  return hasRun
    ? { outcome: "ended", document: ended, endsAt: localNow }
    : { outcome: "removed", document: ended };
}

/** Whether the campaign runs for any minute at all before an end. */
function runsAtAll(times: CampaignTimes, endsAt: string): boolean {
  const first = Math.floor(minuteOf(times.startsAt) / MINUTES_PER_DAY) - 1;
  const last = Math.floor(minuteOf(endsAt) / MINUTES_PER_DAY);
  return openingsBetween(times, first, Math.min(last, first + DAYS_THAT_TELL)).length > 0;
}
