// Friends of members whom a check doubts, and the way to the page on which they are decided about.
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { plural } from "./format.ts";

export function FriendsToLookAtCard({ count }: { count: number }) {
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="start" gap="200">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Referrals
          </Text>
          <Text as="p">
            {`${plural(count, "friend waits", "friends wait")} for your decision.`}
          </Text>
        </BlockStack>
        <Button url="/app/referrals?show=review">Look at the friends</Button>
      </InlineStack>
    </Card>
  );
}
