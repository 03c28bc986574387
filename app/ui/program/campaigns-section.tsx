// Campaigns: more points for a while, on the store's calendar and clock.
import { Badge, BlockStack, Checkbox, FormLayout } from "@shopify/polaris";
import { campaignWords } from "../changes/rule-sentences.ts";
import { type CampaignStage, campaignStage } from "./campaign-stage.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { blankEffect, EffectFields } from "./effect-fields.tsx";
import { ChecksAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { blankConditions } from "./rules-section.tsx";
import { SectionCard } from "./section-card.tsx";
import { useProgramWords } from "./use-program-words.ts";

const stageBadges: Readonly<
  Record<CampaignStage, { tone?: "success" | "info"; children: string }>
> = {
  running: { tone: "success", children: "Running" },
  coming: { tone: "info", children: "Coming" },
  over: { children: "Over" },
};

export function CampaignsSection() {
  const { typed, document, localNow } = useProgramForm();
  const words = useProgramWords();
  return (
    <SectionCard
      title="Campaigns"
      about={
        <>
          Orders placed while a campaign runs earn more, whenever they are paid. Dates and times are
          those of the store.
        </>
      }
    >
      <ItemList
        path="campaigns"
        noun="campaign"
        items={typed.campaigns.map((campaign) => {
          const known = document?.campaigns.find(({ id }) => id === campaign.id);
          const stage = campaignStage(campaign, localNow);
          return {
            id: campaign.id,
            title: campaign.name,
            summary: known && words ? campaignWords(known, words) : null,
            ...(stage && { badge: <Badge {...stageBadges[stage]} /> }),
          };
        })}
        isOrdered
        nothingYet="No campaigns yet."
        blank={(id) => ({
          id,
          name: "",
          startsAt: "",
          endsAt: "",
          weekdays: "",
          hours: null,
          effect: { ...blankEffect },
          conditions: blankConditions,
          budget: "",
          perMemberLimit: "",
        })}
        fields={(item) => <CampaignFields path={item} />}
      />
    </SectionCard>
  );
}

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const weekdayOptions = weekdayNames.map((label, index) => ({ value: String(index + 1), label }));

function CampaignFields({ path }: { path: string }) {
  return (
    <BlockStack gap="400">
      <FormLayout>
        <TextAt path={`${path}.name`} label="Name" helpText="Members read it." />
        <FormLayout.Group>
          <TextAt path={`${path}.startsAt`} label="Starts" holds="moment" />
          <TextAt
            path={`${path}.endsAt`}
            label="Ends"
            holds="moment"
            helpText="The first minute in which it no longer runs."
          />
        </FormLayout.Group>
        <Hours path={`${path}.hours`} />
        <ChecksAt
          path={`${path}.weekdays`}
          title="Only on these days (none chosen: every day)"
          options={weekdayOptions}
        />
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
      </FormLayout>
      <ConditionFields path={`${path}.conditions`} />
    </BlockStack>
  );
}

function Hours({ path }: { path: string }) {
  const { value, change } = useField(path);
  return (
    <BlockStack gap="200">
      <Checkbox
        id={path}
        label="Only between two times of the day"
        checked={value !== null}
        onChange={(isOn) => change(isOn ? { from: "18:00", until: "22:00" } : null)}
      />
      {value !== null && (
        <FormLayout>
          <FormLayout.Group>
            <TextAt path={`${path}.from`} label="From" holds="time" />
            <TextAt
              path={`${path}.until`}
              label="Until"
              holds="time"
              helpText="00:00 for the end of the day. Earlier than From: over midnight."
            />
          </FormLayout.Group>
        </FormLayout>
      )}
    </BlockStack>
  );
}
