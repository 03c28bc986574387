// What happened to the member's tier, and who did it.
import { BlockStack, Card, Text } from "@shopify/polaris";
import { actorInWords } from "./actor-in-words.ts";
import { formatDateTime } from "./format.ts";
import { type TierEventView, tierEventInWords } from "./tier-event-words.ts";

export interface TierHistoryCardProps {
  events: (TierEventView & { id: string; at: Date; actor: string })[];
  /** Of the tiers that the program has, by their ids. */
  names: Readonly<Record<string, string>>;
  timeZone: string;
}

export function TierHistoryCard({ events, names, timeZone }: TierHistoryCardProps) {
  if (events.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Tier history
        </Text>
        <ol className="regulars-rows">
          {events.map((event) => (
            <li key={event.id}>
              <BlockStack gap="050">
                <Text as="p" breakWord>
                  {tierEventInWords(event, names)}
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  {`${formatDateTime(event.at, timeZone)} · ${actorInWords(event.actor)}`}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
