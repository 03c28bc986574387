// When a rule or campaign applies. What is left empty asks nothing.
import { BlockStack, FormLayout, Text } from "@shopify/polaris";
import type { Channel } from "../../core/program/conditions.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { ChecksAt, TextAt } from "./fields.tsx";
import { ProductFields } from "./product-fields.tsx";

const channelNames: Readonly<Record<Channel, string>> = {
  online: "Online store and Shop app",
  pos: "Point of sale",
  other: "Other channels",
};
const channelOptions = Object.entries(channelNames).map(([value, label]) => ({ value, label }));

export function ConditionFields({ path }: { path: string }) {
  return (
    <BlockStack gap="400">
      <BlockStack gap="050">
        <Text as="h4" variant="headingSm">
          Who and which orders
        </Text>
        <Text as="p" tone="subdued">
          All that is given must be met. What is left empty asks nothing.
        </Text>
      </BlockStack>
      <FormLayout>
        <TextAt
          path={`${path}.minimumOrderMinor`}
          label="Least order"
          holds="amount"
          placeholder="No minimum"
        />
        <ChecksAt path={`${path}.channels`} title="Only orders of" options={channelOptions} />
      </FormLayout>
      <AudienceFields path={path} />
      <ProductFields
        path={`${path}.products`}
        title="Only these products"
        isFolded
        whenEmpty="With nothing named, all products."
      />
      <ProductFields
        path={`${path}.excludedProducts`}
        title="Not these products"
        isFolded
        whenEmpty="With nothing named, none is left out."
      />
    </BlockStack>
  );
}
