// What a tier asks for: ways, of which one is enough, and thresholds, of which each way needs all.
import { BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import type { Counter } from "../../core/program/tier-terms.ts";
import { handCounters } from "../../core/tiers/units-by-hand.ts";
import { SelectAt, TextAt } from "./fields.tsx";
import { useField } from "./program-form.tsx";
import type { TypedValue } from "./typed-program.ts";

const counterNames: Readonly<Record<Counter, string>> = {
  spend: "money spent",
  points: "points earned",
  orders: "orders",
  items: "items bought",
  nights: "nights",
  visits: "visits",
  referrals: "referrals",
  events: "events",
  balance: "points to spend",
};
const counterOptions = Object.entries(counterNames).map(([value, label]) => ({ value, label }));
const blankThreshold = { counter: "orders", atLeast: "" };

interface Way {
  [key: string]: TypedValue;
  allOf: TypedValue[];
}

export function RequirementFields({ path, title }: { path: string; title: string }) {
  const { value, change } = useField(`${path}.anyOf`);
  const ways = (Array.isArray(value) ? value : []) as Way[];
  return (
    <div role="group" aria-label={title}>
      <BlockStack gap="300">
        <Text as="h4" variant="headingSm">
          {title}
        </Text>
        {ways.map((way, index) => (
          <WayFields
            key={index}
            path={`${path}.anyOf.${index}.allOf`}
            position={index}
            thresholds={way.allOf}
            {...(ways.length > 1 && { onRemove: () => change(ways.toSpliced(index, 1)) })}
          />
        ))}
        <InlineStack>
          <Button size="slim" onClick={() => change([...ways, { allOf: [{ ...blankThreshold }] }])}>
            Or another way
          </Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

interface WayFieldsProps {
  path: string;
  position: number;
  thresholds: readonly TypedValue[];
  onRemove?: () => void;
}

function WayFields({ path, position, thresholds, onRemove }: WayFieldsProps) {
  const { change } = useField(path);
  return (
    <Box padding="300" background="bg-surface-secondary" borderRadius="200">
      <BlockStack gap="300">
        {position > 0 && (
          <Text as="p" fontWeight="semibold">
            or
          </Text>
        )}
        {thresholds.length === 0 && (
          <Text as="p">Nothing is asked: everyone is at least in this tier.</Text>
        )}
        {thresholds.map((_threshold, index) => (
          <ThresholdFields
            key={index}
            path={`${path}.${index}`}
            position={index}
            onRemove={() => change(thresholds.toSpliced(index, 1))}
          />
        ))}
        <InlineStack gap="200">
          <Button size="slim" onClick={() => change([...thresholds, { ...blankThreshold }])}>
            {thresholds.length === 0 ? "Ask for something" : "And something else"}
          </Button>
          {onRemove && (
            <Button size="slim" tone="critical" onClick={onRemove}>
              Remove this way
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

interface ThresholdFieldsProps {
  path: string;
  position: number;
  onRemove: () => void;
}

function ThresholdFields({ path, position, onRemove }: ThresholdFieldsProps) {
  const counter = useField(`${path}.counter`).value as Counter;
  return (
    <BlockStack gap="200">
      {position > 0 && <Text as="p">and</Text>}
      <div className="regulars-threshold">
        <TextAt
          path={`${path}.atLeast`}
          label="At least"
          holds={counter === "spend" ? "amount" : "whole"}
        />
        <SelectAt path={`${path}.counter`} label="Of" options={counterOptions} />
        <Button
          tone="critical"
          onClick={onRemove}
          accessibilityLabel={`Remove the threshold of ${counterNames[counter] ?? counter}`}
        >
          Remove
        </Button>
      </div>
      {isByHand(counter) && (
        <Text as="p" tone="subdued">
          {`Your staff counts ${counterNames[counter]} by hand, on the page of each member.`}
        </Text>
      )}
    </BlockStack>
  );
}

function isByHand(counter: Counter): boolean {
  return handCounters.some((one) => one === counter);
}
