// The save bar of Shopify's admin: it stands while something is unsaved, and keeps people from
// leaving by accident.
import { useBlocker } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";

export interface UnsavedChangesProps {
  isDirty: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

const SAVE_BAR_ID = "program-save-bar";

export function UnsavedChanges({ isDirty, isSaving, onSave, onDiscard }: UnsavedChangesProps) {
  const bridge = useAppBridge();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && editedAt(currentLocation) !== editedAt(nextLocation),
  );

  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // The admin asks; its promise settles only when the merchant agrees to leave.
    void bridge.saveBar.leaveConfirmation().then(() => blocker.proceed());
  }, [blocker, bridge]);

  return (
    <SaveBar id={SAVE_BAR_ID} open={isDirty}>
      <button
        type="button"
        variant="primary"
        onClick={onSave}
        {...(isSaving && { loading: "", disabled: true })}
      >
        Save
      </button>
      <button type="button" onClick={onDiscard} disabled={isSaving}>
        Discard
      </button>
    </SaveBar>
  );
}

/** What is edited at an address: its sections are parts of one working copy. */
function editedAt({ pathname, search }: { pathname: string; search: string }): string {
  return `${pathname} ${new URLSearchParams(search).get("draft") ?? ""}`;
}
