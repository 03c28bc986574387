// Orders whose points wait for an answer of Shopify: which, and what happens by itself.
import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { adminOrderUrl } from "./admin-links.ts";
import { reasonInWords } from "./dead-letter-words.ts";
import { formatDate, formatDateTime, plural } from "./format.ts";

export interface WaitingOrder {
  orderId: string;
  name: string;
  placedAt: Date | null;
  memberId: string | null;
  memberName: string | null;
  attempts: number;
  reason: string | null;
  nextAttemptAt: Date | null;
}

export interface WaitingOrdersCardProps {
  orders: WaitingOrder[];
  timeZone: string;
}

export function WaitingOrdersCard({ orders, timeZone }: WaitingOrdersCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Orders that wait for Shopify
          </Text>
          <Text as="p" tone="subdued">
            What these earn depends on tags, collections, segments or payments that Shopify has not
            told yet. The app asks again by itself for about a day. After that they are counted
            without the answer, and a message here says so.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {orders.map((order) => (
            <li key={order.orderId}>
              <Order order={order} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function askedWords({ attempts, nextAttemptAt }: WaitingOrder, timeZone: string): string {
  const asked = `Asked ${plural(attempts, "time", "times")} in vain`;
  if (nextAttemptAt) return `${asked}; next on ${formatDateTime(nextAttemptAt, timeZone)}.`;
  return attempts > 0
    ? `${asked}; replay its message below to ask again.`
    : "Not asked about any more: it is with the order's next change.";
}

function Order({ order, timeZone }: { order: WaitingOrder; timeZone: string }) {
  const { placedAt, reason } = order;
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        <Link url={adminOrderUrl(order.orderId)} target="_top" monochrome>
          {order.name}
        </Link>
      </Text>
      <Text as="p">{askedWords(order, timeZone)}</Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {placedAt && `Placed ${formatDate(placedAt, timeZone)}`}
        {order.memberId && (
          <>
            {" · "}
            <Link url={`/app/members/${order.memberId}`}>{order.memberName ?? "Member"}</Link>
          </>
        )}
        {reason && (
          <>
            {" · "}
            {reasonInWords(reason) ?? <span className="regulars-code">{reason}</span>}
          </>
        )}
      </Text>
    </BlockStack>
  );
}
