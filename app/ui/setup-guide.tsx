// The few steps from installation to the first points. Each shows whether it is done, and where to
// do it.
import {
  BlockStack,
  Box,
  Button,
  Card,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, XIcon } from "@shopify/polaris-icons";
import { plural } from "./format.ts";

export interface SetupStep {
  title: string;
  text: string;
  /** `unknown`: Shopify did not tell us; the merchant can see it in the theme editor. */
  state: "done" | "open" | "unknown";
  action?: { label: string; url: string; external?: boolean };
}

export interface SetupGuideProps {
  steps: SetupStep[];
  onDismiss: () => void;
}

export function SetupGuide({ steps, onDismiss }: SetupGuideProps) {
  const done = steps.filter((step) => step.state === "done").length;
  const isComplete = done === steps.length;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" wrap={false} gap="200">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {isComplete ? "Your program is running" : "Set up your program"}
            </Text>
            <Text as="p" tone="subdued">
              {done} of {plural(steps.length, "step", "steps")} done
            </Text>
          </BlockStack>
          <Button
            icon={XIcon}
            variant="tertiary"
            accessibilityLabel="Dismiss the set-up guide"
            onClick={onDismiss}
          />
        </InlineStack>
        <ProgressBar
          progress={(done / steps.length) * 100}
          size="small"
          tone="success"
          ariaLabelledBy="setup-progress"
        />
        <span id="setup-progress" className="regulars-hidden">
          Set-up progress
        </span>
        <BlockStack as="ul" gap="300">
          {steps.map((step) => (
            <Step key={step.title} step={step} />
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Step({ step }: { step: SetupStep }) {
  return (
    <Box as="li">
      <InlineStack gap="300" blockAlign="start" wrap={false}>
        <StepMark state={step.state} />
        <BlockStack gap="100" inlineAlign="start">
          <Text as="h3" variant="headingSm">
            {step.title}
            <span className="regulars-hidden">{stateWords[step.state]}</span>
          </Text>
          <Text as="p" tone="subdued">
            {step.text}
          </Text>
          {step.action && step.state !== "done" && (
            <Box paddingBlockStart="100">
              <Button
                url={step.action.url}
                {...(step.action.external && { target: "_top" as const })}
              >
                {step.action.label}
              </Button>
            </Box>
          )}
        </BlockStack>
      </InlineStack>
    </Box>
  );
}

const stateWords: Record<SetupStep["state"], string> = {
  done: " (done)",
  open: " (to do)",
  unknown: " (not known)",
};

function StepMark({ state }: { state: SetupStep["state"] }) {
  return state === "done" ? (
    <span className="regulars-step-mark">
      <Icon source={CheckCircleIcon} tone="success" />
    </span>
  ) : (
    <span className="regulars-step-mark regulars-step-open" aria-hidden="true" />
  );
}
