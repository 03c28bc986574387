// Redemptions that hang half-way, and those that Shopify refused.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { formatDateTime, formatPoints, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";

export interface TroubledRedemption {
  id: string;
  memberId: string;
  memberName: string | null;
  status: "unsettled" | "refused";
  refusal: string | null;
  points: number;
  /** What was to be redeemed. */
  reward: RewardParams;
  requestedAt: Date;
}

export interface TroubledRedemptionsCardProps {
  redemptions: TroubledRedemption[];
  pointsName: PointsName;
  timeZone: string;
}

export function TroubledRedemptionsCard({ redemptions, ...context }: TroubledRedemptionsCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Redemptions
          </Text>
          <Text as="p" tone="subdued">
            Points of an unsettled redemption stay reserved until Shopify says whether its voucher
            exists. A refused one has given its points back.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {redemptions.map((redemption) => (
            <li key={redemption.id}>
              <Redemption redemption={redemption} {...context} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

type RedemptionProps = Omit<TroubledRedemptionsCardProps, "redemptions"> & {
  redemption: TroubledRedemption;
};

function Redemption({ redemption, pointsName, timeZone }: RedemptionProps) {
  const isUnsettled = redemption.status === "unsettled";
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" align="start" blockAlign="center">
        <Link url={`/app/members/${redemption.memberId}`}>{redemption.memberName ?? "Member"}</Link>
        <Badge tone={isUnsettled ? "warning" : "critical"}>
          {isUnsettled ? "Not settled" : "Refused"}
        </Badge>
      </InlineStack>
      <Text as="p">
        {rewardInWords(redemption.reward)} for {formatPoints(redemption.points, pointsName)}
      </Text>
      {redemption.refusal && (
        <Text as="p" tone="subdued" breakWord>
          Shopify’s answer: {redemption.refusal}
        </Text>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        {formatDateTime(redemption.requestedAt, timeZone)}
      </Text>
    </BlockStack>
  );
}
