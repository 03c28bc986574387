// A campaign's points over time as bars; the table beside it says the same to those who cannot see
// them.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatNumber, formatPeriod, formatShortNumber } from "../format.ts";
import type { CampaignBars } from "./chart-bars.ts";

const BAR_COLOR = "#2c6ecb";
const CHART_HEIGHT_PX = 220;

export default function CampaignChart({ bars, label }: CampaignBars & { label: string }) {
  const drawn = bars.map(({ startsOn, points }) => ({
    label: formatPeriod(startsOn, "week"),
    [label]: points,
  }));
  return (
    <ResponsiveContainer width="100%" height={CHART_HEIGHT_PX}>
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
        <Bar dataKey={label} fill={BAR_COLOR} radius={[3, 3, 0, 0]} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
