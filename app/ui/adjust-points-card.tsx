// Adding or taking points by hand, with a reason that the member can read.
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import type { AdjustmentProblems, AdjustmentValues } from "./adjustment-values.ts";
import type { PointsName } from "./format.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface AdjustPointsCardProps {
  values: AdjustmentValues;
  problems: AdjustmentProblems;
  pointsName: PointsName;
  isSaving: boolean;
  onChange: (values: AdjustmentValues) => void;
  onSubmit: () => void;
}

export function AdjustPointsCard(props: AdjustPointsCardProps) {
  const { values, problems, pointsName, isSaving, onChange, onSubmit } = props;
  return (
    <Card>
      <SubmitForm {...{ isSaving, onSubmit }}>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Adjust {pointsName.other}
          </Text>
          <ChoiceList
            title="What to do"
            titleHidden
            name="direction"
            choices={[
              { label: "Add", value: "add" },
              { label: "Take", value: "take" },
            ]}
            selected={[values.direction]}
            onChange={([choice]) =>
              onChange({ ...values, direction: choice === "take" ? "take" : "add" })
            }
          />
          <TextField
            id="adjust-points"
            label="How many"
            name="points"
            value={values.points}
            onChange={(points) => onChange({ ...values, points })}
            autoComplete="off"
            inputMode="numeric"
            maxLength={16}
            {...(problems.points && { error: problems.points })}
          />
          <TextField
            id="adjust-reason"
            label="Reason"
            name="reason"
            value={values.reason}
            onChange={(reason) => onChange({ ...values, reason })}
            autoComplete="off"
            multiline={2}
            maxLength={MAX_REASON_CHARACTERS}
            showCharacterCount
            helpText="The member reads it in their history."
            {...(problems.reason && { error: problems.reason })}
          />
          <InlineStack align="end">
            <Button submit loading={isSaving}>
              {values.direction === "take" ? "Take" : "Add"}
            </Button>
          </InlineStack>
        </BlockStack>
      </SubmitForm>
    </Card>
  );
}
