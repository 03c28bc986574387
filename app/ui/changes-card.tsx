// Says what saving would do, while there is something to save.
import { BlockStack, Card, List, Text } from "@shopify/polaris";

export function ChangesCard({ changes }: { changes: string[] }) {
  if (changes.length === 0) return null;
  return (
    <Card background="bg-surface-secondary">
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          When you save
        </Text>
        <List>
          {changes.map((change) => (
            <List.Item key={change}>{change}</List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          Orders placed from then on follow the new program. What was earned before stays as it is,
          and refunds of earlier orders are worked out as those orders were.
        </Text>
      </BlockStack>
    </Card>
  );
}
