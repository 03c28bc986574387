// Campaigns: more points for a while, on the store's calendar and clock.
import { BlockStack, FormLayout, Link } from "@shopify/polaris";
import { campaignWords } from "../changes/rule-sentences.ts";
import { CampaignTimeFields, StageBadge, blankTimes } from "./campaign-time-fields.tsx";
import { ConditionFields } from "./condition-fields.tsx";
import { blankEffect, EffectFields } from "./effect-fields.tsx";
import { SwitchAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useProgramForm } from "./program-form.tsx";
import { blankConditions } from "./rules-section.tsx";
import { SectionCard } from "./section-card.tsx";
import { useProgramWords } from "./use-program-words.ts";

export function CampaignsSection() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  return (
    <SectionCard
      title="Campaigns"
      about={
        <>
          Orders placed while a campaign runs earn more, whenever they are paid. Dates and times are
          those of the store. When each runs, what it would give and what it has given stands on the
          page <Link url="/app/campaigns">Campaigns</Link>.
        </>
      }
    >
      <ItemList
        path="campaigns"
        noun="campaign"
        items={typed.campaigns.map((campaign) => {
          const known = document?.campaigns.find(({ id }) => id === campaign.id);
          return {
            id: campaign.id,
            title: campaign.name,
            summary: known && words ? campaignWords(known, words) : null,
            badge: <StageBadge times={campaign} />,
          };
        })}
        isOrdered
        nothingYet="No campaigns yet."
        blank={(id) => ({
          id,
          name: "",
          ...blankTimes,
          effect: { ...blankEffect },
          conditions: blankConditions,
          optIn: false,
          budget: "",
          perMemberLimit: "",
        })}
        fields={(item) => <CampaignFields path={item} />}
      />
    </SectionCard>
  );
}

function CampaignFields({ path }: { path: string }) {
  return (
    <BlockStack gap="400">
      <FormLayout>
        <TextAt path={`${path}.name`} label="Name" helpText="Members read it." />
        <CampaignTimeFields path={path} />
      </FormLayout>
      <EffectFields path={`${path}.effect`} />
      <FormLayout>
        <FormLayout.Group>
          <TextAt
            path={`${path}.budget`}
            label="Most points to all together"
            holds="whole"
            placeholder="No limit"
          />
          <TextAt
            path={`${path}.perMemberLimit`}
            label="Most points to one member"
            holds="whole"
            placeholder="No limit"
          />
        </FormLayout.Group>
        <SwitchAt
          path={`${path}.optIn`}
          label="Only for members who join it"
          helpText="The panel of the store offers it. It counts for what they order after they joined."
        />
      </FormLayout>
      <ConditionFields path={`${path}.conditions`} />
    </BlockStack>
  );
}
