// All events: those to come, or those that are over.
import { BlockStack, Button, Card, InlineStack, Link, Page, Tabs, Text } from "@shopify/polaris";
import { formatDateTime } from "../format.ts";
import { placesWords } from "../check-in-words.ts";
import { CardsDrawing } from "../illustrations.tsx";
import { NothingCard } from "../nothing-card.tsx";
import { EventBadge } from "./event-badge.tsx";
import type { EventView } from "./event-view.ts";

export interface EventsPageProps {
  events: EventView[];
  isOver: boolean;
  isFirstPage: boolean;
  hasNext: boolean;
  timeZone: string;
  now: number;
  onShow: (isOver: boolean) => void;
  onNext: () => void;
}

const tabs = [
  { id: "ahead", content: "To come" },
  { id: "over", content: "Over" },
];
const NEW = "/app/events/new";

export function EventsPage(props: EventsPageProps) {
  const { events, isOver, isFirstPage, onShow } = props;
  return (
    <Page
      title="Events"
      backAction={{ content: "Overview", url: "/app" }}
      primaryAction={{ content: "Create event", url: NEW }}
    >
      <BlockStack gap="400">
        <Tabs
          tabs={tabs}
          selected={isOver ? 1 : 0}
          onSelect={(selected) => onShow(selected === 1)}
        />
        {events.length === 0 && isFirstPage ? <Nothing isOver={isOver} /> : <List {...props} />}
      </BlockStack>
    </Page>
  );
}

function Nothing({ isOver }: { isOver: boolean }) {
  return (
    <NothingCard
      illustration={<CardsDrawing />}
      heading={isOver ? "No event is over yet" : "No events to come"}
      {...(!isOver && { action: { label: "Create event", url: NEW } })}
    >
      Members check in at the door with a code in their loyalty panel, once for each event.
    </NothingCard>
  );
}

function List({ events, hasNext, timeZone, now, onNext }: EventsPageProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <ul className="regulars-rows">
          {events.map((event) => (
            <li key={event.id}>
              <InlineStack align="space-between" blockAlign="start" gap="300">
                <BlockStack gap="050">
                  <Text as="h2" variant="headingSm">
                    <Link url={`/app/events/${event.id}`} removeUnderline>
                      {event.name}
                    </Link>
                  </Text>
                  <Text as="p" tone="subdued">
                    {event.place}, {formatDateTime(new Date(event.startsAt), timeZone)}
                  </Text>
                  <Text as="p" variant="bodySm" tone="subdued">
                    {placesWords(event)}
                  </Text>
                </BlockStack>
                <EventBadge event={event} now={now} />
              </InlineStack>
            </li>
          ))}
        </ul>
        {hasNext && (
          <InlineStack align="center">
            <Button onClick={onNext}>Show more</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
