// The fields that the program's form is made of. Each is named by its path in the document, and
// shows the problem of that path beside it.
import { Checkbox, ChoiceList, InlineError, Select, TextField } from "@shopify/polaris";
import { splitTyped, useField, useOwnProblem, useProgramForm } from "./program-form.tsx";
import type { TypedValue } from "./typed-program.ts";

type Holds = "text" | "amount" | "whole" | "decimal" | "date" | "moment" | "time";

export interface TextAtProps {
  path: string;
  label: string;
  holds?: Holds;
  helpText?: string;
  placeholder?: string;
  suffix?: string;
  /** How many lines it shows; one if left out. */
  lines?: number;
  labelHidden?: boolean;
  autoFocus?: boolean;
}

const MAX_TYPED_CHARACTERS = 5_000;

const inputTypes = { date: "date", moment: "datetime-local", time: "time" } as const;

export function TextAt({ path, label, holds = "text", suffix, lines, ...rest }: TextAtProps) {
  const { currency } = useProgramForm();
  const { value, problem, change } = useField(path);
  const shownSuffix = holds === "amount" ? currency : suffix;
  return (
    <TextField
      id={path}
      name={path}
      label={label}
      value={typeof value === "string" ? value : ""}
      onChange={change}
      autoComplete="off"
      maxLength={MAX_TYPED_CHARACTERS}
      {...rest}
      {...(lines && { multiline: lines })}
      {...(shownSuffix && { suffix: shownSuffix })}
      {...(problem && { error: problem })}
      {...((holds === "amount" || holds === "decimal") && { inputMode: "decimal" as const })}
      {...(holds === "whole" && { inputMode: "numeric" as const })}
      {...(holds in inputTypes && { type: inputTypes[holds as keyof typeof inputTypes] })}
    />
  );
}

interface SwitchAtProps {
  path: string;
  label: string;
  helpText?: string;
}

export function SwitchAt({ path, label, helpText }: SwitchAtProps) {
  const { value, problem, change } = useField(path);
  return (
    <Checkbox
      id={path}
      name={path}
      label={label}
      checked={value === true}
      onChange={change}
      {...(helpText && { helpText })}
      {...(problem && { error: problem })}
    />
  );
}

export interface Option {
  value: string;
  label: string;
  helpText?: string;
  /** Shown, but not to be chosen. */
  disabled?: boolean;
}

interface ChoiceAtProps {
  path: string;
  title: string;
  titleHidden?: boolean;
  options: readonly Option[];
  /** Where the choice changes more than its own field. */
  onChoose?: (choice: string) => void;
}

/** One of a few. */
export function ChoiceAt({ path, title, titleHidden, options, onChoose }: ChoiceAtProps) {
  const { value, problem, change } = useField(path);
  return (
    <div id={path}>
      <ChoiceList
        name={path}
        title={title}
        {...(titleHidden && { titleHidden })}
        choices={[...options]}
        selected={typeof value === "string" ? [value] : []}
        onChange={([choice]) => choice !== undefined && (onChoose ?? change)(choice)}
        {...(problem && { error: problem })}
      />
    </div>
  );
}

/** Any of a few; they are typed as one text. */
export function ChecksAt({ path, title, options }: ChoiceAtProps) {
  const { value, problem, change } = useField(path);
  const chosen = splitTyped(value);
  // What is chosen and no option any more must stay visible, or it could not be taken away.
  const gone = chosen
    .filter((item) => options.every((option) => option.value !== item))
    .map((item) => ({ value: item, label: `${item} (no longer there)` }));
  return (
    <div id={path}>
      <ChoiceList
        allowMultiple
        name={path}
        title={title}
        choices={[...options, ...gone]}
        selected={chosen}
        onChange={(items) => change(items.join(", "))}
        {...(problem && { error: problem })}
      />
    </div>
  );
}

interface SelectAtProps {
  path: string;
  label: string;
  labelHidden?: boolean;
  options: readonly Option[];
  onChoose?: (choice: string) => void;
  /** What is shown as chosen, where the field itself may not be there. */
  shown?: string;
}

export function SelectAt({ path, label, labelHidden, options, onChoose, shown }: SelectAtProps) {
  const { value: typed, problem, change } = useField(path);
  const value = shown ?? typed;
  const known = options.some((option) => option.value === value);
  const gone: Option[] =
    known || typeof value !== "string" ? [] : [{ value, label: `${value} (no longer there)` }];
  return (
    <Select
      id={path}
      name={path}
      label={label}
      {...(labelHidden && { labelHidden })}
      options={[...options, ...gone].map((option) => ({
        value: option.value,
        label: option.label,
        disabled: option.disabled === true,
      }))}
      value={typeof value === "string" ? value : ""}
      onChange={onChoose ?? change}
      {...(problem && { error: problem })}
    />
  );
}

/** What is wrong with a part as a whole. */
export function ProblemAt({ path }: { path: string }) {
  const problem = useOwnProblem(path);
  return (
    <div id={path} tabIndex={-1}>
      {problem && <InlineError message={problem} fieldID={path} />}
    </div>
  );
}

type Fields = Readonly<Record<string, TypedValue>>;

/**
 * The part as another kind: its own fields as `blank` has them, but for those that both kinds have,
 * which keep what was typed.
 */
export function asKind(current: TypedValue, blank: Fields): TypedValue {
  const typed: Fields =
    typeof current === "object" && current !== null && !Array.isArray(current) ? current : {};
  return Object.fromEntries(
    Object.entries(blank).map(([name, value]) => {
      const kept = typed[name];
      return [name, name !== "kind" && typeof kept === typeof value ? (kept ?? value) : value];
    }),
  );
}
