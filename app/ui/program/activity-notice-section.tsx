// Telling visitors what members did: the block of the theme shows it, the program allows it.
import { Button, FormLayout, InlineStack } from "@shopify/polaris";
import type { ActivityNoticeTerms } from "../../core/program/activity-notice-terms.ts";
import { TextAt } from "./fields.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";

const firstNotice: Typed<ActivityNoticeTerms> = { days: "7" };

const about =
  "The theme block “What members did” shows how many members earned and chose rewards, and which " +
  "reward most of them chose. The figures are real, nobody is named, and a figure behind which " +
  "fewer than ten members stand is not shown.";

export function ActivityNoticeSection() {
  const { typed, onChange } = useProgramForm();
  if (typed.activityNotice === null) {
    return (
      <SectionCard title="Activity notice" about={about}>
        <InlineStack>
          <Button onClick={() => onChange("activityNotice", { ...firstNotice })}>
            Tell visitors what members did
          </Button>
        </InlineStack>
      </SectionCard>
    );
  }
  return (
    <SectionCard title="Activity notice" about={about}>
      <FormLayout>
        <TextAt
          path="activityNotice.days"
          label="Count the last"
          suffix="days"
          holds="whole"
          helpText="The figures are written anew once a day."
        />
      </FormLayout>
      <InlineStack>
        <Button onClick={() => onChange("activityNotice", null)}>Stop telling</Button>
      </InlineStack>
    </SectionCard>
  );
}
