// What a member has, as a number and as a bar of its parts.
import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { formatNumber, type PointsName, pointsWord } from "./format.ts";

export interface Balances {
  available: number;
  pending: number;
  reserved: number;
  shortfall: number;
}

const parts = [
  { name: "available", label: "To spend", color: "var(--p-color-bg-fill-success)" },
  { name: "pending", label: "Waiting for release", color: "var(--p-color-bg-fill-info)" },
  { name: "reserved", label: "Held for a voucher", color: "var(--p-color-bg-fill-caution)" },
] as const;

export function MemberBalances({ balances, name }: { balances: Balances; name: PointsName }) {
  const held = balances.available + balances.pending + balances.reserved;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm" tone="subdued">
            Balance
          </Text>
          <Text as="p" variant="heading2xl" numeric>
            {formatNumber(balances.available)}{" "}
            <Text as="span" variant="headingMd" tone="subdued">
              {pointsWord(balances.available, name)}
            </Text>
          </Text>
        </BlockStack>
        <div className="regulars-balance-bar" aria-hidden="true">
          {parts.map((part) =>
            balances[part.name] > 0 ? (
              <span
                key={part.name}
                style={{ background: part.color, flexGrow: balances[part.name] / held }}
              />
            ) : null,
          )}
        </div>
        <InlineStack gap="500">
          {parts.map((part) =>
            part.name === "available" || balances[part.name] > 0 ? (
              <Part key={part.name} {...part} value={balances[part.name]} />
            ) : null,
          )}
          {balances.shortfall > 0 && (
            <Part
              label="Owed after a refund"
              color="var(--p-color-bg-fill-critical)"
              value={balances.shortfall}
            />
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Part({ label, color, value }: { label: string; color: string; value: number }) {
  return (
    <InlineStack gap="150" blockAlign="center" wrap={false}>
      <span className="regulars-dot" style={{ background: color }} aria-hidden="true" />
      <Text as="span" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="span" variant="bodySm" fontWeight="semibold" numeric>
        {formatNumber(value)}
      </Text>
    </InlineStack>
  );
}
