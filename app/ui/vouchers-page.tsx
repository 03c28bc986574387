// The page of all vouchers: how they stand to Shopify, what differs, and each of them.
import { BlockStack, Page } from "@shopify/polaris";
import { CardsDrawing } from "./illustrations.tsx";
import { NothingCard } from "./nothing-card.tsx";
import {
  VoucherComparisonCard,
  type VoucherComparisonCardProps,
} from "./voucher-comparison-card.tsx";
import {
  VoucherDifferencesCard,
  type VoucherDifferencesCardProps,
} from "./voucher-differences-card.tsx";
import { VoucherSearchCard, type VoucherSearchCardProps } from "./voucher-search-card.tsx";

export interface VouchersPageProps
  extends
    Omit<VoucherComparisonCardProps, "totals">,
    Omit<VoucherDifferencesCardProps, "count">,
    VoucherSearchCardProps {
  totals: VoucherComparisonCardProps["totals"] & { isEmpty: boolean };
}

export function VouchersPage(props: VouchersPageProps) {
  return (
    <Page title="Vouchers" backAction={{ content: "Overview", url: "/app" }}>
      {props.totals.isEmpty ? (
        <NothingCard
          illustration={<CardsDrawing />}
          heading="No vouchers yet"
          action={{ label: "Look at your rewards", url: "/app/program" }}
        >
          What members get for their points appears here, and once a day the app compares it with
          Shopify.
        </NothingCard>
      ) : (
        <BlockStack gap="400">
          <VoucherComparisonCard {...props} />
          {props.differences.length > 0 && (
            <VoucherDifferencesCard {...props} count={props.comparison.differences} />
          )}
          <VoucherSearchCard {...props} />
        </BlockStack>
      )}
    </Page>
  );
}
