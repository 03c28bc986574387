// What a new reward of each kind says before anything is typed, and what it is called in the list.
import type { Reward, RewardKind, VoucherReward } from "../../core/program/reward-terms.ts";
import { formatMoney } from "../format.ts";
import { blankConditions } from "./reward-condition-fields.tsx";
import type { Typed } from "./typed-program.ts";

export type TypedReward = Typed<Reward>;

const kindNames: Readonly<Record<RewardKind, string>> = {
  amount_off: "Amount off",
  percentage_off: "Percentage off",
  points_for_money: "Points for money, as many as the member likes",
  free_shipping: "Free shipping",
  free_product: "Free product",
  gift_card: "Gift card",
  store_credit: "Store credit",
  donation: "Donation to a cause",
  experience: "Experience with places",
  exclusive_product: "Exclusive product",
  early_access: "Early access",
};
export const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value, label }));

const blankBasics = {
  name: null,
  description: "",
  points: "",
  ...blankConditions,
  autoIssue: null,
};

const blankTerms = {
  ...blankBasics,
  minimumSubtotalMinor: "",
  minimumQuantity: "",
  validityDays: "90",
  items: { productIds: "", variantIds: "", collectionIds: "" },
  purchases: { oneTime: true, subscription: false },
  combinesWith: { order: false, product: false, shipping: true },
};

/** A new reward of a kind. What two kinds have in common keeps its value when the kind changes. */
export function blankReward(kind: RewardKind, id: string): TypedReward {
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
    case "store_credit":
    case "gift_card":
    case "donation":
    case "experience":
    case "exclusive_product":
    case "early_access":
      return blankGiving(kind, id);
  }
}

type GivingKind = Exclude<RewardKind, VoucherReward["kind"]>;

/** One that is no discount code. */
function blankGiving(kind: GivingKind, id: string): TypedReward {
  const basics = { ...blankBasics, id };
  switch (kind) {
    case "store_credit":
      return { ...basics, kind, amountMinor: "", expiresAfterDays: "" };
    case "gift_card":
      return { ...basics, kind, amountMinor: "", expiresAfterDays: "", recipient: "self" };
    case "donation":
      return { ...basics, kind, amountMinor: "", cause: "" };
    case "experience":
      return { ...basics, kind, place: "", startsAt: "", endsAt: "" };
    case "exclusive_product":
      return { ...basics, kind, productIds: "", days: "" };
    case "early_access":
      return { ...basics, kind, productIds: "", collectionIds: "", until: "" };
  }
}

/** What a reward without a name is, as far as it is typed. */
export function titleOf(reward: TypedReward, currency: string): string {
  switch (reward.kind) {
    case "amount_off":
      return reward.amountMinor && `${moneyText(reward.amountMinor, currency)} off`;
    case "percentage_off":
      return reward.percent && `${reward.percent}% off`;
    case "free_shipping":
      return "Free shipping";
    case "free_product":
      return reward.variantNames.split("\n", 1)[0] || "Free product";
    case "points_for_money":
      return (
        reward.amountPerStepMinor &&
        `${moneyText(reward.amountPerStepMinor, currency)} off per step`
      );
    case "gift_card":
    case "store_credit":
      return (
        reward.amountMinor &&
        `${kindNames[reward.kind]} of ${moneyText(reward.amountMinor, currency)}`
      );
    case "donation":
      return reward.cause && `Donation for ${reward.cause}`;
    case "experience":
      return reward.place && `Experience at ${reward.place}`;
    case "exclusive_product":
    case "early_access":
      return kindNames[reward.kind];
  }
}

/** As sentences write it; what is no amount yet, as it is typed. */
function moneyText(typed: string, currency: string): string {
  const isAmount = /^\d{1,12}([.]\d{1,4})?$/.test(typed);
  return isAmount ? formatMoney(typed, currency) : `${typed} ${currency}`;
}
