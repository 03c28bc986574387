// The numbers at the head of a page, each with what it means and, where it has a past, its outline.
import { BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { formatNumber, formatShortNumber } from "./format.ts";

export interface KeyFigure {
  label: string;
  /** Null while it is being worked out. */
  value: number | null;
  caption: string;
  /** Oldest first; drawn behind the number's back, told by the chart's table. */
  history?: number[];
}

const SHORTENED_FROM = 1_000_000;

export function KeyFigures({ figures }: { figures: KeyFigure[] }) {
  return (
    <InlineGrid columns={{ xs: 2, lg: 4 }} gap={{ xs: "300", md: "400" }}>
      {figures.map((figure) => (
        <Card key={figure.label} padding={{ xs: "300", md: "400" }}>
          <BlockStack gap="100">
            <Text as="h2" variant="headingSm" tone="subdued">
              {figure.label}
            </Text>
            <InlineStack align="space-between" blockAlign="end" gap="200" wrap={false}>
              <Text as="p" variant="headingXl" numeric>
                <Value value={figure.value} />
              </Text>
              {figure.history && <Outline values={figure.history} />}
            </InlineStack>
            <Text as="p" variant="bodySm" tone="subdued">
              {figure.caption}
            </Text>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}

function Value({ value }: { value: number | null }) {
  if (value === null) return <span aria-label="Loading">…</span>;
  return value >= SHORTENED_FROM ? (
    <span title={formatNumber(value)}>{formatShortNumber(value)}</span>
  ) : (
    <>{formatNumber(value)}</>
  );
}

const OUTLINE_WIDTH = 72;
const OUTLINE_HEIGHT = 28;
const OUTLINE_MARGIN = 2;

function Outline({ values }: { values: number[] }) {
  const top = Math.max(...values, 1);
  const step = OUTLINE_WIDTH / Math.max(values.length - 1, 1);
  const drawable = OUTLINE_HEIGHT - 2 * OUTLINE_MARGIN;
  const points = values.map((value, at) => {
    const height = (Math.max(value, 0) / top) * drawable;
    return `${(at * step).toFixed(1)},${(OUTLINE_HEIGHT - OUTLINE_MARGIN - height).toFixed(1)}`;
  });
  const area = [`0,${OUTLINE_HEIGHT}`, ...points, `${OUTLINE_WIDTH},${OUTLINE_HEIGHT}`];
  return (
    <svg
      width={OUTLINE_WIDTH}
      height={OUTLINE_HEIGHT}
      viewBox={`0 0 ${OUTLINE_WIDTH} ${OUTLINE_HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      <polygon points={area.join(" ")} fill="var(--p-color-bg-fill-info)" opacity="0.35" />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="var(--p-color-border-emphasis)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
