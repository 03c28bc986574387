// One campaign: what it says, where it is edited, and its end before its time.
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Modal,
  Text,
} from "@shopify/polaris";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { CampaignBadges } from "./campaign-list.tsx";
import type { CampaignView } from "./campaign-view.ts";

export interface CampaignDetailsProps {
  campaign: CampaignView;
  /** Whether the merchant has just chosen it: then its heading takes the focus. */
  isJustChosen: boolean;
  isEnding: boolean;
  /** Why it could not be ended; null while nobody tried, or it could. */
  refusal: string | null;
  onEnd: () => void;
  children: ReactNode;
}

export function CampaignDetails(props: CampaignDetailsProps) {
  const { campaign, isJustChosen, isEnding, refusal, onEnd, children } = props;
  const heading = useRef<HTMLDivElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    if (isJustChosen) heading.current?.focus();
  }, [isJustChosen, campaign.key]);
  const canEnd = campaign.stage === "in_force" && campaign.progress !== "over";
  const hasBegun = campaign.progress === "running";
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <div ref={heading} tabIndex={-1} className="regulars-focus-target">
            <Text as="h2" variant="headingMd" breakWord>
              {campaign.name}
            </Text>
          </div>
          <InlineStack gap="200">
            <CampaignBadges campaign={campaign} />
          </InlineStack>
          <Text as="p">
            <span className="regulars-sentence">{campaign.summary}.</span>
          </Text>
        </BlockStack>
        <div>
          <div className="regulars-notices">
            <div role="alert">
              {refusal !== null && (
                <Banner tone="critical" title="The campaign was not ended">
                  <p>{refusal}</p>
                </Banner>
              )}
            </div>
          </div>
          <ButtonGroup>
            <Button url={editUrl(campaign)}>{editWords[campaign.stage]}</Button>
            {canEnd && (
              <Button tone="critical" loading={isEnding} onClick={() => setIsAsking(true)}>
                {hasBegun ? "End now" : "Call off"}
              </Button>
            )}
          </ButtonGroup>
        </div>
        {children}
      </BlockStack>
      <Modal
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={hasBegun ? `End “${campaign.name}” now?` : `Call off “${campaign.name}”?`}
        primaryAction={{
          content: hasBegun ? "End now" : "Call off",
          destructive: true,
          onAction: () => {
            setIsAsking(false);
            onEnd();
          },
        }}
        secondaryActions={[{ content: "Back", onAction: () => setIsAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{endingWords(campaign, hasBegun)}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function endingWords({ kind }: CampaignView, hasBegun: boolean): string {
  const version = "A new version of the program comes into force at once.";
  if (!hasBegun) return `${version} The campaign is taken out of it before it has run.`;
  return kind === "earning"
    ? `${version} Orders placed from now on earn without the campaign. What was earned stays.`
    : `${version} Rewards cost from now on what they cost without the campaign.`;
}

const editWords = {
  in_force: "Edit in the program",
  draft: "Edit the draft",
  scheduled: "See the scheduled version",
  former: "See the last version that had it",
} as const;

function editUrl({ stage, kind, version }: CampaignView): string {
  if (stage === "scheduled" || stage === "former") return `/app/program/versions/${version.id}`;
  const section = `section=${kind === "earning" ? "campaigns" : "prices"}`;
  return stage === "draft"
    ? `/app/program?draft=${version.id}&${section}`
    : `/app/program?${section}`;
}
