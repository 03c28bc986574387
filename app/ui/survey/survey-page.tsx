// What members answer to the one question: the score with what it is made of, how it moves, and
// what they wrote.
import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Select,
  Text,
} from "@shopify/polaris";
import type { AnswerCounts } from "../../core/surveys/net-promoter.ts";
import { formatDate } from "../format.ts";
import { CardsDrawing } from "../illustrations.tsx";
import { NothingCard } from "../nothing-card.tsx";
import { MonthsCard } from "./months-card.tsx";
import { ScoreCard } from "./score-card.tsx";

export const periods = { "90": "Last 90 days", "365": "Last 365 days", ever: "All time" } as const;
export type SurveyPeriod = keyof typeof periods;

export interface CommentView {
  id: string;
  memberId: string;
  memberName: string | null;
  score: number;
  comment: string;
  answeredAt: Date;
}

export interface SurveyPageProps {
  counts: AnswerCounts;
  months: readonly { startsOn: string; counts: AnswerCounts }[];
  comments: CommentView[];
  hasNext: boolean;
  isFirstPage: boolean;
  period: SurveyPeriod;
  /** Whether the program asks members now. */
  isAsking: boolean;
  /** Whether anybody ever answered. */
  isEmpty: boolean;
  timeZone: string;
  onPeriod: (period: SurveyPeriod) => void;
  onNext: () => void;
}

const SETTINGS = "/app/program?section=survey";

export function SurveyPage(props: SurveyPageProps) {
  const { counts, months, period, isAsking, isEmpty, onPeriod } = props;
  return (
    <Page
      title="Survey"
      backAction={{ content: "Overview", url: "/app" }}
      secondaryActions={[{ content: "Settings", url: SETTINGS }]}
    >
      {isEmpty ? (
        <NothingCard
          illustration={<CardsDrawing />}
          heading={isAsking ? "Nobody has answered yet" : "Members are not asked yet"}
          {...(!isAsking && { action: { label: "Ask members", url: SETTINGS } })}
        >
          One question: how likely are they to recommend your store, from 0 to 10?
        </NothingCard>
      ) : (
        <BlockStack gap="400">
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <InlineStack>
              <Select
                label="Answers of"
                labelInline
                options={Object.entries(periods).map(([value, label]) => ({ value, label }))}
                value={period}
                onChange={(chosen) => onPeriod(chosen as SurveyPeriod)}
              />
            </InlineStack>
          </Box>
          <ScoreCard counts={counts} />
          <MonthsCard months={months} />
          <CommentsCard {...props} />
        </BlockStack>
      )}
    </Page>
  );
}

function CommentsCard({ comments, hasNext, isFirstPage, timeZone, onNext }: SurveyPageProps) {
  if (comments.length === 0 && isFirstPage) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What they wrote
        </Text>
        <ul className="regulars-rows">
          {comments.map((one) => (
            <li key={one.id}>
              <BlockStack gap="100">
                <Text as="p" variant="bodySm" tone="subdued">
                  {one.score} of 10,{" "}
                  <Link url={`/app/members/${one.memberId}`}>{one.memberName ?? "a member"}</Link>,{" "}
                  {formatDate(one.answeredAt, timeZone)}
                </Text>
                <Text as="p" breakWord>
                  {one.comment}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ul>
        {hasNext && (
          <InlineStack align="center">
            <Button onClick={onNext}>Show more</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
