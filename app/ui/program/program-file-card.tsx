// The program as a file: to keep, to change by hand, or to bring to another store.
import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import type { FileAnswer } from "./program-file-answer.ts";

export interface ProgramFileCardProps {
  answer: FileAnswer | null;
  isBusy: boolean;
  onDownload: () => void;
  onUpload: (file: File) => void;
}

export function ProgramFileCard({ answer, isBusy, onDownload, onUpload }: ProgramFileCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          The program as a file
        </Text>
        <Text as="p" tone="subdued">
          It says everything that the program can say. What you send back is checked as the form is,
          and becomes a draft: compare it with the program in force before you change that.
        </Text>
        <div aria-live="polite">{answer && <Answer answer={answer} />}</div>
        <InlineStack gap="300" blockAlign="center">
          <Button onClick={onDownload} disabled={isBusy}>
            Download the file
          </Button>
          <label htmlFor="program-file">Send a file back</label>
          <input
            id="program-file"
            type="file"
            accept="application/json,.json"
            disabled={isBusy}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              // So that the same file can be chosen again once it is corrected.
              currentTarget.value = "";
              if (file) onUpload(file);
            }}
          />
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Answer({ answer: { isSaved, title, problems } }: { answer: FileAnswer }) {
  return (
    <Banner tone={isSaved ? "success" : "critical"} title={title}>
      {problems.length > 0 && (
        <List>
          {problems.map((problem) => (
            <List.Item key={problem}>{problem}</List.Item>
          ))}
        </List>
      )}
    </Banner>
  );
}
