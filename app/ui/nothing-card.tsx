// A card for pages that have nothing to show: a drawing, why, and where to go from here.
import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface NothingAction {
  label: string;
  url?: string;
  onAction?: () => void;
}

export interface NothingCardProps {
  illustration: ReactNode;
  heading: string;
  children: ReactNode;
  action?: NothingAction;
  secondaryAction?: NothingAction;
}

export function NothingCard(props: NothingCardProps) {
  const { illustration, heading, children, action, secondaryAction } = props;
  return (
    <Card>
      <Box paddingBlock="600">
        <BlockStack gap="400" inlineAlign="center">
          {illustration}
          <BlockStack gap="200" inlineAlign="center">
            <Text as="h2" variant="headingMd" alignment="center">
              {heading}
            </Text>
            <Text as="p" tone="subdued" alignment="center">
              {children}
            </Text>
          </BlockStack>
          {(action || secondaryAction) && (
            <InlineStack gap="200" align="center">
              {secondaryAction && <Way {...secondaryAction} />}
              {action && <Way {...action} isPrimary />}
            </InlineStack>
          )}
        </BlockStack>
      </Box>
    </Card>
  );
}

function Way({ label, url, onAction, isPrimary }: NothingAction & { isPrimary?: boolean }) {
  return (
    <Button
      {...(url && { url })}
      {...(onAction && { onClick: onAction })}
      {...(isPrimary && { variant: "primary" as const })}
    >
      {label}
    </Button>
  );
}
