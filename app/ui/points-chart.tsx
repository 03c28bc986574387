// Points issued and redeemed over time, as bars; a table says the same to those who cannot see
// them.
import { BarsChart } from "./bars-chart.tsx";
import type { PeriodPoints, PeriodUnit } from "./points-over-time-card.tsx";

const CHART_HEIGHT_PX = 260;

const bars = [
  { name: "Issued", color: "#2c6ecb", of: ({ issued }: PeriodPoints) => issued },
  { name: "Redeemed", color: "#1f7a55", of: ({ redeemed }: PeriodPoints) => redeemed },
];

export default function PointsChart(props: { periods: PeriodPoints[]; unit: PeriodUnit }) {
  return <BarsChart {...props} bars={bars} heightPx={CHART_HEIGHT_PX} />;
}
