// One member's page.
import { BlockStack, Layout, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { PointsName } from "./format.ts";
import { LedgerCard, type LedgerEntry } from "./ledger-card.tsx";
import { type Balances, MemberBalances } from "./member-balances.tsx";
import { MemberDetailsCard, type MemberIdentity } from "./member-details-card.tsx";
import { type MemberVoucher, VoucherCard } from "./voucher-card.tsx";

export interface MemberPageProps {
  member: MemberIdentity & Balances & { id: string; name: string | null };
  ledger: { entries: LedgerEntry[]; nextBefore: string | null };
  vouchers: MemberVoucher[];
  pointsName: PointsName;
  currency: string;
  timeZone: string;
  isFirstPage: boolean;
  adjustment: ReactNode;
}

export function MemberPage(props: MemberPageProps) {
  const { member, ledger, vouchers, pointsName, currency, timeZone, isFirstPage } = props;
  const url = `/app/members/${member.id}`;
  return (
    <Page
      title={member.name ?? member.email ?? "Member without a name"}
      backAction={{ content: "Members", url: "/app/members" }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <MemberBalances balances={member} name={pointsName} />
            <LedgerCard
              entries={ledger.entries}
              pointsName={pointsName}
              timeZone={timeZone}
              isFirstPage={isFirstPage}
              newestUrl={url}
              olderUrl={ledger.nextBefore && `${url}?before=${ledger.nextBefore}`}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <MemberDetailsCard member={member} timeZone={timeZone} />
            {props.adjustment}
            <VoucherCard {...{ vouchers, pointsName, currency, timeZone }} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
