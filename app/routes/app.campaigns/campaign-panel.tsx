// The chosen campaign: what it says, tried on what was, and what it has given.
import { Divider } from "@shopify/polaris";
import { useState } from "react";
import { previewLine, resultsLine } from "../../ui/campaigns/campaign-answers.ts";
import type { PreviewAnswer, ResultsAnswer } from "../../ui/campaigns/campaign-answers.ts";
import { CampaignDetails } from "../../ui/campaigns/campaign-details.tsx";
import { CampaignPreview } from "../../ui/campaigns/campaign-preview.tsx";
import { CampaignResults } from "../../ui/campaigns/campaign-results.tsx";
import type { CampaignView } from "../../ui/campaigns/campaign-view.ts";
import type { PointsName } from "../../ui/format.ts";
import type { Ending } from "./use-ending.ts";
import { useWork } from "./use-work.ts";

export interface CampaignPanelProps {
  campaign: CampaignView;
  isJustChosen: boolean;
  /** How the campaign is ended before its time. */
  ending: (campaign: CampaignView) => Ending;
  pointsName: PointsName;
  currency: string;
}

const DEFAULT_DAYS = "30";

export function CampaignPanel(props: CampaignPanelProps) {
  const { campaign, isJustChosen, pointsName, currency, ending } = props;
  const { kind, id, version } = campaign;
  const [days, setDays] = useState(DEFAULT_DAYS);
  const preview = useWork<PreviewAnswer>(previewLine);
  const results = useWork<ResultsAnswer>(resultsLine);
  const query = (more: Record<string, string>) => new URLSearchParams({ kind, id, ...more });
  const wasInForce = campaign.stage === "in_force" || campaign.stage === "former";
  const hasResults = wasInForce && campaign.progress !== "coming";
  return (
    <CampaignDetails campaign={campaign} isJustChosen={isJustChosen} {...ending(campaign)}>
      {campaign.stage !== "former" && (
        <>
          <Divider />
          <CampaignPreview
            campaign={campaign}
            pointsName={pointsName}
            days={days}
            work={preview.work}
            onDays={(chosen) => {
              preview.stop();
              setDays(chosen);
            }}
            onStart={() =>
              preview.start(`/app/campaigns/preview?${query({ version: version.id, days })}`)
            }
            onStop={preview.stop}
          />
        </>
      )}
      {hasResults && (
        <>
          <Divider />
          <CampaignResults
            campaign={campaign}
            pointsName={pointsName}
            currency={currency}
            work={results.work}
            onStart={() => results.start(`/app/campaigns/results?${query({})}`)}
            onStop={results.stop}
          />
        </>
      )}
    </CampaignDetails>
  );
}
