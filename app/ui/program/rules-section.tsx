// Earning rules: more points for some orders, lines or members, at any time.
import { BlockStack, FormLayout } from "@shopify/polaris";
import type { EarningRule } from "../../core/program/earning-terms.ts";
import { ruleWords } from "../changes/rule-sentences.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { blankEffect, EffectFields } from "./effect-fields.tsx";
import { TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

export const blankConditions: Typed<EarningRule>["conditions"] = {
  products: { productIds: "", variantIds: "", collectionIds: "", tags: "" },
  excludedProducts: { productIds: "", variantIds: "", collectionIds: "", tags: "" },
  channels: "",
  tiers: "",
  customerTags: "",
  segmentIds: "",
  members: null,
  minimumOrderMinor: "",
};

export function RulesSection() {
  const { typed, document, localNow } = useProgramForm();
  const words = useProgramWords();
  const path = "earning.rules";
  return (
    <SectionCard
      title="Earning rules"
      about={
        <>
          Always on, beside the base rate: twice the points for a collection, a bonus for customers
          with a tag.
        </>
      }
    >
      <ItemList
        path={path}
        noun="rule"
        items={typed.earning.rules.map(({ id, name }) => {
          const rule = document?.earning.rules.find((known) => known.id === id);
          return { id, title: name, summary: rule && words ? ruleWords(rule, words) : null };
        })}
        isOrdered
        nothingYet="No rules: every order earns the base rate."
        blank={(id) => ({
          id,
          name: "",
          addedOn: localNow.slice(0, 10),
          effect: { ...blankEffect },
          conditions: blankConditions,
        })}
        fields={(item) => (
          <BlockStack gap="400">
            <FormLayout>
              <FormLayout.Group>
                <TextAt path={`${item}.name`} label="Name" helpText="Members read it." />
                <TextAt
                  path={`${item}.addedOn`}
                  label="Counts as added on"
                  holds="date"
                  helpText="Where only the newest extra counts, this decides."
                />
              </FormLayout.Group>
            </FormLayout>
            <EffectFields path={`${item}.effect`} />
            <ConditionFields path={`${item}.conditions`} />
          </BlockStack>
        )}
      />
    </SectionCard>
  );
}
