// Rewards: what points can be turned into, each with the terms of its voucher.
import { BlockStack, FormLayout, Text } from "@shopify/polaris";
import type { Reward, RewardKind } from "../../core/program/reward-terms.ts";
import { rewardWords } from "../changes/reward-sentences.ts";
import { asKind, SelectAt, SwitchAt, TextAt } from "./fields.tsx";
import { FreeProductFields } from "./free-product-fields.tsx";
import { ItemList } from "./item-list.tsx";
import { ProductFields } from "./product-fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { RewardConditionFields, blankConditions } from "./reward-condition-fields.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

type TypedReward = Typed<Reward>;

const kindNames: Readonly<Record<RewardKind, string>> = {
  amount_off: "Amount off",
  percentage_off: "Percentage off",
  points_for_money: "Points for money, as many as the member likes",
  free_shipping: "Free shipping",
  free_product: "Free product",
};
const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value, label }));

const blankTerms = {
  name: null,
  description: "",
  points: "",
  minimumSubtotalMinor: "",
  minimumQuantity: "",
  validityDays: "90",
  items: { productIds: "", variantIds: "", collectionIds: "" },
  purchases: { oneTime: true, subscription: false },
  combinesWith: { order: false, product: false, shipping: true },
  ...blankConditions,
};

/** A new reward of a kind. What two kinds have in common keeps its value when the kind changes. */
function blankReward(kind: RewardKind, id: string): TypedReward {
  switch (kind) {
    case "amount_off":
      return { ...blankTerms, id, kind, amountMinor: "" };
    case "percentage_off":
      return { ...blankTerms, id, kind, percent: "" };
    case "free_shipping": {
      const { items: _, ...terms } = blankTerms;
      const combinesWith = { order: false, product: false };
      return { ...terms, id, kind, countries: "", maximumShippingMinor: "", combinesWith };
    }
    case "free_product": {
      const { items: _, ...terms } = blankTerms;
      return { ...terms, id, kind, variantIds: "", variantNames: "" };
    }
    case "points_for_money":
      return {
        ...blankTerms,
        id,
        kind,
        amountPerStepMinor: "",
        minSteps: "1",
        maxSteps: "100",
        largestSharePercent: "",
      };
  }
}

/** What a reward without a name is, as far as it is typed. */
function titleOf(reward: TypedReward, currency: string): string {
  switch (reward.kind) {
    case "amount_off":
      return reward.amountMinor && `${reward.amountMinor} ${currency} off`;
    case "percentage_off":
      return reward.percent && `${reward.percent}% off`;
    case "free_shipping":
      return "Free shipping";
    case "free_product":
      return reward.variantNames.split("\n", 1)[0] || "Free product";
    case "points_for_money":
      return reward.amountPerStepMinor && `${reward.amountPerStepMinor} ${currency} off per step`;
  }
}

export function RewardsSection() {
  const { typed, document, currency } = useProgramForm();
  const words = useProgramWords();
  return (
    <>
      <SectionCard
        title="Rewards"
        about={
          <>
            What members can turn their points into: the cheapest is shown first, and of the same
            price the one that stands first here. Points of a voucher that ends unused go back to
            the member.
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
            };
          })}
          isOrdered
          nothingYet="No rewards yet: members collect points and read that rewards are being prepared."
          blank={(id) => ({ ...blankReward("amount_off", id) })}
          fields={(path, index) => <RewardFields path={path} index={index} />}
        />
      </SectionCard>
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
  const reward = typed.rewards[index];
  if (reward === undefined) return null;
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group>
          <SelectAt
            path={`${path}.kind`}
            label="Kind"
            options={kindOptions}
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
      <VoucherFields path={path} reward={reward} />
      <RewardConditionFields path={path} />
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
