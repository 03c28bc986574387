// Customers who asked what is kept about them: the answer to hand over, and the day it is due.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { formatDate } from "./format.ts";

export interface OpenPrivacyRequest {
  id: string;
  requestId: string;
  requestedAt: Date;
  dueAt: Date;
  isKnown: boolean;
}

export interface PrivacyRequestsCardProps {
  requests: OpenPrivacyRequest[];
  timeZone: string;
  now: Date;
  busyId: string | null;
  onDownload: (request: OpenPrivacyRequest) => void;
  onAnswered: (request: OpenPrivacyRequest) => void;
}

export function PrivacyRequestsCard({ requests, ...rest }: PrivacyRequestsCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Privacy requests
          </Text>
          <Text as="p" tone="subdued">
            Hand the file to the customer who asked, then mark the request as answered.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {requests.map((request) => (
            <li key={request.id}>
              <Request request={request} {...rest} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

type RequestProps = Omit<PrivacyRequestsCardProps, "requests"> & { request: OpenPrivacyRequest };

function Request({ request, timeZone, now, busyId, onDownload, onAnswered }: RequestProps) {
  const isLate = request.dueAt.getTime() < now.getTime();
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300">
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="h3" variant="headingSm">
            Request {request.requestId}
          </Text>
          <Badge tone={isLate ? "critical" : "attention"}>
            {`${isLate ? "Was due" : "Due"} ${formatDate(request.dueAt, timeZone)}`}
          </Badge>
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          Asked {formatDate(request.requestedAt, timeZone)}.{" "}
          {request.isKnown ? "" : "Nothing is kept about this customer."}
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        <Button
          onClick={() => onDownload(request)}
          accessibilityLabel={`Download: request ${request.requestId}`}
        >
          Download
        </Button>
        <Button
          onClick={() => onAnswered(request)}
          loading={busyId === request.id}
          accessibilityLabel={`Mark as answered: request ${request.requestId}`}
        >
          Mark as answered
        </Button>
      </InlineStack>
    </InlineStack>
  );
}
