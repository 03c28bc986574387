// Bars beside each other over time. Whoever draws them says the same in a table, for those who
// cannot see them.
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
import type { PeriodUnit } from "./points-over-time-card.tsx";

interface BarsChartProps<Period extends { startsOn: string }> {
  periods: readonly Period[];
  unit: PeriodUnit;
  /** What is counted of each period: one bar each. A legend names them where there are several. */
  bars: readonly { name: string; color: string; of: (period: Period) => number }[];
  heightPx: number;
}

export function BarsChart<Period extends { startsOn: string }>(props: BarsChartProps<Period>) {
  const { periods, unit, bars, heightPx } = props;
  const drawn = periods.map((period) => ({
    label: formatPeriod(period.startsOn, unit),
    ...Object.fromEntries(bars.map(({ name, of }) => [name, of(period)])),
  }));
  return (
    <ResponsiveContainer width="100%" height={heightPx}>
      <BarChart
        data={drawn}
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
        {bars.length > 1 && <Legend iconType="circle" wrapperStyle={{ fontSize: 13 }} />}
        {bars.map(({ name, color }) => (
          <Bar
            key={name}
            dataKey={name}
            fill={color}
            radius={[3, 3, 0, 0]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
