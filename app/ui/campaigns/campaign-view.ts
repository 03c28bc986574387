// A campaign as the page of campaigns shows it.
import type { CampaignKind } from "../../core/campaigns/end-early.ts";
import type { CampaignStage, ListedCampaign } from "../../core/campaigns/list-campaigns.ts";
import type { CampaignTimes } from "../../core/program/campaign-terms.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { rewardCampaignWords } from "../changes/reward-campaign-sentences.ts";
import { campaignWords } from "../changes/rule-sentences.ts";
import type { Words } from "../changes/words.ts";
import { rewardTitles } from "../describe-changes.ts";
import { campaignStage } from "../program/campaign-stage.ts";

export interface CampaignView {
  /** Names it in the page's address. */
  key: string;
  kind: CampaignKind;
  id: string;
  name: string;
  stage: CampaignStage;
  version: { id: string; number: number; startsAt: string | null };
  /** Whether the version in force says something else of it. */
  isChange: boolean;
  times: CampaignTimes;
  /** All that it says, in one sentence. */
  summary: string;
  /** By the store's clock; what is scheduled or drafted is so as if it were in force. */
  progress: "coming" | "running" | "over";
  isOptIn: boolean;
}

export function campaignView(
  listed: ListedCampaign,
  { rewards }: Pick<ProgramDocument, "rewards">,
  { words, localNow }: { words: Words; localNow: string },
): CampaignView {
  const { kind, campaign, stage, version, isChange } = listed;
  const { id, name, startsAt, endsAt, weekdays, hours } = campaign;
  const ofStage = stage === "scheduled" || stage === "draft" ? `.${version.number}` : "";
  return {
    key: `${kind}.${id}${ofStage}`,
    kind,
    id,
    name,
    stage,
    version: { ...version },
    isChange,
    times: { startsAt, endsAt, weekdays, hours },
    summary:
      listed.kind === "earning"
        ? campaignWords(listed.campaign, words)
        : rewardCampaignWords(listed.campaign, rewardTitles(rewards, words)),
    progress: campaignStage(campaign, localNow) ?? "over",
    isOptIn: listed.kind === "earning" && listed.campaign.optIn,
  };
}
