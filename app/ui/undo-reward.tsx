// Takes back a reward that a member redeemed, with a reason that they read.
import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";
import { MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface UndoRewardProps {
  /** Of the redemption. */
  id: string;
  /** Null while nobody thinks of it. */
  reason: string | null;
  problem: string | null;
  isSaving: boolean;
  onChange: (reason: string | null) => void;
  onSubmit: () => void;
}

export function UndoReward(props: UndoRewardProps) {
  const { id, reason, problem, isSaving, onChange, onSubmit } = props;
  if (reason === null) {
    return (
      <InlineStack>
        <Button size="slim" onClick={() => onChange("")}>
          Undo
        </Button>
      </InlineStack>
    );
  }
  return (
    <SubmitForm isSaving={isSaving} onSubmit={onSubmit}>
      <BlockStack gap="200">
        <TextField
          id={`undo-${id}`}
          label="Why it is undone"
          helpText="The member reads it in their history. Their points come back."
          value={reason}
          onChange={onChange}
          autoComplete="off"
          autoFocus
          maxLength={MAX_REASON_CHARACTERS}
          {...(problem !== null && { error: problem })}
        />
        <InlineStack gap="200">
          <Button size="slim" tone="critical" submit loading={isSaving}>
            Undo and give the points back
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
