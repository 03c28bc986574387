// What a campaign has given so far, in figures, as bars, and as a table of the same.
import { BlockStack, Box, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { Suspense, lazy, useEffect, useState } from "react";
import { dateWords } from "../changes/words.ts";
import { type PointsName, formatMinor, formatNumber, formatPoints, plural } from "../format.ts";
import type { DayFigures, ResultsAnswer, Working } from "./campaign-answers.ts";
import type { CampaignView } from "./campaign-view.ts";
import { type CampaignBarFigures, chartBars } from "./chart-bars.ts";
import { WorkingNote } from "./working-note.tsx";

const CampaignChart = lazy(() => import("./campaign-chart.tsx"));
/** The chart's own height, kept free until it is drawn, so that nothing jumps. */
const RESERVED_HEIGHT_PX = 220;
const WHOLE = 100;

export interface CampaignResultsProps {
  campaign: Pick<CampaignView, "kind">;
  pointsName: PointsName;
  currency: string;
  work: Working<ResultsAnswer>;
  onStart: () => void;
  onStop: () => void;
}

export function CampaignResults(props: CampaignResultsProps) {
  const { campaign, pointsName, currency, work, onStart, onStop } = props;
  const things = campaign.kind === "earning" ? "orders" : "redemptions";
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        What it has given
      </Text>
      {work.state === "idle" && (
        <InlineStack>
          <Button onClick={onStart}>Show results</Button>
        </InlineStack>
      )}
      <WorkingNote work={work} things={things} onStop={onStop} onRetry={onStart} />
      {work.state === "done" && (
        <Figures answer={work.answer} pointsName={pointsName} currency={currency} />
      )}
    </BlockStack>
  );
}

interface FiguresProps {
  answer: ResultsAnswer;
  pointsName: PointsName;
  currency: string;
}

function Figures({ answer, pointsName, currency }: FiguresProps) {
  if (answer.kind === "never") return <Text as="p">It has not been in force yet.</Text>;
  return (
    <BlockStack gap="300">
      <dl className="regulars-figures">
        {figuresOf(answer, pointsName, currency).map(([term, figure]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {answer.kind === "earning" && answer.budget !== null && (
        <Budget used={answer.budgetUsed} budget={answer.budget} name={pointsName} />
      )}
      {answer.isCut && (
        <Text as="p" tone="caution">
          There was more than can be counted here: these figures are of the first part of it.
        </Text>
      )}
      {answer.days.length > 0 && <Drawn days={answer.days} name={pointsName} kind={answer.kind} />}
    </BlockStack>
  );
}

type Counted = Exclude<ResultsAnswer, { kind: "never" }>;

function figuresOf(answer: Counted, name: PointsName, currency: string): [string, string][] {
  const members: [string, string] = ["Members", formatNumber(answer.members)];
  if (answer.kind === "price") {
    return [
      ["Redemptions", formatNumber(answer.redemptions)],
      members,
      [`${name.other} spent on them`, formatNumber(Number(answer.points))],
    ];
  }
  return [
    [`${name.other} on top`, formatNumber(Number(answer.points))],
    members,
    ["Orders", formatNumber(answer.orders)],
    ["What of them counts", formatMinor(Number(answer.amountMinor), currency)],
    ...(answer.joined === null
      ? []
      : [["Members who joined", formatNumber(answer.joined)] as [string, string]]),
  ];
}

function Budget({ used, budget, name }: { used: string; budget: string; name: PointsName }) {
  const share = Number((BigInt(used) * BigInt(WHOLE)) / BigInt(budget));
  const words = `${formatNumber(Number(used))} of ${formatPoints(Number(budget), name)} of the budget are used`;
  return (
    <BlockStack gap="100">
      <Text as="p">
        <span id="campaign-budget">{words}</span>
      </Text>
      <ProgressBar
        progress={Math.min(share, WHOLE)}
        size="small"
        ariaLabelledBy="campaign-budget"
        {...(share >= WHOLE && { tone: "critical" as const })}
      />
      <Text as="p" tone="subdued">
        What an order was granted of it stays used when the order is refunded.
      </Text>
    </BlockStack>
  );
}

interface DrawnProps {
  days: DayFigures[];
  name: PointsName;
  kind: Counted["kind"];
}

function Drawn({ days, name, kind }: DrawnProps) {
  const [isTable, setIsTable] = useState(false);
  const [isInBrowser, setIsInBrowser] = useState(false);
  useEffect(() => setIsInBrowser(true), []);
  const bars = chartBars(days);
  const unit = bars.unit === "day" ? "day" : "week";
  const best = bars.bars.reduce((most, bar) => (bar.points > most.points ? bar : most));
  const length = plural(bars.bars.length, unit, `${unit}s`);
  const most = `${formatPoints(best.points, name)}, ${dateWords(best.startsOn)}`;
  const spoken = `Bar chart of ${name.other} by ${unit}, ${length}. The most: ${most}.`;
  const reserved = <div style={{ height: RESERVED_HEIGHT_PX }} />;
  return (
    <BlockStack gap="200">
      <InlineStack align="end">
        <Button size="slim" pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {isTable ? "Show as chart" : "Show as table"}
        </Button>
      </InlineStack>
      {isTable ? (
        <FiguresTable bars={bars.bars} unit={unit} name={name} kind={kind} />
      ) : (
        <div role="img" aria-label={spoken}>
          {isInBrowser ? (
            <Suspense fallback={reserved}>
              <CampaignChart {...bars} label={name.other} />
            </Suspense>
          ) : (
            reserved
          )}
        </div>
      )}
    </BlockStack>
  );
}

interface FiguresTableProps {
  bars: CampaignBarFigures[];
  unit: "day" | "week";
  name: PointsName;
  kind: Counted["kind"];
}

function FiguresTable({ bars, unit, name, kind }: FiguresTableProps) {
  return (
    <Box overflowX="scroll">
      <table className="regulars-table">
        <thead>
          <tr>
            <th scope="col">{unit === "day" ? "Day" : "Week from"}</th>
            <th scope="col">{name.other}</th>
            <th scope="col">{kind === "earning" ? "Orders" : "Redemptions"}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.startsOn}>
              <th scope="row">{dateWords(bar.startsOn)}</th>
              <td>{formatNumber(bar.points)}</td>
              <td>{formatNumber(bar.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
