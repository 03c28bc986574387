// One member's page, as things stand or as they stood.
import { Badge, Banner, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { type AsOfBasis, AsOfCard } from "./as-of-card.tsx";
import { AwardsCard, type AwardsCardProps } from "./awards-card.tsx";
import type { PointsName } from "./format.ts";
import { JoinedCampaignsCard, type JoinedCampaignsCardProps } from "./joined-campaigns-card.tsx";
import { LedgerCard, type LedgerEntry } from "./ledger-card.tsx";
import { type Balances, MemberBalances } from "./member-balances.tsx";
import { MemberDetailsCard, type MemberIdentity } from "./member-details-card.tsx";
import { MemberLotsCard, type MemberLotView } from "./member-lots-card.tsx";
import { ShownMoment } from "./shown-moment.tsx";
import type { MemberTierView } from "./member-tier-card.tsx";
import { type MemberVoucher, VoucherCard } from "./voucher-card.tsx";

/** How the member stood at a moment that was asked for. */
export interface AsOf {
  /** As the store's clock showed it; empty where no such moment can be shown. */
  text: string;
  by: AsOfBasis;
  problem: string | null;
  view: {
    balances: Balances;
    tierId: string | null;
    lots: MemberLotView[];
    entries: LedgerEntry[];
  } | null;
}

export interface MemberPageProps {
  member: MemberIdentity &
    Balances & { id: string; name: string | null; balanceExpiresAt: Date | null };
  ledger: { entries: LedgerEntry[]; nextBefore: string | null };
  lots: MemberLotView[];
  tier: MemberTierView | null;
  asOf: AsOf | null;
  /** Whether a member was looked for who has been merged into this one. */
  wasMerged: boolean;
  vouchers: MemberVoucher[];
  joined: JoinedCampaignsCardProps["joined"];
  awards: AwardsCardProps["awards"];
  takeBack: AwardsCardProps["takeBack"];
  /** What takes back a reward for which nothing stands in Shopify. */
  undo: (voucher: MemberVoucher) => ReactNode;
  pointsName: PointsName;
  currency: string;
  timeZone: string;
  isFirstPage: boolean;
  tierCard: ReactNode;
  adjustment: ReactNode;
  /** Empty for now. */
  onShowAsOf: (at: string, by: AsOfBasis) => void;
}

export function MemberPage(props: MemberPageProps) {
  const { member, vouchers, undo, awards, takeBack, pointsName, timeZone, asOf } = props;
  return (
    <Page
      title={member.name ?? member.email ?? "Member without a name"}
      backAction={{ content: "Members", url: "/app/members" }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {props.wasMerged && (
              <Banner tone="info" title="Two customers were merged into this one">
                <p>The member you looked for is this one now, with all points and vouchers.</p>
              </Banner>
            )}
            <ShownMoment asOf={asOf?.view ? asOf : null} />
            {asOf?.view ? <Then {...props} view={asOf.view} /> : <Now {...props} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <MemberDetailsCard member={member} timeZone={timeZone} />
            {props.tierCard}
            {!asOf?.view && <JoinedCampaignsCard joined={props.joined} timeZone={timeZone} />}
            {props.adjustment}
            <AsOfCard
              key={asOf?.text ?? ""}
              at={asOf?.text ?? ""}
              by={asOf?.by ?? "recordedAt"}
              problem={asOf?.problem ?? null}
              timeZone={timeZone}
              onShow={props.onShowAsOf}
            />
            {!asOf?.view && <VoucherCard {...{ vouchers, undo, pointsName, timeZone }} />}
            {!asOf?.view && <AwardsCard {...{ awards, takeBack, pointsName, timeZone }} />}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Now({ member, ledger, lots, pointsName, timeZone, isFirstPage }: MemberPageProps) {
  const url = `/app/members/${member.id}`;
  return (
    <>
      <MemberBalances balances={member} name={pointsName} />
      <MemberLotsCard
        {...{ lots, pointsName, timeZone }}
        balanceExpiresAt={member.balanceExpiresAt}
      />
      <LedgerCard
        entries={ledger.entries}
        pointsName={pointsName}
        timeZone={timeZone}
        isFirstPage={isFirstPage}
        newestUrl={url}
        olderUrl={ledger.nextBefore && `${url}?before=${ledger.nextBefore}`}
      />
    </>
  );
}

interface ThenProps extends MemberPageProps {
  view: NonNullable<AsOf["view"]>;
}

function Then(props: ThenProps) {
  const { view, tier, pointsName, timeZone, member } = props;
  const name = tier?.tiers.find(({ id }) => id === view.tierId)?.name ?? view.tierId;
  return (
    <>
      <MemberBalances balances={view.balances} name={pointsName} />
      <Card>
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Tier then
          </Text>
          <Badge>{name ?? "None"}</Badge>
        </InlineStack>
      </Card>
      <MemberLotsCard lots={view.lots} balanceExpiresAt={null} {...{ pointsName, timeZone }} />
      <LedgerCard
        entries={view.entries}
        pointsName={pointsName}
        timeZone={timeZone}
        isFirstPage
        newestUrl={`/app/members/${member.id}`}
        olderUrl={null}
      />
    </>
  );
}
