// The page of what waits for a person; says so when nothing does.
import { BlockStack, Page } from "@shopify/polaris";
import { DifferingVouchersCard } from "./differing-vouchers-card.tsx";
import { type BlockedPerk, BlockedPerksCard } from "./blocked-perks-card.tsx";
import { type DeadLetter, type DeadLetterActions, DeadLettersCard } from "./dead-letters-card.tsx";
import { FriendsToLookAtCard } from "./friends-to-look-at-card.tsx";
import type { PointsName } from "./format.ts";
import { type OpenPrivacyRequest, PrivacyRequestsCard } from "./privacy-requests-card.tsx";
import { type TroubledRedemption, TroubledRedemptionsCard } from "./troubled-redemptions-card.tsx";
import { EmptyTrayDrawing } from "./illustrations.tsx";
import { type PausedReward, PausedRewardsCard } from "./paused-rewards-card.tsx";
import { type Permissions, PermissionsProvider } from "./permissions.tsx";
import { NothingCard } from "./nothing-card.tsx";
import { type WaitingOrder, WaitingOrdersCard } from "./waiting-orders-card.tsx";

export interface AttentionPageProps extends DeadLetterActions {
  letters: DeadLetter[];
  redemptions: TroubledRedemption[];
  requests: OpenPrivacyRequest[];
  waiting: WaitingOrder[];
  perks: BlockedPerk[];
  pausedRewards: PausedReward[];
  /** How many there are on the page of vouchers. */
  voucherDifferences: number;
  /** How many wait for a decision on the page of referrals. */
  referrals: number;
  permissions: Permissions;
  pointsName: PointsName;
  timeZone: string;
  now: Date;
  onDownload: (request: OpenPrivacyRequest) => void;
  onAnswered: (request: OpenPrivacyRequest) => void;
  onMoney: (redemption: TroubledRedemption, isThere: boolean) => void;
  arePerksBusy: boolean;
  onRetryPerks: () => void;
}

export function AttentionPage(props: AttentionPageProps) {
  const { letters, redemptions, requests, waiting, pointsName, timeZone, now } = props;
  const { busyId, problem, onReplay, onDiscard, onDownload, onAnswered, onMoney } = props;
  const { perks, arePerksBusy, onRetryPerks, pausedRewards } = props;
  const lists = [letters, redemptions, requests, waiting, perks, pausedRewards];
  const elsewhere = props.voucherDifferences + props.referrals;
  const isEmpty = lists.every(({ length }) => length === 0) && elsewhere === 0;
  return (
    <Page title="Attention" backAction={{ content: "Overview", url: "/app" }}>
      <BlockStack gap="400">
        {isEmpty && (
          <NothingCard illustration={<EmptyTrayDrawing />} heading="Nothing needs your attention">
            Messages that cannot be handled, redemptions that hang, orders that wait for Shopify,
            rewards that are paused, vouchers that differ from Shopify, friends of members to look
            at, benefits of tiers that do not work and privacy requests appear here.
          </NothingCard>
        )}
        {requests.length > 0 && (
          <PrivacyRequestsCard {...{ requests, timeZone, now, busyId, onDownload, onAnswered }} />
        )}
        {redemptions.length > 0 && (
          <TroubledRedemptionsCard {...{ redemptions, pointsName, timeZone, busyId, onMoney }} />
        )}
        {props.voucherDifferences > 0 && <DifferingVouchersCard count={props.voucherDifferences} />}
        {props.referrals > 0 && <FriendsToLookAtCard count={props.referrals} />}
        {pausedRewards.length > 0 && (
          <PermissionsProvider value={props.permissions}>
            <PausedRewardsCard rewards={pausedRewards} />
          </PermissionsProvider>
        )}
        {perks.length > 0 && (
          <BlockedPerksCard {...{ perks, timeZone }} isBusy={arePerksBusy} onRetry={onRetryPerks} />
        )}
        {waiting.length > 0 && <WaitingOrdersCard orders={waiting} timeZone={timeZone} />}
        {letters.length > 0 && (
          <DeadLettersCard {...{ letters, timeZone, busyId, problem, onReplay, onDiscard }} />
        )}
      </BlockStack>
    </Page>
  );
}
