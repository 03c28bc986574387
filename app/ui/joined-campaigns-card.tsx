// The campaigns that a member joined, and when: what they ordered before earned without them.
import { BlockStack, Card, Text } from "@shopify/polaris";
import { formatDateTime } from "./format.ts";

export interface JoinedCampaignsCardProps {
  joined: readonly { readonly id: string; readonly name: string; readonly joinedAt: Date }[];
  timeZone: string;
}

export function JoinedCampaignsCard({ joined, timeZone }: JoinedCampaignsCardProps) {
  if (joined.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Campaigns joined
        </Text>
        <ul className="regulars-rows">
          {joined.map(({ id, name, joinedAt }) => (
            <li key={id}>
              <BlockStack gap="050">
                <Text as="p" breakWord>
                  {name}
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  {formatDateTime(joinedAt, timeZone)}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
