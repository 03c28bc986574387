// Rewards: what points can be turned into, each with the terms of its voucher.
import { Badge, BlockStack, FormLayout, Text } from "@shopify/polaris";
import type { RewardKind } from "../../core/program/reward-terms.ts";
import { rewardWords } from "../changes/reward-sentences.ts";
import { isPaused } from "../../core/rewards/reward-features.ts";
import { MissingPermission, missingKinds, usePermissions } from "../permissions.tsx";
import { type TypedReward, blankReward, kindOptions, titleOf } from "./blank-reward.ts";
import { AutoIssueFields } from "./auto-issue-fields.tsx";
import { asKind, SelectAt, SwitchAt, TextAt } from "./fields.tsx";
import { FreeProductFields } from "./free-product-fields.tsx";
import { GivingFields } from "./giving-fields.tsx";
import { ItemList } from "./item-list.tsx";
import { ProductFields } from "./product-fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { RewardConditionFields } from "./reward-condition-fields.tsx";
import { SectionCard } from "./section-card.tsx";
import { useProgramWords } from "./use-program-words.ts";

export function RewardsSection() {
  const { typed, document, currency } = useProgramForm();
  const words = useProgramWords();
  const { features } = usePermissions();
  return (
    <>
      <SectionCard
        title="Rewards"
        about={
          <>
            What members can turn their points into. They see the cheapest first; of those with the
            same price you choose the order, with the arrows beside them. Points of a voucher that
            ends unused go back to the member.
          </>
        }
      >
        <ItemList
          path="rewards"
          noun="reward"
          items={typed.rewards.map((reward) => {
            const known = document?.rewards.find(({ id }) => id === reward.id);
            return {
              id: reward.id,
              title: reward.name || titleOf(reward, currency),
              summary: known && words ? rewardWords(known, words) : null,
              ...(isPaused(reward, features) && {
                badge: <Badge tone="warning">Paused: not allowed</Badge>,
              }),
            };
          })}
          isOrdered
          groupOf={(index) => typed.rewards[index]?.points.trim() ?? ""}
          nothingYet="No rewards yet: members collect points and read that rewards are being prepared."
          blank={(id) => ({ ...blankReward("amount_off", id) })}
          fields={(path, index) => <RewardFields path={path} index={index} />}
        />
      </SectionCard>
      {missingKinds(features).length > 0 && (
        <SectionCard
          title="What the store has not allowed"
          about="Some kinds of reward need a permission that the app asks for only where you want them."
        >
          {missingKinds(features).map((kind) => (
            <MissingPermission key={kind} kind={kind} />
          ))}
        </SectionCard>
      )}
      <SectionCard title="Codes">
        <TextAt
          path="codePrefix"
          label="Codes begin with"
          helpText="Of new vouchers and gift cards: 2 to 10 letters and digits."
        />
      </SectionCard>
    </>
  );
}

function RewardFields({ path, index }: { path: string; index: number }) {
  const { typed } = useProgramForm();
  const { value, change } = useField(path);
  const { features } = usePermissions();
  const reward = typed.rewards[index];
  if (reward === undefined) return null;
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group>
          <SelectAt
            path={`${path}.kind`}
            label="Kind"
            options={kindOptions.map((option) =>
              features.missing[option.value as RewardKind] && option.value !== reward.kind
                ? { ...option, label: `${option.label} (not allowed yet)`, disabled: true }
                : option,
            )}
            onChoose={(kind) =>
              change({
                ...(asKind(value, { ...blankReward(kind as RewardKind, reward.id) }) as object),
                name: reward.name,
              })
            }
          />
          <TextAt
            path={`${path}.points`}
            label={reward.kind === "points_for_money" ? "A step costs (points)" : "Costs (points)"}
            holds="whole"
          />
        </FormLayout.Group>
        {isPaused(reward, features) && <MissingPermission kind={reward.kind} />}
        <WorthFields path={path} kind={reward.kind} />
        <TextAt
          path={`${path}.name`}
          label="Name"
          placeholder="By what it is, in the member's language"
          helpText="Members read it as it stands, in every language."
        />
        <TextAt
          path={`${path}.description`}
          label="Description"
          helpText="Members read it below the name."
          lines={2}
        />
      </FormLayout>
      {"combinesWith" in reward && <VoucherFields path={path} reward={reward} />}
      <RewardConditionFields path={path} />
      <AutoIssueFields path={`${path}.autoIssue`} />
    </BlockStack>
  );
}

function WorthFields({ path, kind }: { path: string; kind: RewardKind }) {
  switch (kind) {
    case "amount_off":
      return <TextAt path={`${path}.amountMinor`} label="Takes off" holds="amount" />;
    case "percentage_off":
      return <TextAt path={`${path}.percent`} label="Takes off" holds="decimal" suffix="%" />;
    case "points_for_money":
      return <StepFields path={path} />;
    case "free_shipping":
      return <ShippingFields path={path} />;
    case "free_product":
      return <FreeProductFields path={path} />;
    case "store_credit":
    case "gift_card":
    case "donation":
    case "experience":
    case "exclusive_product":
    case "early_access":
      return <GivingFields path={path} kind={kind} />;
  }
}

function StepFields({ path }: { path: string }) {
  return (
    <FormLayout.Group>
      <TextAt path={`${path}.amountPerStepMinor`} label="A step takes off" holds="amount" />
      <TextAt path={`${path}.minSteps`} label="Fewest steps" holds="whole" />
      <TextAt path={`${path}.maxSteps`} label="Most steps" holds="whole" />
      <TextAt
        path={`${path}.largestSharePercent`}
        label="Largest share of an order"
        holds="whole"
        suffix="%"
        placeholder="All of it"
      />
    </FormLayout.Group>
  );
}

function ShippingFields({ path }: { path: string }) {
  return (
    <FormLayout.Group>
      <TextAt
        path={`${path}.countries`}
        label="Only to these countries"
        placeholder="All countries"
        helpText="Codes of two letters, such as DE, with commas between them."
      />
      <TextAt
        path={`${path}.maximumShippingMinor`}
        label="Dearest shipping that is free"
        holds="amount"
        placeholder="Any"
      />
    </FormLayout.Group>
  );
}

interface VoucherFieldsProps {
  path: string;
  reward: TypedReward;
}

function VoucherFields({ path, reward }: VoucherFieldsProps) {
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group>
          <TextAt
            path={`${path}.minimumSubtotalMinor`}
            label="Least order for the voucher"
            holds="amount"
            placeholder="No minimum"
          />
          <TextAt
            path={`${path}.minimumQuantity`}
            label="Or least number of items"
            holds="whole"
            placeholder="No minimum"
          />
          <TextAt
            path={`${path}.validityDays`}
            label="Voucher works for"
            suffix="days"
            holds="whole"
          />
        </FormLayout.Group>
      </FormLayout>
      {"items" in reward && (
        <ProductFields
          path={`${path}.items`}
          title="Only for these products"
          whenEmpty="With nothing named, for the whole order. Name either products or collections."
          hasTags={false}
        />
      )}
      <BlockStack gap="100">
        <Text as="h4" variant="headingSm">
          Is for
        </Text>
        <SwitchAt path={`${path}.purchases.oneTime`} label="One-time purchases" />
        <SwitchAt
          path={`${path}.purchases.subscription`}
          label="Subscriptions"
          helpText="Only for stores that sell subscriptions: elsewhere Shopify refuses the voucher."
        />
      </BlockStack>
      <BlockStack gap="100">
        <Text as="h4" variant="headingSm">
          Can be combined with
        </Text>
        <SwitchAt path={`${path}.combinesWith.order`} label="Other order discounts" />
        <SwitchAt path={`${path}.combinesWith.product`} label="Product discounts" />
        {reward.kind !== "free_shipping" && (
          <SwitchAt path={`${path}.combinesWith.shipping`} label="Shipping discounts" />
        )}
      </BlockStack>
    </BlockStack>
  );
}
