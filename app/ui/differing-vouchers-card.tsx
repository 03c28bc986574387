// How many vouchers stand otherwise in Shopify, and the way to the page that tells of each.
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { plural } from "./format.ts";

export function DifferingVouchersCard({ count }: { count: number }) {
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="start" gap="200">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Vouchers
          </Text>
          <Text as="p">
            {`${plural(count, "difference", "differences")} between the ledger and Shopify.`}
          </Text>
        </BlockStack>
        <Button url="/app/vouchers">Look at the vouchers</Button>
      </InlineStack>
    </Card>
  );
}
