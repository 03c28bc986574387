// Price campaigns that never run, or that are for nothing.
import { isTimeZone } from "../calendar/time-zone.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { campaignTimeProblems } from "./campaign-problems.ts";
import { type DocumentProblem, repeatedIds } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";

/**
 * One sentence for each price campaign that ends before it starts, never meets its weekdays and
 * hours, or names a reward that does not exist. Times are compared as for campaigns of earning;
 * where the zone is not known, without what its clocks skip.
 */
export function rewardCampaignProblems(
  { rewardCampaigns, rewards }: Pick<ProgramDocument, "rewardCampaigns" | "rewards">,
  timeZone: TimeZone | null = null,
): DocumentProblem[] {
  const knownZone = timeZone !== null && isTimeZone(timeZone) ? timeZone : null;
  const rewardIds = new Set(rewards.map(({ id }) => id));
  return [
    ...repeatedIds("rewardCampaigns", rewardCampaigns),
    ...(knownZone === null && timeZone !== null && rewardCampaigns.length > 0
      ? [unknownZone(timeZone)]
      : []),
    ...rewardCampaigns.flatMap((campaign, index) => {
      const path = `rewardCampaigns.${index}`;
      const unknown = campaign.rewardIds.flatMap((id, place) =>
        rewardIds.has(id)
          ? []
          : [{ path: `${path}.rewardIds.${place}`, message: `No reward has the id ${id}` }],
      );
      return [...campaignTimeProblems(path, campaign, knownZone), ...unknown];
    }),
  ];
}

function unknownZone(timeZone: TimeZone): DocumentProblem {
  const message = `The store’s time zone ${timeZone} is not known, so no price campaign has its dates`;
  return { path: "rewardCampaigns", message };
}
