// Whether a reward issues itself: once there are points enough, or on days of the year.
import { BlockStack, Checkbox, FormLayout } from "@shopify/polaris";
import type { AutoIssueTerms } from "../../core/program/auto-issue-terms.ts";
import { ChoiceAt, TextAt, asKind } from "./fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import type { Typed } from "./typed-program.ts";

const blanks: Readonly<Record<AutoIssueTerms["kind"], Typed<AutoIssueTerms>>> = {
  threshold: { kind: "threshold", keep: "", mostPerYear: "" },
  dates: { kind: "dates", dates: "12-24", most: "", mostPerYear: "" },
};

export function AutoIssueFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const terms = (value ?? null) as Typed<AutoIssueTerms> | null;
  return (
    <BlockStack gap="400">
      <Checkbox
        label="Issues itself in the night"
        helpText="Members can redeem it as well. What is not issued stays points."
        checked={terms !== null}
        onChange={(isOn) => change(isOn ? { ...blanks.threshold } : null)}
      />
      {terms !== null && (
        <>
          <ChoiceAt
            path={`${path}.kind`}
            title="When it issues itself"
            options={[
              { value: "threshold", label: "Whenever a member can pay for it" },
              { value: "dates", label: "On days of each year" },
            ]}
            onChoose={(choice) => change(asKind(value, blanks[choice as AutoIssueTerms["kind"]]))}
          />
          <OccasionFields path={path} kind={terms.kind} />
        </>
      )}
    </BlockStack>
  );
}

function OccasionFields({ path, kind }: { path: string; kind: AutoIssueTerms["kind"] }) {
  const { typed } = useProgramForm();
  const points = typed.pointsName.other || "points";
  const anyNumber = `As often as the ${points} allow`;
  return (
    <FormLayout>
      {kind === "dates" && (
        <TextAt
          path={`${path}.dates`}
          label="Days on which it is issued"
          helpText="Month and day, such as 06-24, 12-24."
        />
      )}
      <FormLayout.Group>
        {kind === "threshold" ? (
          <TextAt
            path={`${path}.keep`}
            label={`Leaves the member so many ${points}`}
            holds="whole"
            placeholder="None"
          />
        ) : (
          <TextAt
            path={`${path}.most`}
            label="At most, on each of these days"
            holds="whole"
            suffix="times"
            placeholder={anyNumber}
          />
        )}
        <TextAt
          path={`${path}.mostPerYear`}
          label="At most, in a calendar year"
          holds="whole"
          suffix="times"
          placeholder={anyNumber}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
