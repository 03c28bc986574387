/** @jsxImportSource preact */
// One thing to enter on a card, with its label, its hint, and what is wrong with it.
import type { CardField } from "../../widget/contract/card.ts";
import { DateEntry } from "./date-entry.tsx";
import { valueOf } from "./value-of.ts";

export interface CardFieldProps {
  field: CardField;
  error: string | undefined;
  /** What was entered, by the names of fields. */
  values: Readonly<Record<string, string>>;
  enter: (name: string, value: string) => void;
}

/** A text that may be longer is entered in several lines. */
const LONG_TEXT = 100;
const SCALE = Array.from({ length: 11 }, (_, number) => ({
  value: String(number),
  label: String(number),
}));

export const CardFieldEntry = (props: CardFieldProps) => {
  const { field, values, error, enter } = props;
  const { name, type, label, required, hint, maxLength, options } = field;
  if (type === "date") return <DateEntry {...props} />;
  const entry = {
    name,
    label,
    required,
    value: values[name] ?? field.value ?? "",
    ...(error !== undefined && { error }),
    onChange: (event: Event) => enter(name, valueOf(event)),
  };
  const length = maxLength === undefined ? {} : { maxLength };
  return (
    <s-stack gap="small">
      {type === "scale" || type === "choice" ? (
        <s-select {...entry}>
          {(options ?? SCALE).map((option) => (
            <s-option key={option.value} value={option.value}>
              {option.label}
            </s-option>
          ))}
        </s-select>
      ) : type === "email" ? (
        <s-email-field {...entry} {...length} onInput={entry.onChange} />
      ) : (maxLength ?? 0) > LONG_TEXT ? (
        <s-text-area {...entry} {...length} onInput={entry.onChange} />
      ) : (
        <s-text-field {...entry} {...length} onInput={entry.onChange} />
      )}
      {hint !== null && <s-text color="subdued">{hint}</s-text>}
    </s-stack>
  );
};
