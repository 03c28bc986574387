// Asking members one question: how likely they are to recommend the store.
import { BlockStack, Button, FormLayout, InlineStack, Link, Text } from "@shopify/polaris";
import type { SurveyTerms } from "../../core/program/survey-terms.ts";
import { SwitchAt, TextAt } from "./fields.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";

const firstSurvey: Typed<SurveyTerms> = {
  daysAfterOrder: "14",
  pauseDays: "180",
  inOrderEmail: false,
};

const about =
  "Members say from 0 to 10 how likely they are to recommend your store, and why. The score is " +
  "the share of 9 and 10, less the share of 0 to 6.";

export function SurveySection() {
  const { typed, onChange } = useProgramForm();
  if (typed.survey === null) {
    return (
      <SectionCard title="Survey" about={about}>
        <InlineStack>
          <Button onClick={() => onChange("survey", { ...firstSurvey })}>Ask members</Button>
        </InlineStack>
      </SectionCard>
    );
  }
  return (
    <SectionCard title="Survey" about={about}>
      <FormLayout>
        <TextAt
          path="survey.daysAfterOrder"
          label="Ask in the storefront panel"
          suffix="days after an order"
          holds="whole"
          helpText="For sixty days, or until the member answers."
        />
        <TextAt
          path="survey.pauseDays"
          label="Not again for"
          suffix="days"
          holds="whole"
          helpText="After an answer, and after a question by e-mail."
        />
        <SwitchAt
          path="survey.inOrderEmail"
          label="Ask in the e-mail about an order, too"
          helpText="With a link that takes one answer."
        />
      </FormLayout>
      <BlockStack gap="200">
        <Text as="p" tone="subdued">
          Points for answering are set under Ways to earn.{" "}
          <Link url="/app/survey">See answers</Link>
        </Text>
        <InlineStack>
          <Button onClick={() => onChange("survey", null)}>Stop asking</Button>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}
