// The vouchers that a member holds or held.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { RedemptionStatus, ReturnReason } from "../core/rewards/redemption.ts";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDate, formatLastDay, formatPoints, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";

export interface MemberVoucher {
  id: string;
  code: string;
  status: string;
  points: number;
  /** What was redeemed. */
  reward: RewardParams;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  usedOrderName: string | null;
  returnReason: string | null;
}

type Tone = "success" | "info" | "attention" | "warning" | "critical" | undefined;

const statuses: Record<RedemptionStatus, { label: string; tone: Tone }> = {
  reserved: { label: "On its way", tone: "info" },
  issued: { label: "Ready to use", tone: "success" },
  used: { label: "Used", tone: undefined },
  returning: { label: "Being given back", tone: "attention" },
  returned: { label: "Given back", tone: undefined },
  refused: { label: "Refused by Shopify", tone: "critical" },
  unsettled: { label: "Not settled", tone: "warning" },
};

const returnReasons: Record<ReturnReason, string> = {
  expired: "expired unused",
  cancelled_by_shopper: "given up by the member",
  cancelled_by_merchant: "cancelled by your staff",
  deleted_in_shopify: "deleted in Shopify",
  order_refunded: "its order was refunded",
};

export interface VoucherCardProps {
  vouchers: MemberVoucher[];
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

function Voucher({ voucher, pointsName, timeZone }: VoucherProps) {
  const status = statuses[voucher.status as RedemptionStatus];
  const reward = rewardInWords(voucher.reward);
  const points = formatPoints(voucher.points, pointsName);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <span className="regulars-code">{voucher.code}</span>
        <Badge {...(status.tone && { tone: status.tone })}>{status.label}</Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {`${reward} for ${points}, ${formatDate(voucher.requestedAt, timeZone)}`}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        <Fate voucher={voucher} timeZone={timeZone} />
      </Text>
    </BlockStack>
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
  return voucher.expiresAt ? <>Works until {formatLastDay(voucher.expiresAt, timeZone)}</> : null;
}
