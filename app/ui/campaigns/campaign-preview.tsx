// What a campaign would have given, had it run over the last days.
import { BlockStack, Button, InlineStack, List, Select, Text } from "@shopify/polaris";
import { dateWords } from "../changes/words.ts";
import { type PointsName, formatNumber, formatPoints, plural } from "../format.ts";
import type { PreviewAnswer, Working } from "./campaign-answers.ts";
import type { CampaignView } from "./campaign-view.ts";
import { WorkingNote } from "./working-note.tsx";

export interface CampaignPreviewProps {
  campaign: Pick<CampaignView, "kind" | "isOptIn">;
  pointsName: PointsName;
  days: string;
  work: Working<PreviewAnswer>;
  onDays: (days: string) => void;
  onStart: () => void;
  onStop: () => void;
}

const choices = [
  { label: "Last 7 days", value: "7" },
  { label: "Last 30 days", value: "30" },
  { label: "Last 90 days", value: "90" },
];

export function CampaignPreview(props: CampaignPreviewProps) {
  const { campaign, pointsName, days, work, onDays, onStart, onStop } = props;
  const things = campaign.kind === "earning" ? "orders" : "redemptions";
  return (
    <BlockStack gap="300">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          Try it on what was
        </Text>
        <Text as="p" tone="subdued">
          {`The store’s recent ${things} are counted anew, as if it had run then. Nobody gets anything by it.`}
        </Text>
      </BlockStack>
      <InlineStack gap="200" blockAlign="end">
        <Select label="Time" labelHidden options={choices} value={days} onChange={onDays} />
        <Button onClick={onStart} disabled={work.state === "working"}>
          Try it
        </Button>
      </InlineStack>
      <WorkingNote work={work} things={things} onStop={onStop} onRetry={onStart} />
      <div role="status">
        {work.state === "done" && (
          <BlockStack gap="200">
            <Text as="p" fontWeight="semibold">
              {previewSentence(work.answer, pointsName)}
            </Text>
            <List>
              {previewNotes(work.answer, campaign, pointsName).map((note) => (
                <List.Item key={note}>{note}</List.Item>
              ))}
            </List>
          </BlockStack>
        )}
      </div>
    </BlockStack>
  );
}

/** `From Oct 24, 2026 to Nov 22, 2026 it would have issued 12,400 points to 310 members.` */
export function previewSentence(answer: PreviewAnswer, name: PointsName): string {
  const time = `From ${dateWords(answer.firstDay)} to ${dateWords(answer.lastDay)} it would have`;
  const members = plural(answer.members, "member", "members");
  if (answer.kind === "price") {
    if (answer.redemptions === 0) return `${time} changed no price that anybody paid.`;
    return `${time} spared ${members} ${formatPoints(Number(answer.spared), name)}.`;
  }
  const points = Number(answer.points);
  if (answer.orders === 0) return `${time} changed the ${name.other} of no order.`;
  if (points >= 0) return `${time} issued ${formatPoints(points, name)} to ${members}.`;
  return `${time} issued ${formatPoints(-points, name)} less to ${members}.`;
}

/** What there is to know about how it was counted. */
export function previewNotes(
  answer: PreviewAnswer,
  { isOptIn }: Pick<CampaignView, "isOptIn">,
  name: PointsName,
): string[] {
  if (answer.kind === "price") {
    return [
      `${formatNumber(answer.redemptions)} of ${plural(answer.looked, "redemption", "redemptions")} would have cost less.`,
      "Lower prices also bring more redemptions, which nobody can count beforehand.",
      ...(answer.isCut ? ["There were more redemptions: the latest were counted."] : []),
    ];
  }
  const { orders, looked, unknown, isCut, asksShopify, budgetUsed, isBudgetUsedUp } = answer;
  return [
    `${formatNumber(orders)} of ${plural(looked, "order", "orders")} would have got other ${name.other}.`,
    "What was refunded since then is left out. Limits begin empty, and other campaigns run on their own dates.",
    ...(isBudgetUsedUp ? ["Its budget would have been used up."] : []),
    ...(budgetUsed !== null && !isBudgetUsedUp
      ? [`${formatPoints(Number(budgetUsed), name)} of its budget would have been used.`]
      : []),
    ...(isOptIn ? ["All members are taken to have joined it."] : []),
    ...(unknown > 0
      ? [
          `${plural(unknown, "order is", "orders are")} left out: Shopify was not asked what it wants to know of them.`,
        ]
      : []),
    ...(asksShopify
      ? [
          "Tags, collections and segments count as far as a rule asked for them when the order came.",
        ]
      : []),
    ...(isCut ? ["There were more orders: the latest were counted."] : []),
  ];
}
