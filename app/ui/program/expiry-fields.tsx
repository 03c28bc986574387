// How points end: never, by age, for want of activity, or on fixed days of the year.
import { BlockStack, Checkbox, FormLayout } from "@shopify/polaris";
import type { ExpiryPolicy } from "../../core/program/expiry-terms.ts";
import { asKind, ChecksAt, ChoiceAt, ProblemAt, SelectAt, TextAt } from "./fields.tsx";
import { useField } from "./program-form.tsx";
import type { Typed } from "./typed-program.ts";

type TypedPolicy = Typed<ExpiryPolicy>;

const aYear = { unit: "months", count: "12" } as const;

const blanks: Readonly<Record<ExpiryPolicy["kind"], TypedPolicy>> = {
  never: { kind: "never" },
  age: { kind: "age", length: { ...aYear }, roundTo: "day" },
  inactivity: {
    kind: "inactivity",
    length: { ...aYear },
    roundTo: "day",
    activities: "order, redemption",
  },
  fixed_dates: { kind: "fixed_dates", dates: "12-31", leastAge: null },
};

export function PolicyFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const { kind } = { ...blanks.never, ...(value as object) } as TypedPolicy;
  return (
    <BlockStack gap="400">
      <ChoiceAt
        path={`${path}.kind`}
        title="Points end"
        options={[
          { value: "never", label: "Never" },
          { value: "age", label: "Some time after they were earned" },
          { value: "inactivity", label: "All together, some time after the last activity" },
          { value: "fixed_dates", label: "On the same days each year" },
        ]}
        onChoose={(choice) => change(asKind(value, blanks[choice as ExpiryPolicy["kind"]]))}
      />
      {(kind === "age" || kind === "inactivity") && <LengthOfLife path={path} />}
      {kind === "inactivity" && (
        <ChecksAt
          path={`${path}.activities`}
          title="What counts as activity"
          options={[
            { value: "order", label: "An order" },
            { value: "redemption", label: "A redemption" },
            { value: "action", label: "Something else that earned" },
          ]}
        />
      )}
      {kind === "fixed_dates" && <FixedDates path={path} />}
    </BlockStack>
  );
}

function LengthOfLife({ path }: { path: string }) {
  return (
    <FormLayout>
      <FormLayout.Group>
        <LengthFields path={`${path}.length`} label="After" />
        <SelectAt
          path={`${path}.roundTo`}
          label="To the end of"
          options={[
            { value: "day", label: "the day" },
            { value: "month", label: "the month" },
            { value: "quarter", label: "the quarter" },
            { value: "year", label: "the year" },
          ]}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

function LengthFields({ path, label }: { path: string; label: string }) {
  return (
    <div id={path} role="group" aria-label={label} tabIndex={-1}>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextAt path={`${path}.count`} label={label} holds="whole" />
          <SelectAt
            path={`${path}.unit`}
            label="Unit of time"
            options={[
              { value: "days", label: "days" },
              { value: "months", label: "months" },
              { value: "years", label: "years" },
            ]}
          />
        </FormLayout.Group>
        <ProblemAt path={path} />
      </FormLayout>
    </div>
  );
}

function FixedDates({ path }: { path: string }) {
  const leastAge = useField(`${path}.leastAge`);
  return (
    <FormLayout>
      <TextAt
        path={`${path}.dates`}
        label="Last days on which points can be spent"
        helpText="Month and day, such as 06-30, 12-31."
      />
      <Checkbox
        label="Younger points wait for the next date"
        checked={leastAge.value !== null}
        onChange={(isOn) => leastAge.change(isOn ? { unit: "days", count: "90" } : null)}
      />
      {leastAge.value !== null && <LengthFields path={`${path}.leastAge`} label="Least age" />}
    </FormLayout>
  );
}
