/** @jsxImportSource preact */
// A date in three fields, in the order of the language, as in the panel: calendars to page through
// are slow for dates of decades ago.
import type { CardField } from "../../widget/contract/card.ts";
import {
  type DatePart,
  dateOf,
  monthsIn,
  namesIn,
  partsIn,
} from "../../widget/src/earn/date-parts.ts";
import { capitalised } from "./capitalised.ts";
import { language } from "./language.ts";
import { valueOf } from "./value-of.ts";

interface DateEntryProps {
  field: CardField;
  error: string | undefined;
  values: Readonly<Record<string, string>>;
  enter: (name: string, value: string) => void;
}

export const DateEntry = ({ field, error, values, enter }: DateEntryProps) => {
  const { label, hint } = field;
  const locale = language();
  const nameOf = namesIn(locale);
  const parts = partsIn(locale);
  return (
    <s-stack gap="small" accessibilityRole="section" accessibilityLabel={label}>
      <s-text>{label}</s-text>
      {hint !== null && <s-text color="subdued">{hint}</s-text>}
      <s-grid gridTemplateColumns={columnsOf(parts)} gap="small">
        {parts.map((part) => {
          const name = partName(field, part);
          const entry = {
            name,
            label: capitalised(nameOf(part) ?? part, locale),
            required: field.required,
            value: values[name] ?? partOf(field, part),
            // What is wrong is wrong with all three: it stands where the eye begins.
            ...(error !== undefined && part === parts[0] && { error }),
            onChange: (event: Event) => enter(name, valueOf(event)),
          };
          return part === "month" ? (
            <s-select key={part} {...entry}>
              {monthsIn(locale).map((month, index) => (
                <s-option key={month} value={String(index + 1)}>
                  {month}
                </s-option>
              ))}
            </s-select>
          ) : (
            <s-text-field key={part} {...entry} onInput={entry.onChange} />
          );
        })}
      </s-grid>
    </s-stack>
  );
};

/** Months are written out, and on a phone four digits need more room than two. */
const SHARES = { day: "2fr", month: "4fr", year: "3fr" };

const columnsOf = (parts: readonly DatePart[]): string =>
  parts.map((part) => SHARES[part]).join(" ");

/** As it is sent. */
export function enteredDate(field: CardField, values: Readonly<Record<string, string>>): string {
  return dateOf((part) => values[partName(field, part)] ?? partOf(field, part));
}

const partName = ({ name }: CardField, part: DatePart): string => `${name}-${part}`;

/** Of the date that is known already; a month without the zero in front. */
function partOf({ value }: CardField, part: DatePart): string {
  const [year = "", month = "", day = ""] = value?.split("-") ?? [];
  return { year, month: month && String(Number(month)), day }[part];
}
