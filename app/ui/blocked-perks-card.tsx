// Discounts and free shipping of tiers that do not work in the cart, and what can be done.
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { formatDateTime } from "./format.ts";
import { perkInWords, perkProblemInWords } from "./tier-perk-words.ts";

export interface BlockedPerk {
  tierId: string;
  tierName: string;
  kind: string;
  problem: string;
  detail: string | null;
  since: Date;
}

export interface BlockedPerksCardProps {
  perks: BlockedPerk[];
  timeZone: string;
  isBusy: boolean;
  onRetry: () => void;
}

export function BlockedPerksCard({ perks, timeZone, isBusy, onRetry }: BlockedPerksCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Benefits of tiers
            </Text>
            <Text as="p" tone="subdued">
              In the cart, members do not get these as the program says. The app tries again once a
              day by itself.
            </Text>
          </BlockStack>
          <Button onClick={onRetry} loading={isBusy}>
            Try again
          </Button>
        </InlineStack>
        <ul className="regulars-rows">
          {perks.map((perk) => (
            <li key={`${perk.tierId} ${perk.kind}`}>
              <Perk perk={perk} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function Perk({ perk, timeZone }: { perk: BlockedPerk; timeZone: string }) {
  return (
    <BlockStack gap="050">
      <Text as="p" fontWeight="semibold">
        {perkInWords(perk.kind, perk.tierName)}
      </Text>
      <Text as="p">{perkProblemInWords(perk.problem)}</Text>
      {perk.detail && (
        <Text as="p" tone="subdued" breakWord>
          Shopify’s answer: {perk.detail}
        </Text>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        Since {formatDateTime(perk.since, timeZone)}
      </Text>
    </BlockStack>
  );
}
