// The score of each month, drawn around zero.
import { BlockStack, Card, Text } from "@shopify/polaris";
import { type AnswerCounts, netPromoterOf } from "../../core/surveys/net-promoter.ts";
import { formatNumber, formatPeriod } from "../format.ts";
import { formatScore } from "./score-card.tsx";

interface MonthsCardProps {
  months: readonly { startsOn: string; counts: AnswerCounts }[];
}

export function MonthsCard({ months }: MonthsCardProps) {
  if (months.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Month by month
        </Text>
        <table className="regulars-table regulars-answers">
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Score</th>
              <th scope="col">Answers</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ startsOn, counts }) => (
              <Month key={startsOn} startsOn={startsOn} counts={counts} />
            ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

function Month({ startsOn, counts }: { startsOn: string; counts: AnswerCounts }) {
  const { score, answered } = netPromoterOf(counts);
  const size = Math.abs(score ?? 0);
  const isBelow = (score ?? 0) < 0;
  return (
    <tr>
      <th scope="row">{formatPeriod(startsOn, "month")}</th>
      <td>
        <span className="regulars-answer-count">
          <span className="regulars-around-zero" aria-hidden="true">
            <span
              data-group={isBelow ? "detractors" : "promoters"}
              style={{ width: `${size / 2}%`, [isBelow ? "right" : "left"]: "50%" }}
            />
          </span>
          {formatScore(score)}
        </span>
      </td>
      <td>{formatNumber(answered)}</td>
    </tr>
  );
}
