// A campaign's points over time as bars; the table beside it says the same to those who cannot see
// them.
import { BarsChart } from "../bars-chart.tsx";
import type { CampaignBarFigures, CampaignBars } from "./chart-bars.ts";

const BAR_COLOR = "#2c6ecb";
const CHART_HEIGHT_PX = 220;

const pointsOf = ({ points }: CampaignBarFigures) => points;

export default function CampaignChart({ bars, label }: CampaignBars & { label: string }) {
  return (
    <BarsChart
      periods={bars}
      unit="week"
      bars={[{ name: label, color: BAR_COLOR, of: pointsOf }]}
      heightPx={CHART_HEIGHT_PX}
    />
  );
}
