/** @jsxImportSource preact */
// A date that people know by heart: day, month and year as three fields, in the order and the words
// of the page's language. Calendars to page through are slow for dates of decades ago.
import type { CardField } from "../../contract/card.ts";
import type { Ui } from "../components/ui.ts";
import { LENGTHS, dateOf, monthsIn, namesIn, partsIn } from "./date-parts.ts";
import type { About } from "./field.tsx";

interface DateEntryProps {
  ui: Ui;
  field: CardField;
  about: About;
}

export const DateEntry = ({ ui, field, about }: DateEntryProps) => {
  const { name, required, autocomplete, value } = field;
  const [year, month, day] = value?.split("-") ?? [];
  const known = { year, month, day };
  const nameOf = namesIn(ui.locale);
  return (
    <div class="row date">
      {partsIn(ui.locale).map((part) => {
        const entry = {
          name: `${name}-${part}`,
          required,
          autocomplete: autocomplete && `${autocomplete}-${part}`,
          ...about,
        };
        return (
          <label class={`field ${part}`} key={part}>
            <span>{nameOf(part)}</span>
            {part === "month" ? (
              <select {...entry}>
                <option value="" />
                {monthsIn(ui.locale).map((text, index) => (
                  <option value={index + 1} selected={Number(known.month) === index + 1}>
                    {text}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...entry}
                inputMode="numeric"
                maxLength={LENGTHS[part]}
                defaultValue={known[part]}
              />
            )}
          </label>
        );
      })}
    </div>
  );
};

export const textOf = (entered: FormData, name: string): string => {
  const value = entered.get(name);
  return typeof value === "string" ? value : "";
};

export const dateFrom = (entered: FormData, name: string): string =>
  dateOf((part) => textOf(entered, `${name}-${part}`));
