// How the latest night went: what was released, what ended, whose tier was looked at.
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { formatCalendarDate, plural } from "./format.ts";

export interface LastNight {
  /** The local day at whose beginning it was due. */
  date: string;
  /** Null while it is at work. */
  doneAt: Date | null;
  releasedLots: number;
  expired: number;
  reviewedMembers: number;
  leftOut: number;
}

export interface NightCardProps {
  night: LastNight;
  /** Whether a night since then should have begun. */
  isBehind: boolean;
}

export function NightCard({ night, isBehind }: NightCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {`Night to ${formatCalendarDate(night.date)}`}
          </Text>
          <NightBadge isDone={night.doneAt !== null} isBehind={isBehind} />
        </InlineStack>
        <Text as="p">{`${nightWords(night)}.`}</Text>
        {night.leftOut > 0 && (
          <Text as="p" tone="caution">
            {`${plural(night.leftOut, "thing", "things")} failed and will be tried again in the next night.`}
          </Text>
        )}
        {isBehind && (
          <Text as="p" tone="caution">
            Later nights are still to come. They are made up for one after the other, with the dates
            that they should have had.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function NightBadge({ isDone, isBehind }: { isDone: boolean; isBehind: boolean }) {
  if (isBehind) return <Badge tone="warning">Behind</Badge>;
  return isDone ? <Badge tone="success">Done</Badge> : <Badge tone="info">At work</Badge>;
}

function nightWords({ releasedLots, expired, reviewedMembers }: LastNight): string {
  if (releasedLots + expired + reviewedMembers === 0) return "Nothing was due";
  return [
    plural(releasedLots, "release of waiting points", "releases of waiting points"),
    plural(expired, "expiry", "expiries"),
    plural(reviewedMembers, "tier reviewed", "tiers reviewed"),
  ].join(", ");
}
