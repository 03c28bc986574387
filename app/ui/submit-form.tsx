// A form whose fields say themselves what is wrong, and which is sent once at a time.
import type { ReactNode } from "react";

export interface SubmitFormProps {
  isSaving: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

export function SubmitForm({ isSaving, onSubmit, children }: SubmitFormProps) {
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) onSubmit();
      }}
    >
      {children}
    </form>
  );
}
