// The page of the systems that tell the program what members did.
import { BlockStack, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { CardsDrawing } from "../illustrations.tsx";
import { NothingCard } from "../nothing-card.tsx";
import { IntegrationListCard, type IntegrationListCardProps } from "./integration-list-card.tsx";
import { type MadeIntegration, MadeIntegrationCard } from "./made-integration-card.tsx";
import { ToldEventsCard, type ToldEventsCardProps } from "./told-events-card.tsx";

export interface IntegrationsPageProps extends IntegrationListCardProps, ToldEventsCardProps {
  /** The form for a new one; null while nobody makes one. */
  form: ReactNode;
  made: MadeIntegration | null;
  onNew: () => void;
  onDone: () => void;
}

export function IntegrationsPage(props: IntegrationsPageProps) {
  const { integrations, events, form, made, onNew, onDone } = props;
  const isEmpty = integrations.length === 0 && form === null && made === null;
  return (
    <Page
      title="Integrations"
      backAction={{ content: "Overview", url: "/app" }}
      {...(!isEmpty &&
        form === null && { primaryAction: { content: "New integration", onAction: onNew } })}
    >
      {isEmpty ? (
        <NothingCard
          illustration={<CardsDrawing />}
          heading="Let other systems tell what members did"
          action={{ label: "New integration", onAction: onNew }}
        >
          Apps for reviews, workshops or tills can send events that a way to earn of your program
          rewards. Each gets a key of its own.
        </NothingCard>
      ) : (
        <BlockStack gap="400">
          {made && <MadeIntegrationCard made={made} onDone={onDone} />}
          {form}
          {integrations.length > 0 && <IntegrationListCard {...props} />}
          {(integrations.length > 0 || events.length > 0) && <ToldEventsCard {...props} />}
        </BlockStack>
      )}
    </Page>
  );
}
