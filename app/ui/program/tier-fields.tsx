// One tier: how it is reached and kept, and what it gives.
import { BlockStack, Checkbox, FormLayout } from "@shopify/polaris";
import { ChoiceAt, ProblemAt, SwitchAt, TextAt } from "./fields.tsx";
import { useField } from "./program-form.tsx";
import { RequirementFields } from "./requirement-fields.tsx";
import type { TypedValue } from "./typed-program.ts";

export function TierFields({ path }: { path: string }) {
  const tier = useField(path);
  const entry = useField(`${path}.entry`);
  const isEarned = entry.value === "earned";

  /** Only tiers that are earned have thresholds. */
  function chooseEntry(choice: string): void {
    const typed = tier.value as { [key: string]: TypedValue };
    const enter = choice === "earned" ? oneThreshold : null;
    tier.change({ ...typed, entry: choice, enter, keep: null });
  }

  return (
    <BlockStack gap="400">
      <FormLayout>
        <TextAt path={`${path}.name`} label="Name" />
        <ChoiceAt
          path={`${path}.entry`}
          title="Members get into it"
          options={[
            { value: "earned", label: "By what they do" },
            { value: "manual", label: "By hand, on their page" },
            { value: "invitation", label: "By invitation" },
          ]}
          onChoose={chooseEntry}
        />
      </FormLayout>
      {isEarned && <Thresholds path={path} />}
      <FormLayout>
        <FormLayout.Group>
          <TextAt
            path={`${path}.earnMultiplier`}
            label="Base points times"
            holds="decimal"
            helpText="1 for the base rate."
          />
          <TextAt
            path={`${path}.entryPoints`}
            label="Points on reaching it"
            holds="whole"
            placeholder="None"
            helpText="At most once a year."
          />
        </FormLayout.Group>
        <TextAt
          path={`${path}.benefits`}
          label="Benefits"
          lines={3}
          helpText="One on each line. Members read them."
        />
      </FormLayout>
      <Perks path={`${path}.perks`} />
    </BlockStack>
  );
}

/** What the cart gives members without a code. */
function Perks({ path }: { path: string }) {
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextAt
          path={`${path}.discountPercent`}
          label="Discount in the cart"
          holds="decimal"
          suffix="%"
          placeholder="None"
          helpText="Applies by itself when a member is signed in."
        />
        <TextAt
          path={`${path}.minimumSubtotalMinor`}
          label="On orders of at least"
          holds="amount"
          placeholder="Any order"
        />
      </FormLayout.Group>
      <SwitchAt
        path={`${path}.freeShipping`}
        label="Free shipping"
        helpText="Discount and shipping are automatic discounts in Shopify, which allows 25 at a time."
      />
    </FormLayout>
  );
}

const oneThreshold = { anyOf: [{ allOf: [{ counter: "spend", atLeast: "" }] }] };

function Thresholds({ path }: { path: string }) {
  const enter = useField(`${path}.enter`);
  const keep = useField(`${path}.keep`);
  return (
    <BlockStack gap="400">
      <ProblemAt path={`${path}.enter`} />
      <RequirementFields path={`${path}.enter`} title="Reached with" />
      <Checkbox
        label="Keeping it asks for less than reaching it"
        checked={keep.value !== null}
        onChange={(isOn) => keep.change(isOn ? enter.value : null)}
      />
      <ProblemAt path={`${path}.keep`} />
      {keep.value !== null && <RequirementFields path={`${path}.keep`} title="Kept with" />}
    </BlockStack>
  );
}
