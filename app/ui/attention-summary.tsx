// One line on the first page for everything that waits for a person.
import { Banner, List } from "@shopify/polaris";
import { plural } from "./format.ts";

export interface AttentionCounts {
  deadLetters: number;
  unsettledRedemptions: number;
  openPrivacyRequests: number;
  waitingOrders: number;
  blockedPerks: number;
  pausedRewards: number;
  voucherDifferences: number;
  referrals: number;
}

export function AttentionSummary({ counts }: { counts: AttentionCounts }) {
  const lines = [
    counts.openPrivacyRequests > 0 &&
      plural(counts.openPrivacyRequests, "privacy request to answer", "privacy requests to answer"),
    counts.unsettledRedemptions > 0 &&
      plural(counts.unsettledRedemptions, "redemption not settled", "redemptions not settled"),
    counts.deadLetters > 0 &&
      plural(counts.deadLetters, "message not handled", "messages not handled"),
    counts.waitingOrders > 0 &&
      plural(counts.waitingOrders, "order waits for Shopify", "orders wait for Shopify"),
    counts.pausedRewards > 0 && plural(counts.pausedRewards, "paused reward", "paused rewards"),
    counts.blockedPerks > 0 &&
      plural(
        counts.blockedPerks,
        "benefit of a tier does not work",
        "benefits of tiers do not work",
      ),
    counts.voucherDifferences > 0 &&
      plural(
        counts.voucherDifferences,
        "difference between vouchers here and in Shopify",
        "differences between vouchers here and in Shopify",
      ),
    counts.referrals > 0 &&
      plural(counts.referrals, "friend of a member to look at", "friends of members to look at"),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Banner
      title="This needs your attention"
      tone="warning"
      action={{ content: "Have a look", url: "/app/attention" }}
    >
      <List>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
