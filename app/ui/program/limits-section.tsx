// The most that can be earned, and what happens when several extras match the same line.
import { FormLayout } from "@shopify/polaris";
import { ChoiceAt, TextAt } from "./fields.tsx";
import { SectionCard } from "./section-card.tsx";

const noLimit = { holds: "whole", placeholder: "No limit" } as const;

export function LimitsSection() {
  return (
    <>
      <SectionCard
        title="The most that can be earned"
        about={
          <>
            The limit of an order applies to what is left of it after refunds. The others are given
            out first come, first served; a refund does not free them for others.
          </>
        }
      >
        <FormLayout>
          <FormLayout.Group>
            <TextAt path="earning.perOrderCap" label="Points of one order" {...noLimit} />
            <TextAt path="earning.perDayCap" label="Points of a member and day" {...noLimit} />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextAt path="earning.perYearCap" label="Points of a member and year" {...noLimit} />
            <TextAt
              path="earning.programBudget"
              label="Points of all members and a year"
              {...noLimit}
            />
          </FormLayout.Group>
        </FormLayout>
      </SectionCard>
      <SectionCard
        title="When several extras match"
        about={
          <>
            A tier, rules and campaigns can match the same line. The example: a line with 10 base
            points, a tier that gives 1.5 times, a campaign that gives 2 times.
          </>
        }
      >
        <ChoiceAt path="earning.stacking" title="Stacking" titleHidden options={stackings} />
      </SectionCard>
    </>
  );
}

const stackings = [
  {
    value: "best",
    label: "Only the one that gives most",
    helpText: "The campaign: 10 × 2 = 20 points.",
  },
  {
    value: "newest",
    label: "Only the one that began last",
    helpText: "A tier counts as the oldest, so the campaign: 10 × 2 = 20 points.",
  },
  {
    value: "bonus_on_base",
    label: "Each on base points, and added",
    helpText: "10 + 5 + 10 = 25 points.",
  },
  {
    value: "sum",
    label: "All: they multiply one another",
    helpText: "10 × 1.5 × 2 = 30 points. Bonuses per item and per order are added.",
  },
] as const;
