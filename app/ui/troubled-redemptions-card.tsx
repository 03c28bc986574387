// Redemptions that hang half-way, and those that Shopify refused.
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { formatDateTime, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";
import { priceInWords } from "./voucher-words.ts";

export interface TroubledRedemption {
  id: string;
  memberId: string;
  memberName: string | null;
  status: "unsettled" | "refused";
  refusal: string | null;
  points: number;
  /** What it was to be given for; null where points were spent. */
  occasion: string | null;
  /** What was to be redeemed. */
  reward: RewardParams;
  requestedAt: Date;
  /** Of money of which only the merchant can tell whether it was given; null otherwise. */
  question: { carrier: "gift_card" | "store_credit"; askedAt: Date } | null;
}

export interface TroubledRedemptionsCardProps {
  redemptions: TroubledRedemption[];
  pointsName: PointsName;
  timeZone: string;
  /** Of the row whose button was pressed last, while its answer is awaited. */
  busyId: string | null;
  onMoney: (redemption: TroubledRedemption, isThere: boolean) => void;
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
            Points of an unsettled redemption stay reserved until it is known whether its voucher
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

function Redemption({ redemption, pointsName, timeZone, busyId, onMoney }: RedemptionProps) {
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
        {rewardInWords(redemption.reward)} {priceInWords(redemption, pointsName)}
      </Text>
      {redemption.refusal && (
        <Text as="p" tone="subdued" breakWord>
          Shopify’s answer: {redemption.refusal}
        </Text>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        {formatDateTime(redemption.requestedAt, timeZone)}
      </Text>
      {redemption.question && (
        <MoneyQuestion
          carrier={redemption.question.carrier}
          askedAt={formatDateTime(redemption.question.askedAt, timeZone)}
          isBusy={busyId === redemption.id}
          onAnswer={(isThere) => onMoney(redemption, isThere)}
        />
      )}
    </BlockStack>
  );
}

interface MoneyQuestionProps {
  carrier: "gift_card" | "store_credit";
  askedAt: string;
  isBusy: boolean;
  onAnswer: (isThere: boolean) => void;
}

const questions = {
  store_credit: {
    asked: "this credit",
    where:
      "Open the customer in Shopify and look at the store credit: is there one of that time that " +
      "belongs to this redemption?",
    yes: "The credit is there",
  },
  gift_card: {
    asked: "this gift card",
    where:
      "Look among the gift cards in Shopify: is there one of that time and amount for this " +
      "customer, or with the points of this redemption in its note?",
    yes: "The card is there",
  },
} as const;

/** Credits bear no mark of ours, and a card's can be lost: sometimes only a person can tell. */
function MoneyQuestion({ carrier, askedAt, isBusy, onAnswer }: MoneyQuestionProps) {
  const { asked, where, yes } = questions[carrier];
  return (
    <BlockStack gap="200">
      <Text as="p">
        Shopify was asked for {asked} at {askedAt}, and its answer was lost. {where} If it is not
        there, the points go back.
      </Text>
      <InlineStack gap="200">
        <Button loading={isBusy} onClick={() => onAnswer(true)}>
          {yes}
        </Button>
        <Button disabled={isBusy} onClick={() => onAnswer(false)}>
          It is not there
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
