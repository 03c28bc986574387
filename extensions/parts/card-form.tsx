/** @jsxImportSource preact */
// A form that the app describes, field by field.
import { useRef, useState } from "preact/hooks";
import type { CardForm as CardFormView } from "../../widget/contract/card.ts";
import { CardFieldEntry } from "./card-field.tsx";
import { enteredDate } from "./date-entry.tsx";
import type { Sent } from "./sent.ts";

interface CardFormProps {
  /** Of the card: buttons of several cards may be called alike. */
  title: string;
  form: CardFormView;
  /** What became of it; undefined before anything was sent. */
  sent: Sent | undefined;
  send: (values: Record<string, string>) => void;
}

export const CardForm = ({ title, form, sent, send }: CardFormProps) => {
  const [values, setValues] = useState<Record<string, string>>({});
  // Whoever ends an entry by sending it is quicker than the next drawing.
  const latest = useRef(values);
  const { fields, label } = form;
  const submit = () =>
    send(
      Object.fromEntries(
        fields.map((field) => [
          field.name,
          field.type === "date"
            ? enteredDate(field, latest.current)
            : (latest.current[field.name] ?? field.value ?? ""),
        ]),
      ),
    );
  return (
    <s-form onSubmit={submit}>
      <s-stack gap="base">
        {fields.map((field) => (
          <CardFieldEntry
            key={field.name}
            field={field}
            values={values}
            error={sent?.step === "refused" && sent.field === field.name ? sent.message : undefined}
            enter={(name, value) => {
              latest.current = { ...latest.current, [name]: value };
              setValues(latest.current);
            }}
          />
        ))}
        <s-button
          type="submit"
          variant="secondary"
          accessibilityLabel={`${label}: ${title}`}
          loading={sent?.step === "working"}
        >
          {label}
        </s-button>
      </s-stack>
    </s-form>
  );
};
