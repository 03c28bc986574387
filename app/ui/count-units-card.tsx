// Counting by hand what no order tells, for tiers that ask for it.
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import type { HandCounter } from "../core/tiers/units-by-hand.ts";
import type { UnitsProblems, UnitsValues } from "./count-units-values.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface UnitsView {
  /** What the program's tiers ask for, with all that was ever counted of it. */
  counted: { counter: HandCounter; units: bigint }[];
  /** In the store's calendar, as year-month-day. */
  today: string;
}

export interface CountUnitsCardProps {
  view: UnitsView;
  values: UnitsValues;
  problems: UnitsProblems;
  isSaving: boolean;
  onChange: (values: UnitsValues) => void;
  onSubmit: () => void;
}

const names: Readonly<Record<HandCounter, string>> = {
  nights: "Nights",
  visits: "Visits",
  referrals: "Referrals",
  events: "Events",
};

export function CountUnitsCard(props: CountUnitsCardProps) {
  const { view, isSaving, onSubmit } = props;
  return (
    <Card>
      <SubmitForm {...{ isSaving, onSubmit }}>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Count for tiers
          </Text>
          <Text as="p">{`${view.counted.map(countedWords).join(", ")} so far.`}</Text>
          <UnitsFields {...props} />
          <InlineStack align="end">
            <Button submit loading={isSaving}>
              {props.values.direction === "take_back" ? "Take back" : "Count"}
            </Button>
          </InlineStack>
        </BlockStack>
      </SubmitForm>
    </Card>
  );
}

function countedWords({ counter, units }: UnitsView["counted"][number]): string {
  return `${names[counter]}: ${units.toLocaleString("en")}`;
}

function UnitsFields({ view, values, problems, onChange }: CountUnitsCardProps) {
  return (
    <FormLayout>
      <Select
        id="count-counter"
        label="What"
        options={view.counted.map(({ counter }) => ({ value: counter, label: names[counter] }))}
        value={values.counter}
        onChange={(counter) => onChange({ ...values, counter: counter as HandCounter })}
      />
      <ChoiceList
        title="What to do"
        titleHidden
        name="count-direction"
        choices={[
          { label: "Count", value: "count" },
          { label: "Take back", value: "take_back" },
        ]}
        selected={[values.direction]}
        onChange={([choice]) =>
          onChange({ ...values, direction: choice === "take_back" ? "take_back" : "count" })
        }
      />
      <TextField
        id="count-units"
        label="How many"
        value={values.units}
        onChange={(units) => onChange({ ...values, units })}
        autoComplete="off"
        inputMode="numeric"
        maxLength={9}
        {...(problems.units && { error: problems.units })}
      />
      <TextField
        id="count-on"
        label="On which day"
        type="date"
        max={view.today}
        value={values.on}
        onChange={(on) => onChange({ ...values, on })}
        autoComplete="off"
        helpText="It counts for tiers in the period of this day."
        {...(problems.on && { error: problems.on })}
      />
      <TextField
        id="count-reason"
        label="Reason"
        value={values.reason}
        onChange={(reason) => onChange({ ...values, reason })}
        autoComplete="off"
        multiline={2}
        maxLength={MAX_REASON_CHARACTERS}
        helpText="For your staff; the member does not read it."
        {...(problems.reason && { error: problems.reason })}
      />
    </FormLayout>
  );
}
