// The frame of a group of settings.
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface SectionCardProps {
  title: string;
  /** What it is for, in a sentence. */
  about?: ReactNode;
  children: ReactNode;
}

export function SectionCard({ title, about, children }: SectionCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {about && (
            <Text as="p" tone="subdued">
              {about}
            </Text>
          )}
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}
