// Takes back what a member has, with a reason: a reward that was redeemed, or points given.
import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";
import { MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface UndoWords {
  open: string;
  label: string;
  help: string;
  submit: string;
}

const rewardWords: UndoWords = {
  open: "Undo",
  label: "Why it is undone",
  help: "The member reads it in their history. Their points come back.",
  submit: "Undo and give the points back",
};

/** The reason stands beside the award: members read only that it was taken back. */
export const awardWords: UndoWords = {
  open: "Take back",
  label: "Why it is taken back",
  help: "For your colleagues. The member loses the points; what is spent is owed or written off.",
  submit: "Take the points back",
};

export interface UndoRewardProps {
  /** Of what is taken back. */
  id: string;
  words?: UndoWords;
  /** Null while nobody thinks of it. */
  reason: string | null;
  problem: string | null;
  isSaving: boolean;
  onChange: (reason: string | null) => void;
  onSubmit: () => void;
}

export function UndoReward(props: UndoRewardProps) {
  const { id, words = rewardWords, reason, problem, isSaving, onChange, onSubmit } = props;
  if (reason === null) {
    return (
      <InlineStack>
        <Button size="slim" onClick={() => onChange("")}>
          {words.open}
        </Button>
      </InlineStack>
    );
  }
  return (
    <SubmitForm isSaving={isSaving} onSubmit={onSubmit}>
      <BlockStack gap="200">
        <TextField
          id={`undo-${id}`}
          label={words.label}
          helpText={words.help}
          value={reason}
          onChange={onChange}
          autoComplete="off"
          autoFocus
          maxLength={MAX_REASON_CHARACTERS}
          {...(problem !== null && { error: problem })}
        />
        <InlineStack gap="200">
          <Button size="slim" tone="critical" submit loading={isSaving}>
            {words.submit}
          </Button>
          <Button size="slim" variant="plain" onClick={() => onChange(null)}>
            Keep it
          </Button>
        </InlineStack>
      </BlockStack>
    </SubmitForm>
  );
}

/** The problem of a reason as it is typed; null where there is none. */
export function reasonProblem(reason: string): string | null {
  const length = reason.trim().length;
  if (length === 0) return "Enter a reason";
  return length > MAX_REASON_CHARACTERS ? `Use at most ${MAX_REASON_CHARACTERS} characters` : null;
}
