// What integrations told lately, and what came of it.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { type PointsName, formatDateTime, formatPoints } from "../format.ts";
import { toldReasonInWords } from "./told-words.ts";

export interface ToldEvent {
  id: string;
  integration: string;
  trigger: "custom" | "review";
  subject: string;
  receivedAt: Date;
  outcome: "granted" | "refused" | null;
  reason: string | null;
  points: number;
  memberId: string | null;
}

export interface ToldEventsCardProps {
  events: ToldEvent[];
  pointsName: PointsName;
  timeZone: string;
}

export function ToldEventsCard({ events, ...rest }: ToldEventsCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What they told lately
        </Text>
        {events.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing yet.
          </Text>
        ) : (
          <ul className="regulars-rows">
            {events.map((event) => (
              <li key={event.id}>
                <Told event={event} {...rest} />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

function Told({
  event,
  pointsName,
  timeZone,
}: Omit<ToldEventsCardProps, "events"> & { event: ToldEvent }) {
  const { outcome, points, reason, memberId, trigger, subject } = event;
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {trigger === "review" ? "Review" : "Event"}
          </Text>
          <span className="regulars-code">{subject}</span>
        </InlineStack>
        {outcome === null && <Badge>Being settled</Badge>}
        {outcome === "granted" && <Badge tone="success">{formatPoints(points, pointsName)}</Badge>}
        {outcome === "refused" && <Badge tone="attention">Nothing earned</Badge>}
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {outcome === "refused" && `${toldReasonInWords(reason)} · `}
        {`${event.integration} · ${formatDateTime(event.receivedAt, timeZone)}`}
        {memberId && (
          <>
            {" · "}
            <Link url={`/app/members/${memberId}`}>View member</Link>
          </>
        )}
      </Text>
    </BlockStack>
  );
}
