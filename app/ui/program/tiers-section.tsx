// Tiers: what they count, how long they last, and each of them.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import type { TierTerms, TierValidity, TierWindow } from "../../core/program/tier-terms.ts";
import { tierWords } from "../changes/tier-sentences.ts";
import { asKind, ChoiceAt, SelectAt, SwitchAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import { TierFields } from "./tier-fields.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

type TypedTiers = Typed<TierTerms>;

const blankTier = {
  name: "",
  entry: "earned",
  enter: null,
  keep: null,
  earnMultiplier: "1",
  entryPoints: "",
  benefits: "",
  perks: { discountPercent: "", freeShipping: false, minimumSubtotalMinor: "" },
} as const;

const firstTiers: TypedTiers = {
  window: { kind: "calendar_year" },
  qualifyingPoints: "all",
  validity: { kind: "rest_of_year", furtherYears: "1" },
  downgrade: "earned",
  graceDays: "0",
  noticeDays: "30",
  crossingOrderEarnsNewRate: false,
  list: [
    { ...blankTier, id: "member", name: "Member", enter: { anyOf: [{ allOf: [] }] } },
    {
      ...blankTier,
      id: "gold",
      name: "Gold",
      enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "500" }] }] },
      earnMultiplier: "1.5",
    },
  ],
};

export function TiersSection() {
  const { typed, onChange } = useProgramForm();
  if (typed.tiers === null) {
    return (
      <SectionCard
        title="Tiers"
        about="Members who buy more rise to tiers with more points and benefits of their own."
      >
        <InlineStack>
          <Button onClick={() => onChange("tiers", { ...firstTiers })}>Start tiers</Button>
        </InlineStack>
      </SectionCard>
    );
  }
  return (
    <>
      <TierListCard />
      <CountingCard />
      <LastingCard />
      <SectionCard
        title="No more tiers"
        about="Saved without them, the program has no tiers, and nobody is in one."
      >
        <InlineStack>
          <Button tone="critical" onClick={() => onChange("tiers", null)}>
            Remove all tiers
          </Button>
        </InlineStack>
      </SectionCard>
    </>
  );
}

function TierListCard() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  return (
    <SectionCard title="Tiers" about="From the lowest to the highest.">
      <ItemList
        path="tiers.list"
        noun="tier"
        items={(typed.tiers?.list ?? []).map(({ id, name }) => {
          const tier = document?.tiers?.list.find((known) => known.id === id);
          return { id, title: name, summary: tier && words ? tierWords(tier, words) : null };
        })}
        isOrdered
        nothingYet="Add at least one."
        blank={(id) => ({
          ...blankTier,
          id,
          enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "" }] }] },
        })}
        fields={(item) => <TierFields path={item} />}
      />
    </SectionCard>
  );
}

const windows: Readonly<Record<TierWindow["kind"], Typed<TierWindow>>> = {
  rolling: { kind: "rolling", months: "12" },
  calendar_year: { kind: "calendar_year" },
  membership_year: { kind: "membership_year" },
  lifetime: { kind: "lifetime" },
};

function CountingCard() {
  const { typed } = useProgramForm();
  const { value, change } = useField("tiers.window");
  return (
    <SectionCard
      title="What counts"
      about="A refund takes what was bought out of the period of the sale."
    >
      <FormLayout>
        <FormLayout.Group>
          <SelectAt
            path="tiers.window.kind"
            label="Tiers look at"
            options={[
              { value: "calendar_year", label: "the calendar year" },
              { value: "rolling", label: "the last months" },
              { value: "membership_year", label: "the year of membership" },
              { value: "lifetime", label: "all that members ever did" },
            ]}
            onChoose={(kind) => change(asKind(value, windows[kind as TierWindow["kind"]]))}
          />
          {typed.tiers?.window.kind === "rolling" && (
            <TextAt path="tiers.window.months" label="How many months" holds="whole" />
          )}
        </FormLayout.Group>
        <ChoiceAt
          path="tiers.qualifyingPoints"
          title="Where tiers ask for points earned"
          options={[
            { value: "all", label: "All points of an order count" },
            { value: "base", label: "Only base points count, without extras" },
          ]}
        />
        <SwitchAt
          path="tiers.crossingOrderEarnsNewRate"
          label="The order that reaches a tier already earns at its rate"
        />
      </FormLayout>
    </SectionCard>
  );
}

const validities: Readonly<Record<TierValidity["kind"], Typed<TierValidity>>> = {
  while_met: { kind: "while_met" },
  months: { kind: "months", months: "12" },
  rest_of_year: { kind: "rest_of_year", furtherYears: "1" },
  forever: { kind: "forever" },
};

function LastingCard() {
  const { typed } = useProgramForm();
  const { value, change } = useField("tiers.validity");
  const kind = typed.tiers?.validity.kind;
  return (
    <SectionCard
      title="How long a tier lasts"
      about={
        <>
          Members rise at once. They fall in the night, after the tier has ended and the days of
          grace have passed.
        </>
      }
    >
      <BlockStack gap="400">
        <FormLayout>
          <FormLayout.Group>
            <SelectAt
              path="tiers.validity.kind"
              label="A tier is kept"
              options={[
                { value: "rest_of_year", label: "for the rest of the year and further years" },
                { value: "months", label: "for some months" },
                { value: "while_met", label: "while its threshold is met" },
                { value: "forever", label: "for ever" },
              ]}
              onChoose={(choice) =>
                change(asKind(value, validities[choice as TierValidity["kind"]]))
              }
            />
            {kind === "months" && (
              <TextAt path="tiers.validity.months" label="How many months" holds="whole" />
            )}
            {kind === "rest_of_year" && (
              <TextAt path="tiers.validity.furtherYears" label="Further years" holds="whole" />
            )}
          </FormLayout.Group>
          <ChoiceAt
            path="tiers.downgrade"
            title="Members who no longer meet their tier"
            options={[
              { value: "earned", label: "Fall to the tier that they meet" },
              { value: "one_step", label: "Fall by one tier" },
              { value: "none", label: "Stay in it" },
            ]}
          />
          <FormLayout.Group>
            <TextAt
              path="tiers.graceDays"
              label="Days of grace"
              holds="whole"
              helpText="Between the end of a tier and the fall."
            />
            <TextAt
              path="tiers.noticeDays"
              label="Tell members before, by days"
              helpText="Such as 30, 7. Empty for never."
            />
          </FormLayout.Group>
        </FormLayout>
        <Text as="p" tone="subdued">
          Tiers that are given by hand or by invitation are neither reached nor lost by counting.
        </Text>
      </BlockStack>
    </SectionCard>
  );
}
