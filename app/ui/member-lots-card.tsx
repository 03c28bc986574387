// The member's points, lot by lot: when they can be spent, and when they end.
import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDate, formatLastDay, formatPoints, type PointsName } from "./format.ts";

export interface MemberLotView {
  id: string;
  orderId: string | null;
  orderName: string | null;
  accruedAt: Date;
  available: number;
  pending: number;
  reserved: number;
  releasesAt: Date | null;
  expiresAt: Date | null;
}

export interface MemberLotsCardProps {
  lots: MemberLotView[];
  /** When all points end for want of activity; null where they do not. */
  balanceExpiresAt: Date | null;
  pointsName: PointsName;
  timeZone: string;
}

/** The next to end; the others are a step away. */
const FIRST_LOTS = 5;

export function MemberLotsCard(props: MemberLotsCardProps) {
  const [isWhole, setIsWhole] = useState(false);
  const { lots, balanceExpiresAt, pointsName, timeZone } = props;
  if (lots.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`Where the ${pointsName.other} are`}
        </Text>
        {balanceExpiresAt && (
          <Text as="p">
            {`Without an order or a redemption, all ${pointsName.other} end after ${formatLastDay(balanceExpiresAt, timeZone)}.`}
          </Text>
        )}
        <ul className="regulars-rows">
          {lots.slice(0, isWhole ? lots.length : FIRST_LOTS).map((lot) => (
            <li key={lot.id}>
              <BlockStack gap="050">
                {lotSentences(lot, pointsName, timeZone).map((sentence) => (
                  <Text as="p" key={sentence}>
                    {sentence}
                  </Text>
                ))}
                <Text as="p" variant="bodySm" tone="subdued">
                  {`Earned ${formatDate(lot.accruedAt, timeZone)}`}
                  {lot.orderId && (
                    <>
                      {" · "}
                      <Link url={adminOrderUrl(lot.orderId)} target="_top">
                        {lot.orderName ? `Order ${lot.orderName}` : "View order"}
                      </Link>
                    </>
                  )}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ul>
        {!isWhole && lots.length > FIRST_LOTS && (
          <InlineStack>
            <Button onClick={() => setIsWhole(true)}>{`Show all ${lots.length}`}</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

/** `40 Stars can be spent until Jun 30, 2027.`: a sentence for each thing to say of the lot. */
export function lotSentences(lot: MemberLotView, name: PointsName, timeZone: string): string[] {
  const { available, pending, reserved, releasesAt, expiresAt } = lot;
  const sentences: string[] = [];
  const verb = (count: number, one: string, other: string) => (count === 1 ? one : other);
  if (pending > 0) {
    const wait = `${formatPoints(pending, name)} ${verb(pending, "waits", "wait")}`;
    sentences.push(
      releasesAt
        ? `${wait} until ${formatDate(releasesAt, timeZone)}.`
        : `${wait} for the order to be on its way.`,
    );
  }
  if (available > 0) {
    sentences.push(
      expiresAt
        ? `${formatPoints(available, name)} can be spent until ${formatLastDay(expiresAt, timeZone)}.`
        : `${formatPoints(available, name)} without an end of ${verb(available, "its", "their")} own.`,
    );
  }
  if (reserved > 0) {
    sentences.push(
      `${formatPoints(reserved, name)} ${verb(reserved, "is", "are")} held for a voucher.`,
    );
  }
  return sentences;
}
