// What a merchant says of an event.
import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import type { EventCounter, EventProblems, EventValues } from "../../core/events/event-terms.ts";
import { SubmitForm } from "../submit-form.tsx";

export interface EventFormCardProps {
  values: EventValues;
  problems: EventProblems;
  /** Told beside all fields: somebody else changed it meanwhile. */
  conflict: string | null;
  isNew: boolean;
  isSaving: boolean;
  onChange: (values: EventValues) => void;
  onSubmit: () => void;
}

const counters: { value: EventCounter; label: string }[] = [
  { value: "events", label: "An event" },
  { value: "visits", label: "A visit" },
];

interface FieldProps {
  name: keyof EventValues;
  label: string;
  type?: "text" | "datetime-local";
  suffix?: string;
  helpText?: string;
  isNumber?: boolean;
}

export function EventFormCard(props: EventFormCardProps) {
  const { values, problems, conflict, isNew, isSaving, onChange, onSubmit } = props;
  const field = ({ name, label, type = "text", isNumber, suffix, helpText }: FieldProps) => (
    <TextField
      id={`event-${name}`}
      name={name}
      label={label}
      type={type}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
      autoComplete="off"
      {...(isNumber && { inputMode: "numeric" as const })}
      {...(suffix && { suffix })}
      {...(helpText && { helpText })}
      {...(problems[name] && { error: problems[name] })}
    />
  );
  return (
    <Card>
      <SubmitForm isSaving={isSaving} onSubmit={onSubmit}>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {isNew ? "New event" : "What members read"}
          </Text>
          <FormLayout>
            {field({ name: "name", label: "Name" })}
            {field({
              name: "place",
              label: "Place",
              helpText: "Where members go, such as an address.",
            })}
            <FormLayout.Group>
              {field({ name: "startsAt", label: "Begins", type: "datetime-local" })}
              {field({ name: "endsAt", label: "Ends", type: "datetime-local" })}
            </FormLayout.Group>
            <FormLayout.Group>
              {field({
                name: "opensMinutesBefore",
                label: "Check-in opens",
                suffix: "minutes before",
                isNumber: true,
              })}
              {field({
                name: "capacity",
                label: "Capacity",
                suffix: "members",
                isNumber: true,
                helpText: "Empty for any number.",
              })}
            </FormLayout.Group>
            <Select
              label="For tiers it counts as"
              options={counters}
              value={values.countsAs}
              onChange={(countsAs) => onChange({ ...values, countsAs: countsAs as EventCounter })}
            />
          </FormLayout>
          {conflict && (
            <div role="alert">
              <Text as="p" tone="critical">
                {conflict}
              </Text>
            </div>
          )}
          <InlineStack>
            <Button submit variant="primary" loading={isSaving}>
              {isNew ? "Create event" : "Save"}
            </Button>
          </InlineStack>
        </BlockStack>
      </SubmitForm>
    </Card>
  );
}
