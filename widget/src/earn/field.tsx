/** @jsxImportSource preact */
// One thing to enter, with its label, its hint, and what is wrong with it.
import type { CardField } from "../../contract/card.ts";
import type { Ui } from "../components/ui.ts";
import { DateEntry } from "./date-entry.tsx";

interface FieldProps {
  ui: Ui;
  id: string;
  field: CardField;
  error: string | undefined;
}

/** A text that may be longer is entered in several lines. */
const LONG_TEXT = 100;
const SCALE = Array.from({ length: 11 }, (_, number) => ({ value: `${number}`, label: "" }));

export const Field = ({ ui, id, field, error }: FieldProps) => {
  const { label, hint, type } = field;
  const isGroup = type !== "text" && type !== "email";
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const about = {
    "aria-describedby": described || undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
  const rest = (
    <>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      <Entry ui={ui} id={id} field={field} about={about} />
      {error && (
        <small class="error" id={`${id}-error`} ref={takeFieldsFocus}>
          {error}
        </small>
      )}
    </>
  );
  return isGroup ? (
    <fieldset class="field" {...about}>
      <legend>{label}</legend>
      {rest}
    </fieldset>
  ) : (
    <div class="field">
      <label for={id}>{label}</label>
      {rest}
    </div>
  );
};

export interface About {
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

interface EntryProps {
  ui: Ui;
  id: string;
  field: CardField;
  about: About;
}

const Entry = ({ ui, id, field, about }: EntryProps) => {
  const { name, type, required, autocomplete, maxLength, value, options } = field;
  if (type === "date") return <DateEntry ui={ui} field={field} about={about} />;
  if (type === "scale" || type === "choice") {
    return (
      <div class={type}>
        {(options ?? SCALE).map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              required={required}
              defaultChecked={option.value === value}
            />
            <span>{option.label || ui.number(option.value)}</span>
          </label>
        ))}
      </div>
    );
  }
  const entry = { id, name, required, maxLength, autocomplete, defaultValue: value, ...about };
  return (maxLength ?? 0) > LONG_TEXT ? (
    <textarea rows={3} {...entry} />
  ) : (
    <input type={type} {...entry} />
  );
};

/** What is wrong is read as part of the field that has the focus. */
const takeFieldsFocus = (error: HTMLElement | null) =>
  error?.parentElement?.querySelector<HTMLElement>("input, select, textarea")?.focus();
