// The card around the widget's preview, with a choice of who is looking.
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface PreviewCardProps {
  audience: "member" | "guest";
  onAudienceChange: (audience: "member" | "guest") => void;
  children: ReactNode;
}

export function PreviewCard({ audience, onAudienceChange, children }: PreviewCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Preview
          </Text>
          <ButtonGroup variant="segmented">
            <Button
              size="slim"
              pressed={audience === "member"}
              onClick={() => onAudienceChange("member")}
            >
              Member
            </Button>
            <Button
              size="slim"
              pressed={audience === "guest"}
              onClick={() => onAudienceChange("guest")}
            >
              Guest
            </Button>
          </ButtonGroup>
        </InlineStack>
        {children}
        <Text as="p" variant="bodySm" tone="subdued">
          Follows what you type, with a made-up shopper. Colours follow your theme.
        </Text>
      </BlockStack>
    </Card>
  );
}
