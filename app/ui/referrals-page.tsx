// The page of referrals: what is to be looked at first, each with its evidence, and both decisions
// at any time.
import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Link,
  List,
  Page,
  Select,
  Text,
} from "@shopify/polaris";
import type { Decision } from "../core/referrals/decide-referral.ts";
import type { RewardState } from "../core/referrals/decide-reward.ts";
import type { CheckWeight } from "../core/referrals/fraud-checks.ts";
import { adminOrderUrl } from "./admin-links.ts";
import { formatDateTime, plural } from "./format.ts";
import { CardsDrawing } from "./illustrations.tsx";
import { NothingCard } from "./nothing-card.tsx";
import { decisionLabels, rewardStateInWords, uncheckedInWords } from "./referral-words.ts";

export interface ShownReferral {
  id: string;
  memberId: string;
  memberName: string | null;
  friendEmail: string | null;
  claimedAt: Date;
  decision: Decision;
  isDecidedByStaff: boolean;
  findings: { check: string; reason: string; weight: CheckWeight }[];
  unknown: string[];
  voucherState: "held" | "wanted" | "issued" | "refused" | "off";
  voucherCode: string;
  voucherProblem: string | null;
  orderId: string | null;
  state: RewardState;
  dueAt: Date | null;
}

export type MerchantDecision = "approve" | "refuse";

export interface ReferralsPageProps {
  referrals: ShownReferral[];
  totals: { review: number; all: number; rewarded: number };
  hasReferrals: boolean;
  filter: string;
  isFirstPage: boolean;
  hasNext: boolean;
  timeZone: string;
  /** The one that is being decided now. */
  busyId: string | null;
  onDecide: (id: string, decision: MerchantDecision) => void;
  onFilter: (filter: string) => void;
  onNext: () => void;
  onFirst: () => void;
}

export function ReferralsPage(props: ReferralsPageProps) {
  const { totals, hasReferrals } = props;
  return (
    <Page title="Referrals" backAction={{ content: "Overview", url: "/app" }}>
      {totals.all === 0 ? (
        <NothingCard
          illustration={<CardsDrawing />}
          heading="No friends yet"
          action={{ label: "Set up referrals", url: "/app/program?section=referral" }}
        >
          {hasReferrals
            ? "Friends who ask for their voucher appear here, with what speaks against them."
            : "Members can bring friends once the program says what both get."}
        </NothingCard>
      ) : (
        <ReferralList {...props} />
      )}
    </Page>
  );
}

function ReferralList(props: ReferralsPageProps) {
  const { referrals, totals, filter, isFirstPage, hasNext, onFilter, onNext, onFirst } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Friends whom members brought
          </Text>
          <Text as="p" tone="subdued">
            {totalsInWords(totals)}
          </Text>
        </BlockStack>
        <InlineStack>
          <Select
            label="Show"
            labelInline
            options={[
              { label: "To look at", value: "review" },
              { label: "Under way", value: "waiting" },
              { label: "Rewarded", value: "rewarded" },
              { label: "Refused", value: "refused" },
              { label: "All", value: "all" },
            ]}
            value={filter}
            onChange={onFilter}
          />
        </InlineStack>
        {referrals.length === 0 ? (
          <Text as="p" tone="subdued">
            {filter === "review" ? "Nothing waits for you." : "There are none."}
          </Text>
        ) : (
          <ul className="regulars-rows">
            {referrals.map((referral) => (
              <li key={referral.id}>
                <Referral referral={referral} {...props} />
              </li>
            ))}
          </ul>
        )}
        {(hasNext || !isFirstPage) && (
          <InlineStack gap="200">
            {!isFirstPage && <Button onClick={onFirst}>Back to the first</Button>}
            {hasNext && <Button onClick={onNext}>Show more</Button>}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function totalsInWords({ all, rewarded, review }: ReferralsPageProps["totals"]): string {
  const asked = plural(all, "friend has asked", "friends have asked");
  const paid = plural(rewarded, "member’s reward was given", "rewards of members were given");
  return `${asked} for the voucher, ${paid}, ${plural(review, "waits", "wait")} for you.`;
}

type ReferralProps = Pick<ReferralsPageProps, "timeZone" | "busyId" | "onDecide"> & {
  referral: ShownReferral;
};

function Referral({ referral, timeZone, busyId, onDecide }: ReferralProps) {
  const { decision, isDecidedByStaff, orderId, findings, unknown, claimedAt } = referral;
  const { label, tone } = decisionLabels[decision];
  const unchecked = uncheckedInWords(unknown);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          <Link url={`/app/members/${referral.memberId}`}>
            {referral.memberName ?? "Member without a name"}
          </Link>
          {` brought ${referral.friendEmail ?? "somebody who asked to be forgotten"}`}
        </Text>
        <Badge {...(tone && { tone })}>{isDecidedByStaff ? `${label} by staff` : label}</Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {`${formatDateTime(claimedAt, timeZone)} · ${voucherInWords(referral)}`}
        {orderId !== null && (
          <>
            {" · "}
            <Link url={adminOrderUrl(orderId)} target="_top">
              The friend’s order
            </Link>
          </>
        )}
      </Text>
      <Text as="p">{rewardStateInWords(referral, timeZone)}</Text>
      {findings.length > 0 && <Findings findings={findings} />}
      {unchecked && (
        <Text as="p" variant="bodySm" tone="subdued">
          {unchecked}
        </Text>
      )}
      <Decisions referral={referral} busyId={busyId} onDecide={onDecide} />
    </BlockStack>
  );
}

const weightWords = {
  refuse: "refuses it",
  strong: "speaks against it",
  weak: "says little alone",
};

function Findings({ findings }: Pick<ShownReferral, "findings">) {
  return (
    <List>
      {findings.map(({ check, reason, weight }) => (
        <List.Item key={check}>{`${reason} (${weightWords[weight]}).`}</List.Item>
      ))}
    </List>
  );
}

function Decisions({ referral, busyId, onDecide }: Omit<ReferralProps, "timeZone">) {
  const { id, decision, isDecidedByStaff, voucherState, state, memberName } = referral;
  const isBusy = busyId === id;
  const whose = `the friend of ${memberName ?? "a member without a name"}`;
  const canApprove =
    decision !== "approve" ||
    !isDecidedByStaff ||
    voucherState === "refused" ||
    state === "reward_unavailable";
  const canRefuse = decision !== "refuse" || !isDecidedByStaff;
  return (
    <InlineStack gap="200">
      {canApprove && (
        <Button
          accessibilityLabel={`Approve ${whose}`}
          loading={isBusy}
          onClick={() => onDecide(id, "approve")}
        >
          Approve
        </Button>
      )}
      {canRefuse && (
        <Button
          accessibilityLabel={`Refuse ${whose}`}
          tone="critical"
          disabled={isBusy}
          onClick={() => onDecide(id, "refuse")}
        >
          Refuse
        </Button>
      )}
    </InlineStack>
  );
}

function voucherInWords({ voucherState, voucherCode, voucherProblem }: ShownReferral): string {
  switch (voucherState) {
    case "held":
      return "no voucher for the friend";
    case "wanted":
      return "Shopify is asked for the friend’s voucher";
    case "issued":
      return `voucher ${voucherCode}`;
    case "off":
      return "the friend’s voucher is switched off";
    case "refused":
      return `Shopify did not make the voucher: ${voucherProblem ?? "no reason given"}`;
  }
}
