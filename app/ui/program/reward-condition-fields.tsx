// What decides whether and how often a member can have a reward, and what it costs in each tier.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import type { LimitPeriod } from "../../core/program/reward-condition-terms.ts";
import { ChecksAt, SelectAt, TextAt } from "./fields.tsx";
import { splitTyped, useField, useProgramForm } from "./program-form.tsx";
import { SegmentField } from "./segment-field.tsx";
import { valueAt } from "./typed-paths.ts";

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
export const blankConditions = {
  stock: "",
  drops: [],
  limits: [],
  audience: { tierIds: "", customerTags: "", segmentIds: "" },
  tierPrices: [],
};

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
      <AudienceFields path={`${path}.audience`} />
      <TierPriceFields path={`${path}.tierPrices`} />
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
    stock: "",
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
            <TextAt
              path={`${path}.${index}.stock`}
              label="How many in this drop"
              holds="whole"
              placeholder="Any number"
            />
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

/** The tiers that are typed, and whether any is named at `path` that is no longer there. */
function useTiers(path: string) {
  const { typed } = useProgramForm();
  const options = (typed.tiers?.list ?? []).map(({ id, name }) => ({
    value: id,
    label: name || id,
  }));
  return { options, named: splitTyped(valueAt(typed, path)) };
}

function AudienceFields({ path }: { path: string }) {
  const { options, named } = useTiers(`${path}.tierIds`);
  return (
    <BlockStack gap="200">
      <BlockStack gap="050">
        <Text as="h4" variant="headingSm">
          Who can have it
        </Text>
        <Text as="p" tone="subdued">
          All that is given must be met. With nothing given, everyone. Tags and segments are looked
          up in Shopify when a member redeems.
        </Text>
      </BlockStack>
      <FormLayout>
        {(options.length > 0 || named.length > 0) && (
          <ChecksAt path={`${path}.tierIds`} title="Only members in" options={options} />
        )}
        <TextAt
          path={`${path}.customerTags`}
          label="Only customers tagged"
          helpText="Any of these, with commas between them."
        />
        <SegmentField path={`${path}.segmentIds`} label="Only customers in segments" />
      </FormLayout>
    </BlockStack>
  );
}

function TierPriceFields({ path }: { path: string }) {
  const { options } = useTiers(path);
  const { value, change } = useField(path);
  const prices = (Array.isArray(value) ? value : []) as { tierId: string }[];
  const free = options.find((tier) => prices.every(({ tierId }) => tierId !== tier.value));
  if (options.length + prices.length === 0) return null;
  return (
    <div role="group" aria-label="What it costs in some tiers">
      <BlockStack gap="200">
        <Text as="h4" variant="headingSm">
          What it costs in some tiers
        </Text>
        {prices.length === 0 && (
          <Text as="p" tone="subdued">
            The same in every tier.
          </Text>
        )}
        {prices.map(({ tierId }, index) => (
          <div className="regulars-threshold" key={index}>
            <SelectAt path={`${path}.${index}.tierId`} label="In" options={options} />
            <TextAt path={`${path}.${index}.points`} label="Costs (points)" holds="whole" />
            <Button
              tone="critical"
              onClick={() => change(prices.toSpliced(index, 1))}
              accessibilityLabel={`Remove the price for ${tierId}`}
            >
              Remove
            </Button>
          </div>
        ))}
        {free !== undefined && (
          <InlineStack>
            <Button
              size="slim"
              onClick={() => change([...prices, { tierId: free.value, points: "" }])}
            >
              Add a price
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}
