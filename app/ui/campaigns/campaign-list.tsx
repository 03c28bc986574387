// All campaigns in words: the same as the calendar for whoever prefers a list, and those of other
// months.
import { Link } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { kindWords, progressWords, stageWords } from "./campaign-sentences.ts";
import type { CampaignView } from "./campaign-view.ts";

export interface CampaignListProps {
  campaigns: readonly CampaignView[];
  selectedKey: string | null;
  hrefOf: (change: { campaign: string }) => string;
}

const groups = [
  ["in_force", "In force"],
  ["scheduled", "From scheduled versions"],
  ["draft", "From drafts"],
  ["former", "Of the past"],
] as const;

export function CampaignList({ campaigns, selectedKey, hrefOf }: CampaignListProps) {
  return (
    <>
      {groups.map(([stage, title]) => {
        const own = campaigns.filter((one) => one.stage === stage);
        if (own.length === 0) return null;
        return (
          <Card key={stage}>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {title}
              </Text>
              <ul className="regulars-campaign-list">
                {own.map((campaign) => (
                  <li key={campaign.key}>
                    <InlineStack gap="200" blockAlign="center">
                      <Link
                        to={hrefOf({ campaign: campaign.key })}
                        preventScrollReset
                        {...(campaign.key === selectedKey && { "aria-current": "true" as const })}
                      >
                        {campaign.name}
                      </Link>
                      <CampaignBadges campaign={campaign} />
                    </InlineStack>
                    <Text as="p" tone="subdued">
                      <span className="regulars-sentence">{campaign.summary}.</span>
                    </Text>
                  </li>
                ))}
              </ul>
            </BlockStack>
          </Card>
        );
      })}
    </>
  );
}

const tones = { coming: "info", running: "success", over: undefined } as const;

export function CampaignBadges({ campaign }: { campaign: CampaignView }) {
  const { stage, kind, progress, isChange, isOptIn } = campaign;
  const tone = stage === "in_force" ? tones[progress] : undefined;
  return (
    <>
      <Badge>{kindWords[kind]}</Badge>
      {stage === "in_force" || stage === "former" ? (
        <Badge {...(tone && { tone })}>
          {progressWords[stage === "former" ? "over" : progress]}
        </Badge>
      ) : (
        <Badge tone="attention">{stageWords(campaign)}</Badge>
      )}
      {isChange && <Badge>Changes the one in force</Badge>}
      {isOptIn && <Badge>Members join</Badge>}
    </>
  );
}
