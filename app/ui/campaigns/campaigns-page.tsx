// The page of campaigns: when each runs, what runs together, and one of them closely.
import { Banner, BlockStack, List, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { CardsDrawing } from "../illustrations.tsx";
import { NothingCard } from "../nothing-card.tsx";
import { CampaignCalendar } from "./campaign-calendar.tsx";
import { CampaignList } from "./campaign-list.tsx";
import type { CampaignView } from "./campaign-view.ts";

export interface CampaignsPageProps {
  month: string;
  today: string;
  timeZone: string;
  campaigns: readonly CampaignView[];
  selectedKey: string | null;
  /** Which run together, by the version that says so. */
  overlaps: readonly { readonly title: string; readonly sentences: readonly string[] }[];
  /** What a version to come would start again, or end before its time. */
  surprises: readonly string[];
  hrefOf: (change: { month?: string; campaign?: string }) => string;
  /** The chosen campaign closely. */
  children: ReactNode;
}

export function CampaignsPage(props: CampaignsPageProps) {
  const { campaigns, overlaps, surprises, timeZone, children } = props;
  return (
    <Page
      title="Campaigns"
      subtitle={`Times are those of the store (${timeZone})`}
      backAction={{ content: "Overview", url: "/app" }}
      {...(campaigns.length > 0 && {
        primaryAction: { content: "New campaign", url: NEW_CAMPAIGN_URL },
      })}
    >
      {campaigns.length === 0 ? (
        <NothingCard
          illustration={<CardsDrawing />}
          heading="No campaigns yet"
          action={{ label: "Make a campaign", url: NEW_CAMPAIGN_URL }}
        >
          For a while orders earn more, or rewards cost less. Campaigns are part of the program:
          make one there, and see here when it runs and what it gives.
        </NothingCard>
      ) : (
        <BlockStack gap="400">
          {surprises.length > 0 && (
            <Banner tone="warning" title="What versions to come would change">
              <Sentences sentences={surprises} />
            </Banner>
          )}
          {overlaps.map(({ title, sentences }) => (
            <Banner key={title} tone="info" title={title}>
              <Sentences sentences={sentences} />
            </Banner>
          ))}
          <CampaignCalendar {...props} />
          {children}
          <CampaignList {...props} />
        </BlockStack>
      )}
    </Page>
  );
}

const NEW_CAMPAIGN_URL = "/app/program?section=campaigns";

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <List>
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  );
}
