// What saving would do, in sentences, and the ways to do it: now, later, or not yet.
import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  FormLayout,
  List,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

export interface DraftLabels {
  name: string;
  notes: string;
}

/** How a program is saved. */
export type SaveWay = "now" | "draft" | "schedule";

export interface SaveCardProps {
  /** What is edited: the program in force (or the first one), or a draft. */
  subject: "program" | "draft";
  hasProgram: boolean;
  isDirty: boolean;
  /** Compared with the version in force; null while what is typed is no program. */
  changes: readonly string[] | null;
  labels: DraftLabels;
  onLabelsChange: (labels: DraftLabels) => void;
  startsAt: string;
  startProblem: string | null;
  onStartChange: (startsAt: string) => void;
  timeZone: string;
  isSaving: boolean;
  onSave: (way: SaveWay) => void;
}

export function SaveCard(props: SaveCardProps) {
  const { subject, hasProgram, isDirty, isSaving, onSave } = props;
  const [opened, setOpened] = useState<Exclude<SaveWay, "now"> | null>(null);
  const isDraft = subject === "draft";
  if (!isDirty && !isDraft && hasProgram) return null;
  return (
    <Card background="bg-surface-secondary">
      <BlockStack gap="300">
        {hasProgram && <Changes isDraft={isDraft} changes={props.changes} />}
        {(isDraft || opened !== null) && <Labels {...props} isFocused={opened === "draft"} />}
        {opened === "schedule" && <Start {...props} />}
        <ButtonGroup>
          {opened === null && (
            <Button variant="primary" loading={isSaving} onClick={() => onSave("now")}>
              {nowWords(props)}
            </Button>
          )}
          {isDraft && opened === null && (
            <Button loading={isSaving} disabled={!isDirty} onClick={() => onSave("draft")}>
              Save draft
            </Button>
          )}
          {!isDraft && opened === null && (
            <Button onClick={() => setOpened("draft")}>Save as draft…</Button>
          )}
          {opened === null && <Button onClick={() => setOpened("schedule")}>Schedule…</Button>}
          {opened !== null && (
            <Button variant="primary" loading={isSaving} onClick={() => onSave(opened)}>
              {opened === "draft" ? "Save draft" : "Schedule"}
            </Button>
          )}
          {opened !== null && <Button onClick={() => setOpened(null)}>Back</Button>}
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}

function nowWords({ subject, hasProgram }: SaveCardProps): string {
  if (!hasProgram) return "Start the program now";
  return subject === "draft" ? "Put into force now" : "Save now";
}

interface ChangesProps {
  isDraft: boolean;
  changes: SaveCardProps["changes"];
}

function Changes({ isDraft, changes }: ChangesProps) {
  return (
    <BlockStack gap="200">
      <Text as="h2" variant="headingSm">
        {isDraft ? "When this draft comes into force" : "When you save"}
      </Text>
      {changes === null || changes.length === 0 ? (
        <Text as="p" tone="subdued">
          {changes === null
            ? "Complete what is missing or wrong to read what would change."
            : "Nothing would change: it says what the version in force says."}
        </Text>
      ) : (
        <List>
          {changes.map((change) => (
            <List.Item key={change}>{change}</List.Item>
          ))}
        </List>
      )}
      <Text as="p" tone="subdued">
        Orders placed from then on follow the new program. What was earned before stays as it is,
        and refunds of earlier orders are worked out as those orders were.
      </Text>
    </BlockStack>
  );
}

function Labels({
  labels,
  onLabelsChange,
  isFocused,
}: Pick<SaveCardProps, "labels" | "onLabelsChange"> & { isFocused: boolean }) {
  return (
    <FormLayout>
      <TextField
        id="draft-name"
        label="Name of the draft"
        value={labels.name}
        onChange={(name) => onLabelsChange({ ...labels, name })}
        autoComplete="off"
        autoFocus={isFocused}
        maxLength={60}
        placeholder="Such as: Summer"
      />
      <TextField
        id="draft-notes"
        label="Notes for your staff"
        value={labels.notes}
        onChange={(notes) => onLabelsChange({ ...labels, notes })}
        autoComplete="off"
        multiline={2}
        maxLength={1_000}
      />
    </FormLayout>
  );
}

/** Also used where a saved draft is scheduled. */
export function Start({
  startsAt,
  startProblem,
  onStartChange,
  timeZone,
}: Pick<SaveCardProps, "startsAt" | "startProblem" | "onStartChange" | "timeZone">) {
  return (
    <FormLayout>
      <TextField
        id="starts-at"
        label="In force from"
        type="datetime-local"
        value={startsAt}
        onChange={onStartChange}
        autoComplete="off"
        autoFocus
        helpText={`On the store's calendar and clock (${timeZone}). Until then it can be taken back.`}
        {...(startProblem && { error: startProblem })}
      />
    </FormLayout>
  );
}
