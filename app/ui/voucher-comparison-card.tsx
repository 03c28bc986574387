// The vouchers here beside those in Shopify, as two numbers and two bars, and how the comparison
// that is under way comes along.
import {
  BlockStack,
  Badge,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { formatDateTime, formatNumber, formatPoints, plural, type PointsName } from "./format.ts";

export interface ComparisonView {
  last: { finishedAt: Date; openHere: number; openThere: number; isWhole: boolean } | null;
  running: { stage: "vouchers" | "discounts"; looked: number; open: number } | null;
  isStopped: boolean;
  differences: number;
  possible: number;
}

export interface VoucherComparisonCardProps {
  comparison: ComparisonView;
  totals: { open: number; points: number };
  pointsName: PointsName;
  timeZone: string;
  isAsking: boolean;
  onCompare: () => void;
}

export function VoucherComparisonCard(props: VoucherComparisonCardProps) {
  const { comparison, totals, pointsName, timeZone, isAsking, onCompare } = props;
  const { last, running } = comparison;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <BlockStack gap="100">
            <InlineStack gap="200" align="start" blockAlign="center">
              <Text as="h2" variant="headingMd">
                Here and in Shopify
              </Text>
              <Verdict {...comparison} />
            </InlineStack>
            <Text as="p" tone="subdued">
              {last
                ? `Last compared on ${formatDateTime(last.finishedAt, timeZone)}.`
                : "Not compared yet."}{" "}
              The app compares once a day by itself.
            </Text>
          </BlockStack>
          <Button onClick={onCompare} loading={isAsking} disabled={running !== null}>
            Compare now
          </Button>
        </InlineStack>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          <Sides last={last} />
          <BlockStack gap="100">
            <Text as="p" tone="subdued">
              Points held by open vouchers
            </Text>
            <Text as="p" variant="headingLg" numeric>
              {formatPoints(totals.points, pointsName)}
            </Text>
            <Text as="p" variant="bodySm" tone="subdued">
              {`Behind ${plural(totals.open, "voucher", "vouchers")} now, `}
              those on their way and on their way back among them
            </Text>
          </BlockStack>
        </InlineGrid>
        <div role="status">
          <Progress {...comparison} />
        </div>
      </BlockStack>
    </Card>
  );
}

function Verdict({ last, differences, running }: ComparisonView) {
  if (running !== null) return <Badge tone="info">Comparing</Badge>;
  if (differences > 0) {
    return <Badge tone="warning">{plural(differences, "difference", "differences")}</Badge>;
  }
  return last === null ? null : <Badge tone="success">No difference</Badge>;
}

function Sides({ last }: Pick<ComparisonView, "last">) {
  const most = Math.max(last?.openHere ?? 0, last?.openThere ?? 0, 1);
  return (
    <BlockStack gap="300">
      <Side label="Voucher codes that work here" count={last?.openHere ?? null} most={most} />
      <Side
        label="Voucher codes that work in Shopify"
        count={last?.openThere ?? null}
        most={most}
      />
      {last?.isWhole === false && (
        <Text as="p" variant="bodySm" tone="caution">
          The store has more codes than the app looks through, so the second number is too small.
        </Text>
      )}
    </BlockStack>
  );
}

function Side({ label, count, most }: { label: string; count: number | null; most: number }) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" tone="subdued">
          {label}
        </Text>
        <Text as="span" numeric fontWeight="semibold">
          {count === null ? "Not known yet" : formatNumber(count)}
        </Text>
      </InlineStack>
      <div className="regulars-side-bar" aria-hidden="true">
        <span style={{ width: `${((count ?? 0) / most) * 100}%` }} />
      </div>
    </BlockStack>
  );
}

const FULL = 100;

function Progress({ running, isStopped, possible }: ComparisonView) {
  if (running?.stage === "vouchers") {
    const { looked, open } = running;
    const percent = open === 0 ? 0 : Math.min(FULL, Math.round((looked / open) * FULL));
    return (
      <BlockStack gap="100">
        <Text as="p">{`Looking at your vouchers in Shopify: ${formatNumber(looked)} so far.`}</Text>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="comparison-progress" />
        <span id="comparison-progress" className="regulars-hidden">
          Vouchers looked at
        </span>
      </BlockStack>
    );
  }
  if (running) return <Text as="p">Looking through the codes that work in Shopify.</Text>;
  if (isStopped) {
    return (
      <Text as="p" tone="caution">
        The last comparison stopped half-way. The page Attention says why; compare again when that
        is put right.
      </Text>
    );
  }
  if (possible === 0) return null;
  return (
    <Text as="p" tone="subdued">
      {plural(possible, "possible difference waits", "possible differences wait")} for a second
      look: what was only on its way is none. That takes a few minutes, and up to an hour and a
      quarter where an order may still come in.
    </Text>
  );
}
