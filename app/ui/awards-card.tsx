// What a member was given for something else than an order, and what was taken back of it.
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatDate, formatPoints, type PointsName } from "./format.ts";

export interface AwardView {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly occurredAt: Date;
  readonly takenBackAt: Date | null;
  readonly takenBackReason: string | null;
  readonly isOfReferral: boolean;
}

export interface AwardsCardProps {
  awards: readonly AwardView[];
  /** What takes one back. */
  takeBack: (award: AwardView) => ReactNode;
  pointsName: PointsName;
  timeZone: string;
}

export function AwardsCard({ awards, ...context }: AwardsCardProps) {
  if (awards.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Earned beside orders
        </Text>
        <ul className="regulars-rows">
          {awards.map((award) => (
            <li key={award.id}>
              <Award award={award} {...context} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

type AwardProps = Omit<AwardsCardProps, "awards"> & { award: AwardView };

function Award({ award, takeBack, pointsName, timeZone }: AwardProps) {
  const { title, points, occurredAt, takenBackAt, takenBackReason, isOfReferral } = award;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" breakWord>
          {title}
        </Text>
        {takenBackAt && <Badge>Taken back</Badge>}
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {`${formatPoints(points, pointsName)}, ${formatDate(occurredAt, timeZone)}`}
      </Text>
      {takenBackAt && (
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {fateOf(formatDate(takenBackAt, timeZone), takenBackReason)}
        </Text>
      )}
      {!takenBackAt && !isOfReferral && takeBack(award)}
    </BlockStack>
  );
}

function fateOf(date: string, reason: string | null): string {
  return reason ? `Taken back on ${date}: ${reason}` : `Taken back on ${date}`;
}
