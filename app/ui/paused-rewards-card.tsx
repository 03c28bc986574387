// Rewards that members cannot have because the store does not let the app give them.
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { RewardKind } from "../core/program/reward-terms.ts";
import { MissingPermission } from "./permissions.tsx";
import { rewardInWords } from "./reward-in-words.ts";

export interface PausedReward {
  id: string;
  kind: RewardKind;
  reward: RewardParams;
}

export function PausedRewardsCard({ rewards }: { rewards: PausedReward[] }) {
  const kinds = [...new Set(rewards.map(({ kind }) => kind))];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Paused rewards
          </Text>
          <Text as="p" tone="subdued">
            Members read that these are not available at the moment, and keep their points. What was
            redeemed before stays theirs.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {rewards.map(({ id, reward }) => (
            <li key={id}>
              <Text as="p" breakWord>
                {capitalised(rewardInWords(reward))}
              </Text>
            </li>
          ))}
        </ul>
        {kinds.map((kind) => (
          <MissingPermission key={kind} kind={kind} />
        ))}
      </BlockStack>
    </Card>
  );
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
