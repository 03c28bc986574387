// All vouchers, found by code or member, each with how it stands and what is to be done.
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Select,
  Text,
} from "@shopify/polaris";
import { SearchField } from "./search-field.tsx";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import type { RedemptionStatus, ReturnReason } from "../core/rewards/redemption.ts";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDate, formatLastDay, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";
import { priceInWords, returnReasons, statusInWords, whatToDo } from "./voucher-words.ts";

export interface FoundVoucher {
  id: string;
  memberId: string;
  memberName: string | null;
  carrier: Carrier;
  code: string;
  status: RedemptionStatus;
  points: number;
  /** What it was given for; null where points were spent. */
  occasion: string | null;
  reward: RewardParams;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  returnReason: ReturnReason | null;
  refusal: string | null;
}

export interface VoucherSearchCardProps {
  vouchers: FoundVoucher[];
  search: string;
  state: string;
  isLoading: boolean;
  hasNext: boolean;
  isFirstPage: boolean;
  pointsName: PointsName;
  timeZone: string;
  onSearch: (text: string) => void;
  onState: (state: string) => void;
  onNext: () => void;
  onNewest: () => void;
}

export function VoucherSearchCard(props: VoucherSearchCardProps) {
  const { vouchers, hasNext, isFirstPage, pointsName, timeZone, onNext, onNewest } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          All vouchers
        </Text>
        <Controls {...props} />
        {vouchers.length === 0 ? (
          <Text as="p" tone="subdued">
            No voucher matches.
          </Text>
        ) : (
          <ul className="regulars-rows">
            {vouchers.map((voucher) => (
              <li key={voucher.id}>
                <Voucher {...{ voucher, pointsName, timeZone }} />
              </li>
            ))}
          </ul>
        )}
        {(hasNext || !isFirstPage) && (
          <InlineStack gap="200">
            {!isFirstPage && <Button onClick={onNewest}>Show the latest</Button>}
            {hasNext && <Button onClick={onNext}>Show older</Button>}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Controls({ search, state, isLoading, onSearch, onState }: VoucherSearchCardProps) {
  return (
    <InlineStack gap="300" blockAlign="center">
      <SearchField
        label="Search vouchers"
        placeholder="Search by code, name or e-mail"
        value={search}
        isLoading={isLoading}
        onChange={onSearch}
      />
      <Select
        label="Show"
        labelInline
        options={[
          { label: "All", value: "all" },
          { label: "Ready to use", value: "open" },
          { label: "Waiting for Shopify or for you", value: "waiting" },
          { label: "Over", value: "over" },
        ]}
        value={state}
        onChange={onState}
      />
    </InlineStack>
  );
}

interface VoucherProps {
  voucher: FoundVoucher;
  pointsName: PointsName;
  timeZone: string;
}

function Voucher({ voucher, pointsName, timeZone }: VoucherProps) {
  const { carrier, status, code } = voucher;
  const { label, tone } = statusInWords(carrier, status);
  const advice = whatToDo(status, voucher.occasion);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Link url={`/app/members/${voucher.memberId}`}>
            {voucher.memberName ?? "Member without a name"}
          </Link>
          {carrier !== "none" && carrier !== "store_credit" && (
            <span className="regulars-code">{code}</span>
          )}
        </InlineStack>
        <Badge {...(tone && { tone })}>{label}</Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {`${rewardInWords(voucher.reward)} ${priceInWords(voucher, pointsName)}, ${formatDate(voucher.requestedAt, timeZone)}`}
        <Fate voucher={voucher} timeZone={timeZone} />
      </Text>
      {voucher.refusal && (
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          Shopify’s answer: {voucher.refusal}
        </Text>
      )}
      {advice && (
        <Box>
          <Text as="p" variant="bodySm">
            {advice}
            {status === "unsettled" && (
              <>
                {" "}
                <Link url="/app/attention">Go to Attention</Link>
              </>
            )}
          </Text>
        </Box>
      )}
    </BlockStack>
  );
}

function Fate({ voucher, timeZone }: Pick<VoucherProps, "voucher" | "timeZone">) {
  const { usedOrderId, returnReason, expiresAt, status, carrier } = voucher;
  if (usedOrderId !== null) {
    return (
      <>
        {" · "}
        <Link url={adminOrderUrl(usedOrderId)} target="_top">
          The order that used it
        </Link>
      </>
    );
  }
  if (returnReason !== null) return <>{` · ${returnReasons[returnReason]}`}</>;
  if (status !== "issued" || expiresAt === null || carrier === "none") return null;
  return <>{` · works until ${formatLastDay(expiresAt, timeZone)}`}</>;
}
