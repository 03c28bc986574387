// Whom a rule is for. What is left empty asks nothing.
import { FormLayout } from "@shopify/polaris";
import type { MembershipCondition } from "../../core/program/membership-terms.ts";
import { ChecksAt, SelectAt, TextAt } from "./fields.tsx";
import { splitTyped, useField, useProgramForm } from "./program-form.tsx";
import { SegmentField } from "./segment-field.tsx";
import { valueAt } from "./typed-paths.ts";
import type { Typed } from "./typed-program.ts";

export function AudienceFields({ path }: { path: string }) {
  const { typed } = useProgramForm();
  const named = splitTyped(valueAt(typed, `${path}.tiers`));
  const tiers = (typed.tiers?.list ?? []).map(({ id, name }) => ({ value: id, label: name || id }));
  return (
    <FormLayout>
      {(tiers.length > 0 || named.length > 0) && (
        <ChecksAt path={`${path}.tiers`} title="Only members in" options={tiers} />
      )}
      <TextAt
        path={`${path}.customerTags`}
        label="Only customers tagged"
        helpText="Any of these, with commas between them."
      />
      <SegmentField path={`${path}.segmentIds`} label="Only customers in segments" />
      <MembershipFields path={`${path}.members`} />
    </FormLayout>
  );
}

type TypedMembership = Typed<MembershipCondition>;
type Choice = TypedMembership["kind"] | "all";

const DEFAULT_DAYS: Readonly<Record<TypedMembership["kind"], string>> = { new: "30", lapsed: "90" };

const choices: readonly { value: Choice; label: string }[] = [
  { value: "all", label: "However long they are with the store" },
  { value: "new", label: "Who joined not long ago" },
  { value: "lapsed", label: "Who have ordered nothing for a while" },
];

function MembershipFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const kind = kindOf(value);
  return (
    <FormLayout.Group>
      <SelectAt
        path={kind === "all" ? path : `${path}.kind`}
        label="Only members"
        options={choices}
        shown={kind}
        onChoose={(choice) => {
          const chosen = choice as Choice;
          change(chosen === "all" ? null : { kind: chosen, days: DEFAULT_DAYS[chosen] });
        }}
      />
      {kind !== "all" && (
        <TextAt
          path={`${path}.days`}
          label={kind === "new" ? "Days since they joined" : "Days without an order"}
          holds="whole"
          helpText={
            kind === "new"
              ? "The first day is one of them."
              : "Where there is no order, since they joined."
          }
        />
      )}
    </FormLayout.Group>
  );
}

function kindOf(value: unknown): Choice {
  const { kind } = { kind: "all", ...(value as object | null) } as { kind: Choice };
  return kind;
}
