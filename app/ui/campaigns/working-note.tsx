// How far long work of the server is, or that it failed; read aloud as it changes.
import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { formatNumber } from "../format.ts";
import type { Working } from "./campaign-answers.ts";

export interface WorkingNoteProps {
  work: Working<unknown>;
  /** What is looked through, such as `orders`. */
  things: string;
  onStop: () => void;
  onRetry: () => void;
}

const WHOLE = 100;

export function WorkingNote({ work, things, onStop, onRetry }: WorkingNoteProps) {
  if (work.state === "failed") {
    return (
      <InlineStack gap="200" blockAlign="center">
        <div role="alert">
          <Text as="p" tone="critical">
            The server did not finish. Nothing was changed.
          </Text>
        </div>
        <Button onClick={onRetry}>Try again</Button>
      </InlineStack>
    );
  }
  if (work.state !== "working") return null;
  const { done, of } = work;
  const words =
    of === 0
      ? `Looking through ${things}…`
      : `Looking through ${things}: ${formatNumber(done)} of ${formatNumber(of)}`;
  return (
    <BlockStack gap="200">
      <div role="status">
        <Text as="p" tone="subdued">
          <span id="campaign-progress">{words}</span>
        </Text>
      </div>
      <ProgressBar
        progress={of === 0 ? 0 : Math.round((done / of) * WHOLE)}
        size="small"
        ariaLabelledBy="campaign-progress"
      />
      <InlineStack>
        <Button onClick={onStop}>Stop</Button>
      </InlineStack>
    </BlockStack>
  );
}
