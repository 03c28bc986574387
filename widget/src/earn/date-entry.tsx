/** @jsxImportSource preact */
// A date that people know by heart: day, month and year as three fields, in the order and the words
// of the page's language. Calendars to page through are slow for dates of decades ago.
import type { CardField } from "../../contract/card.ts";
import type { Ui } from "../components/ui.ts";
import type { About } from "./field.tsx";

interface DateEntryProps {
  ui: Ui;
  field: CardField;
  about: About;
}

type Part = "day" | "month" | "year";
const LENGTHS = { day: 2, month: 2, year: 4 };
const calendar = { calendar: "gregory", timeZone: "UTC" } as const;

export const DateEntry = ({ ui, field, about }: DateEntryProps) => {
  const { name, required, autocomplete, value } = field;
  const [year, month, day] = value?.split("-") ?? [];
  const known = { year, month, day };
  const called = new Intl.DisplayNames(ui.locale, { type: "dateTimeField" });
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
            <span>{called.of(part)}</span>
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

/**
 * As `2000-02-29`; empty where nothing was entered. Whether there is such a day, the server says.
 */
export const dateFrom = (entered: FormData, name: string): string => {
  const part = (of: Part) => textOf(entered, `${name}-${of}`).trim();
  const parts = (["year", "month", "day"] as const).map((of) =>
    part(of) ? part(of).padStart(LENGTHS[of], "0") : "",
  );
  return parts.some(Boolean) ? parts.join("-") : "";
};

const partsIn = (locale: string): Part[] =>
  new Intl.DateTimeFormat(locale, {
    ...calendar,
    day: "numeric",
    month: "numeric",
    year: "numeric",
  })
    .formatToParts(0)
    .flatMap(({ type }) => (type in LENGTHS ? [type as Part] : []));

const monthsIn = (locale: string): string[] => {
  const format = new Intl.DateTimeFormat(locale, { ...calendar, month: "long" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month)));
};
