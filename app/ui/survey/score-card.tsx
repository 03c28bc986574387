// The net promoter score, with its numerators and its denominator, and how many gave each number.
import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import {
  type AnswerCounts,
  type AnswerGroup,
  groupOf,
  netPromoterOf,
  share,
} from "../../core/surveys/net-promoter.ts";
import { formatNumber, plural } from "../format.ts";

const groupNames: Readonly<Record<AnswerGroup, string>> = {
  detractors: "0 to 6",
  passives: "7 and 8",
  promoters: "9 and 10",
};
const groups = ["detractors", "passives", "promoters"] as const;

/** With its sign, as such scores are written; a real minus sign below zero. */
export function formatScore(score: number | null): string {
  if (score === null) return "–";
  const digits = formatNumber(Math.abs(score));
  if (score === 0) return digits;
  return score < 0 ? `−${digits}` : `+${digits}`;
}

export function ScoreCard({ counts }: { counts: AnswerCounts }) {
  const result = netPromoterOf(counts);
  const { answered, promoters, detractors, score } = result;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Net promoter score
          </Text>
          <Text as="p" variant="heading3xl" numeric>
            {formatScore(score)}
          </Text>
          <Text as="p" tone="subdued">
            {answered === 0
              ? "Nobody answered in this time."
              : `${formatNumber(promoters)} of ${plural(answered, "answer is", "answers are")} ` +
                `9 or 10 (${share(promoters, answered)} %), ${formatNumber(detractors)} of ` +
                `${formatNumber(answered)} are 0 to 6 (${share(detractors, answered)} %).`}
          </Text>
        </BlockStack>
        {answered > 0 && (
          <>
            <div className="regulars-nps" aria-hidden="true">
              {groups
                .filter((group) => result[group] > 0)
                .map((group) => (
                  <span key={group} data-group={group} style={{ flexGrow: result[group] }} />
                ))}
            </div>
            <InlineStack gap="400">
              {groups.map((group) => (
                <span key={group} className="regulars-nps-key" data-group={group}>
                  {groupNames[group]}: {formatNumber(result[group])}
                </span>
              ))}
            </InlineStack>
            <Answers counts={counts} answered={answered} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Answers({ counts, answered }: { counts: AnswerCounts; answered: number }) {
  const most = Math.max(...counts);
  return (
    <table className="regulars-table regulars-answers">
      <caption className="regulars-hidden">How many gave each number</caption>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">Answers</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count, score) => (
          <tr key={score}>
            <th scope="row">{score}</th>
            <td>
              <span className="regulars-answer-count">
                <span
                  className="regulars-answer-bar"
                  data-group={groupOf(score)}
                  style={{ width: `${share(count, most)}%` }}
                />
                {formatNumber(count)}
              </span>
            </td>
            <td>{share(count, answered)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
