// Price campaigns: rewards cost fewer points for a while, on the store's calendar and clock.
import { BlockStack, FormLayout } from "@shopify/polaris";
import { rewardCampaignWords } from "../changes/reward-campaign-sentences.ts";
import { rewardTitles } from "../describe-changes.ts";
import { CampaignTimeFields, StageBadge, blankTimes } from "./campaign-time-fields.tsx";
import { ChecksAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import { useProgramWords } from "./use-program-words.ts";

export function RewardCampaignsSection() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  const titleOf = document && words && rewardTitles(document.rewards, words);
  return (
    <SectionCard
      title="Price campaigns"
      about={
        <>
          Rewards that are redeemed while a campaign runs cost fewer points. Where several run, the
          one that takes off most counts. Dates and times are those of the store.
        </>
      }
    >
      <ItemList
        path="rewardCampaigns"
        noun="price campaign"
        items={typed.rewardCampaigns.map((campaign) => {
          const known = document?.rewardCampaigns.find(({ id }) => id === campaign.id);
          return {
            id: campaign.id,
            title: campaign.name,
            summary: known && titleOf ? rewardCampaignWords(known, titleOf) : null,
            badge: <StageBadge times={campaign} />,
          };
        })}
        nothingYet="No price campaigns yet."
        blank={(id) => ({ id, name: "", ...blankTimes, rewardIds: "", percentOff: "20" })}
        fields={(path) => <RewardCampaignFields path={path} />}
      />
    </SectionCard>
  );
}

function RewardCampaignFields({ path }: { path: string }) {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  const titleOf = document && words && rewardTitles(document.rewards, words);
  const rewards = typed.rewards.map(({ id, name }) => ({
    value: id,
    label: name || (titleOf ? titleOf(id) : id),
  }));
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group>
          <TextAt path={`${path}.name`} label="Name" helpText="For yourself: members see prices." />
          <TextAt
            path={`${path}.percentOff`}
            label="Rewards cost less by"
            holds="whole"
            suffix="%"
            helpText="Prices are rounded up to whole points."
          />
        </FormLayout.Group>
        <CampaignTimeFields path={path} />
        <ChecksAt
          path={`${path}.rewardIds`}
          title="Only these rewards (none chosen: all)"
          options={rewards}
        />
      </FormLayout>
    </BlockStack>
  );
}
