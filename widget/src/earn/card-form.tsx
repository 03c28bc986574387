/** @jsxImportSource preact */
// A form that the server describes: native fields, the browser's own checks, and what the server
// finds wrong is said at its field, which then has the focus.
import type { CardField, CardForm as CardFormView } from "../../contract/card.ts";
import type { Ui } from "../components/ui.ts";
import { dateFrom, textOf } from "./date-entry.tsx";
import { Field } from "./field.tsx";
import type { Sending } from "./sending.ts";

interface CardFormProps {
  ui: Ui;
  cardId: string;
  form: CardFormView;
  sending: Sending;
}

export const CardForm = ({ ui, cardId, form, sending }: CardFormProps) => {
  const { sent } = ui.state;
  const mine = sent?.cardId === cardId ? sent : undefined;
  const isWorking = mine?.step === "working";
  return (
    <form
      aria-busy={isWorking}
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(cardId, form.path, valuesOf(event.currentTarget, form.fields));
      }}
    >
      {form.fields.map((field) => (
        <Field
          key={field.name}
          ui={ui}
          id={`${cardId}/${field.name}`}
          field={field}
          error={mine?.step === "refused" && mine.field === field.name ? mine.message : undefined}
        />
      ))}
      <button class={form.isQuiet ? "plain" : "main"} aria-disabled={isWorking}>
        {isWorking ? ui.t("working") : form.label}
      </button>
    </form>
  );
};

const valuesOf = (form: HTMLFormElement, fields: CardField[]): Record<string, string> => {
  const entered = new FormData(form);
  return Object.fromEntries(
    fields.map(({ name, type }) => [
      name,
      type === "date" ? dateFrom(entered, name) : textOf(entered, name),
    ]),
  );
};
