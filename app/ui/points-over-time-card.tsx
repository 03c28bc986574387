// The card around the chart: which period, and the same figures as a table.
import { BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { lazy, Suspense, useEffect, useState } from "react";
import { formatNumber, formatPeriod, type PointsName } from "./format.ts";

export type PeriodUnit = "week" | "month";

export interface PeriodPoints {
  startsOn: string;
  issued: number;
  redeemed: number;
}

const PointsChart = lazy(() => import("./points-chart.tsx"));
/** The chart's own height, kept free until it is drawn, so that nothing jumps. */
const RESERVED_HEIGHT_PX = 260;

export interface PointsOverTimeProps {
  /** Null while they are being worked out. */
  periods: PeriodPoints[] | null;
  unit: PeriodUnit;
  pointsName: PointsName;
  onUnitChange: (unit: PeriodUnit) => void;
}

export function PointsOverTimeCard({
  periods,
  unit,
  pointsName,
  onUnitChange,
}: PointsOverTimeProps) {
  const [isTable, setIsTable] = useState(false);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {pointsName.other} issued and redeemed
          </Text>
          <InlineStack gap="300">
            <ButtonGroup variant="segmented">
              <Button size="slim" pressed={unit === "week"} onClick={() => onUnitChange("week")}>
                12 weeks
              </Button>
              <Button size="slim" pressed={unit === "month"} onClick={() => onUnitChange("month")}>
                12 months
              </Button>
            </ButtonGroup>
            <Button size="slim" pressed={isTable} onClick={() => setIsTable(!isTable)}>
              {isTable ? "Show as chart" : "Show as table"}
            </Button>
          </InlineStack>
        </InlineStack>
        {periods === null ? (
          <div style={{ height: RESERVED_HEIGHT_PX }} role="status" aria-label="Loading" />
        ) : isTable ? (
          <PeriodTable periods={periods} unit={unit} />
        ) : (
          <Chart periods={periods} unit={unit} />
        )}
      </BlockStack>
    </Card>
  );
}

function Chart({ periods, unit }: { periods: PeriodPoints[]; unit: PeriodUnit }) {
  const [isInBrowser, setIsInBrowser] = useState(false);
  useEffect(() => setIsInBrowser(true), []);
  const issued = periods.reduce((sum, period) => sum + period.issued, 0);
  const redeemed = periods.reduce((sum, period) => sum + period.redeemed, 0);
  if (periods.every((period) => period.issued === 0 && period.redeemed === 0)) {
    return (
      <Text as="p" tone="subdued">
        Nothing was issued or redeemed in this time.
      </Text>
    );
  }
  const spoken = `Bar chart: ${formatNumber(issued)} issued and ${formatNumber(redeemed)} redeemed in all.`;
  const reserved = <div style={{ height: RESERVED_HEIGHT_PX }} />;
  return (
    <div role="img" aria-label={spoken}>
      {isInBrowser ? (
        <Suspense fallback={reserved}>
          <PointsChart periods={periods} unit={unit} />
        </Suspense>
      ) : (
        reserved
      )}
    </div>
  );
}

function PeriodTable({ periods, unit }: { periods: PeriodPoints[]; unit: PeriodUnit }) {
  return (
    <Box overflowX="scroll">
      <table className="regulars-table">
        <thead>
          <tr>
            <th scope="col">{unit === "week" ? "Week from" : "Month"}</th>
            <th scope="col">Issued</th>
            <th scope="col">Redeemed</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.startsOn}>
              <th scope="row">{formatPeriod(period.startsOn, unit)}</th>
              <td>{formatNumber(period.issued)}</td>
              <td>{formatNumber(period.redeemed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
