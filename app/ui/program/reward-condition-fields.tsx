// What decides whether and how often a member can have a reward.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import type { LimitPeriod } from "../../core/program/reward-condition-terms.ts";
import { SelectAt, TextAt } from "./fields.tsx";
import { useField } from "./program-form.tsx";

const periodNames: Readonly<Record<LimitPeriod, string>> = {
  day: "a day",
  week: "a week, from Monday",
  month: "a calendar month",
  year: "a calendar year",
  ever: "ever",
};
const periodOptions = Object.entries(periodNames).map(([value, label]) => ({ value, label }));

const periods = Object.keys(periodNames);

/** What a new reward asks for: nothing. */
export const blankConditions = { stock: "", drops: [], limits: [] };

export function RewardConditionFields({ path }: { path: string }) {
  return (
    <BlockStack gap="400">
      <FormLayout>
        <TextAt
          path={`${path}.stock`}
          label="How many there are for all members together"
          holds="whole"
          placeholder="Any number"
          helpText="Counted from when a number is first given here. What is given back is free again."
        />
      </FormLayout>
      <DropFields path={`${path}.drops`} />
      <LimitFields path={`${path}.limits`} />
    </BlockStack>
  );
}

function DropFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const drops = (Array.isArray(value) ? value : []) as { id: string }[];
  const blank = () => ({
    id: `drop-${crypto.randomUUID().slice(0, 8)}`,
    opensAt: "",
    closesAt: "",
  });
  return (
    <div role="group" aria-label="When it can be had">
      <BlockStack gap="200">
        <Text as="h4" variant="headingSm">
          When it can be had
        </Text>
        {drops.length === 0 && (
          <Text as="p" tone="subdued">
            At any time.
          </Text>
        )}
        {drops.map(({ id }, index) => (
          <div className="regulars-threshold" key={id}>
            <TextAt path={`${path}.${index}.opensAt`} label="From" holds="moment" />
            <TextAt path={`${path}.${index}.closesAt`} label="Until" holds="moment" />
            <Button
              tone="critical"
              onClick={() => change(drops.toSpliced(index, 1))}
              accessibilityLabel={`Remove drop ${index + 1}`}
            >
              Remove
            </Button>
          </div>
        ))}
        <InlineStack>
          <Button size="slim" onClick={() => change([...drops, blank()])}>
            Add a drop
          </Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

function LimitFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const limits = (Array.isArray(value) ? value : []) as { period: string }[];
  const free = periods.find((period) => limits.every((limit) => limit.period !== period));
  return (
    <div role="group" aria-label="How often one member can have it">
      <BlockStack gap="200">
        <Text as="h4" variant="headingSm">
          How often one member can have it
        </Text>
        {limits.length === 0 && (
          <Text as="p" tone="subdued">
            As often as they like.
          </Text>
        )}
        {limits.map((limit, index) => (
          <div className="regulars-threshold" key={index}>
            <TextAt path={`${path}.${index}.count`} label="At most" holds="whole" suffix="times" />
            <SelectAt path={`${path}.${index}.period`} label="In" options={periodOptions} />
            <Button
              tone="critical"
              onClick={() => change(limits.toSpliced(index, 1))}
              accessibilityLabel={`Remove the limit for ${limit.period}`}
            >
              Remove
            </Button>
          </div>
        ))}
        {free !== undefined && (
          <InlineStack>
            <Button size="slim" onClick={() => change([...limits, { count: "1", period: free }])}>
              Add a limit
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}
