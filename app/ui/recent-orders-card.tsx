// The last orders: who earned, how much, and why an order earned nothing.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDate, formatPoints, type PointsName } from "./format.ts";

export interface RecentOrder {
  orderId: string;
  name: string;
  placedAt: Date;
  memberId: string | null;
  memberName: string | null;
  points: number;
  standing: OrderStanding;
}

export type OrderStanding =
  | "test"
  | "cancelled"
  | "refunded"
  | "partly_refunded"
  | "unpaid"
  | "waiting"
  | "guest"
  | "no_program"
  | "earned";

type Tone = "success" | "info" | "attention" | "warning" | undefined;

const standings: Record<OrderStanding, { label: string; tone: Tone }> = {
  earned: { label: "Earned", tone: "success" },
  partly_refunded: { label: "Partly refunded", tone: "warning" },
  refunded: { label: "Refunded", tone: undefined },
  cancelled: { label: "Cancelled", tone: undefined },
  unpaid: { label: "Waiting for payment", tone: "attention" },
  waiting: { label: "Waiting for details from Shopify", tone: "attention" },
  guest: { label: "No customer", tone: "info" },
  no_program: { label: "Before the program", tone: undefined },
  test: { label: "Test order", tone: undefined },
};

export interface RecentOrdersCardProps {
  orders: RecentOrder[];
  pointsName: PointsName;
  timeZone: string;
}

export function RecentOrdersCard({ orders, pointsName, timeZone }: RecentOrdersCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Last orders
        </Text>
        {orders.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing yet. As soon as an order is paid it appears here with what it earned.
          </Text>
        ) : (
          <ul className="regulars-rows">
            {orders.map((order) => (
              <li key={order.orderId}>
                <OrderRow order={order} pointsName={pointsName} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

function OrderRow({
  order,
  pointsName,
  timeZone,
}: {
  order: RecentOrder;
  pointsName: PointsName;
  timeZone: string;
}) {
  const standing = standings[order.standing];
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Link url={adminOrderUrl(order.orderId)} target="_top" monochrome>
            <Text as="span" fontWeight="semibold">
              {order.name}
            </Text>
          </Link>
          <Badge {...(standing.tone && { tone: standing.tone })}>{standing.label}</Badge>
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {formatDate(order.placedAt, timeZone)}
          {order.memberId && " · "}
          {order.memberId && (
            <Link url={`/app/members/${order.memberId}`}>{order.memberName ?? "Member"}</Link>
          )}
        </Text>
      </BlockStack>
      <Text as="span" numeric fontWeight="medium" {...(order.points === 0 && { tone: "subdued" })}>
        {formatPoints(order.points, pointsName)}
      </Text>
    </InlineStack>
  );
}
