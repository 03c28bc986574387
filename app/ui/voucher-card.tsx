// The vouchers that a member holds or held.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { RedemptionStatus, ReturnReason } from "../core/rewards/redemption.ts";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDate, formatLastDay, formatMinor, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";
import { priceInWords, returnReasons, statusInWords } from "./voucher-words.ts";

export interface MemberVoucher {
  id: string;
  code: string;
  status: string;
  points: number;
  /** What it was given for; null where points were spent. */
  occasion: string | null;
  /** What was redeemed. */
  reward: RewardParams;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  usedOrderName: string | null;
  returnReason: string | null;
  /** What in Shopify stands for it. */
  carrier: string;
  /** What is not spent of money that was given, in minor units; null where that is not known. */
  remainingMinor: number | null;
}

export interface VoucherCardProps {
  vouchers: MemberVoucher[];
  /** What takes back a reward for which nothing stands in Shopify; null where nobody can. */
  undo: ((voucher: MemberVoucher) => ReactNode) | null;
  pointsName: PointsName;
  timeZone: string;
}

export function VoucherCard({ vouchers, ...context }: VoucherCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Vouchers
        </Text>
        {vouchers.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing redeemed yet.
          </Text>
        ) : (
          <ul className="regulars-rows">
            {vouchers.map((voucher) => (
              <li key={voucher.id}>
                <Voucher voucher={voucher} {...context} />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

type VoucherProps = Omit<VoucherCardProps, "vouchers"> & { voucher: MemberVoucher };

function Voucher({ voucher, pointsName, timeZone, undo }: VoucherProps) {
  const status = statusInWords(voucher.carrier, voucher.status as RedemptionStatus);
  const isUndoable = voucher.carrier === "none" && ["issued", "used"].includes(voucher.status);
  const reward = rewardInWords(voucher.reward);
  const price = priceInWords(voucher, pointsName);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <span className="regulars-code">{voucher.code}</span>
        <Badge {...(status.tone && { tone: status.tone })}>{status.label}</Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {`${reward} ${price}, ${formatDate(voucher.requestedAt, timeZone)}`}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        <Fate voucher={voucher} timeZone={timeZone} />
      </Text>
      <MoneyLeft voucher={voucher} />
      {isUndoable && undo?.(voucher)}
    </BlockStack>
  );
}

/** Of a gift card or credit, as Shopify told it last. */
function MoneyLeft({ voucher: { remainingMinor, reward } }: { voucher: MemberVoucher }) {
  if (remainingMinor === null || reward.currency === undefined) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {remainingMinor === 0
        ? "All of it is spent"
        : `${formatMinor(remainingMinor, reward.currency)} of it is not spent`}
    </Text>
  );
}

function Fate({ voucher, timeZone }: { voucher: MemberVoucher; timeZone: string }) {
  if (voucher.usedOrderId) {
    return (
      <>
        Used on{" "}
        <Link url={adminOrderUrl(voucher.usedOrderId)} target="_top">
          {voucher.usedOrderName ?? "an order"}
        </Link>
      </>
    );
  }
  if (voucher.returnReason) {
    return <>Reason: {returnReasons[voucher.returnReason as ReturnReason]}</>;
  }
  if (!voucher.expiresAt || voucher.reward.kind === "donation") return null;
  const until = formatLastDay(voucher.expiresAt, timeZone);
  return <>{voucher.carrier === "none" ? `Until ${until}` : `Works until ${until}`}</>;
}
