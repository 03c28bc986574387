// Points issued and redeemed over time, as bars; a table says the same to those who cannot see
// them.
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatNumber, formatPeriod, formatShortNumber } from "./format.ts";
import type { PeriodPoints, PeriodUnit } from "./points-over-time-card.tsx";

const ISSUED_COLOR = "#2c6ecb";
const REDEEMED_COLOR = "#1f7a55";

export const CHART_HEIGHT_PX = 260;

export default function PointsChart({
  periods,
  unit,
}: {
  periods: PeriodPoints[];
  unit: PeriodUnit;
}) {
  const bars = periods.map((period) => ({
    label: formatPeriod(period.startsOn, unit),
    Issued: period.issued,
    Redeemed: period.redeemed,
  }));
  return (
    <ResponsiveContainer width="100%" height={CHART_HEIGHT_PX}>
      <BarChart
        data={bars}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="label" tickLine={false} axisLine={false} fontSize={12} minTickGap={16} />
        <YAxis
          tickFormatter={formatShortNumber}
          tickLine={false}
          axisLine={false}
          fontSize={12}
          width={44}
          allowDecimals={false}
        />
        <Tooltip
          formatter={(value) => formatNumber(Number(value))}
          cursor={{ fill: "var(--p-color-bg-surface-hover)" }}
          contentStyle={{
            borderRadius: 8,
            border: "1px solid var(--p-color-border)",
            fontSize: 13,
          }}
        />
        <Legend iconType="circle" wrapperStyle={{ fontSize: 13 }} />
        <Bar dataKey="Issued" fill={ISSUED_COLOR} radius={[3, 3, 0, 0]} isAnimationActive={false} />
        <Bar
          dataKey="Redeemed"
          fill={REDEEMED_COLOR}
          radius={[3, 3, 0, 0]}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
