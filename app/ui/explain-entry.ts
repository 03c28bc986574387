// Why an entry stands in the ledger, in English. The ledger stores a key and values, no sentence.
import {
  type Explanation,
  type ExplanationKey,
  explanationParamNames,
} from "../core/explanations/explanation.ts";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { EntryKind } from "../core/ledger/entry.ts";
import { formatMoney, formatNumber, type PointsName, pointsWord } from "./format.ts";
import { isVoucher, rewardInWords, voucherInWords } from "./reward-in-words.ts";

/** The sentence for the merchant; the kind in words where a newer version wrote the entry. */
export function explainEntry(explanation: unknown, kind: string, name: PointsName): string {
  return isExplanation(explanation) ? sentenceFor(explanation, kind, name) : kindInWords(kind);
}

function sentenceFor({ key, params }: Explanation, kind: string, name: PointsName): string {
  switch (key) {
    case "order_earned":
      return `Order ${params.order}: ${money(params)}${atRate(params, name)}`;
    case "order_earned_with":
      return `Order ${params.order}: ${money(params)}${atRate(params, name)}, with ${params.extras}`;
    case "order_edited":
      return `Order ${params.order} was edited: now ${money(params)}${atRate(params, name)}`;
    case "order_refunded":
      return `${money(params)} of order ${params.order} was refunded`;
    case "order_cancelled":
      return `Order ${params.order} was cancelled`;
    case "order_moved":
      return `Order ${params.order} now belongs to another customer`;
    case "redeemed":
      return redemptionSentence(kind, params);
    case "redeemed_by_itself":
      return `Held in the night for ${rewardInWords(params)}, which issues itself`;
    case "voucher_returned":
      return `The voucher of ${rewardInWords(params)} ended unused`;
    case "voucher_used_late":
      return `The voucher of ${rewardInWords(params)} was used on order ${params.order} after its points had been returned`;
    case "voucher_points_returned":
      return `Order ${params.order} was refunded: its voucher of ${rewardInWords(params)} is given back`;
    case "redemption_refused":
      return `Shopify could not create ${voucherInWords(params, "the")}`;
    case "adjusted":
      return params.reason;
    case "shortfall_repaid":
      return `${points(params.points, name)} went towards what was owed after a refund`;
    case "shortfall_forgiven":
      return `${points(params.points, name)} owed after a refund were forgiven`;
    case "points_released":
      return `${points(params.points, name)} became available`;
    case "points_expired":
      return `${points(params.points, name)} expired`;
    case "balance_expired":
      return `${points(params.points, name)} expired for want of activity`;
    case "expiry_reversed":
      return `${points(params.points, name)} did not expire after all: an earlier order was heard of`;
    case "transferred_out":
      return "Moved to the customer into whom this one was merged";
    case "transferred_in":
      return "Came from a customer who was merged into this one";
    case "tier_entered":
      return `${points(params.points, name)} for entering ${params.tier}`;
    case "friend_ordered":
      return `${points(params.points, name)} for a friend who ordered`;
    case "friend_order_undone":
      return `${points(params.points, name)} for a friend were taken back: the friend’s order does not count any more`;
    case "birthday":
      return `${points(params.points, name)} for the member’s birthday`;
    case "action_rewarded":
      return `${points(params.points, name)} for ${params.action}`;
    case "action_taken_back":
      return `${points(params.points, name)} for ${params.action} were taken back`;
  }
}

/** A redemption stands in the ledger twice: when points are held, and when the reward exists. */
function redemptionSentence(kind: string, reward: RewardParams): string {
  const voucher = voucherInWords(reward, "a");
  if (kind === "redemption_reserved") return `Held for ${voucher}`;
  if (kind !== "redemption_posted") return `Redeemed for ${voucher}`;
  return isVoucher(reward) ? `Voucher of ${rewardInWords(reward)} issued` : `Spent on ${voucher}`;
}

interface Amount {
  amount: string;
  currency: string;
}

function money({ amount, currency }: Amount): string {
  return formatMoney(amount, currency);
}

/** Nothing where amounts earn nothing by themselves, as in programs of points per order alone. */
function atRate({ rate, currency }: { rate: string; currency: string }, name: PointsName): string {
  if (Number(rate) === 0) return "";
  return ` at ${rate} ${pointsWord(Number(rate), name)} per ${formatMoney("1", currency)}`;
}

function points(text: string, name: PointsName): string {
  return `${formatNumber(Number(text))} ${pointsWord(Number(text), name)}`;
}

const kindWords: Record<EntryKind, string> = {
  accrual: "Earned",
  clawback: "Taken back after a refund",
  shortfall_repaid: "Went towards what was owed",
  shortfall_forgiven: "What was owed was forgiven",
  redemption_reserved: "Reserved for a voucher",
  redemption_posted: "Voucher issued",
  redemption_voided: "Given back: the voucher was not issued",
  voucher_returned: "Given back: the voucher ended unused",
  voucher_used_late: "Voucher used after its points had been returned",
  adjustment: "Adjusted by hand",
  release: "Became available",
  expiry: "Expired",
  expiry_reversed: "Did not expire after all",
  transfer_out: "Moved to the customer after a merge",
  transfer_in: "Came from a merged customer",
  voucher_points_returned: "Given back: the order of the voucher was refunded",
  tier_entry: "Given for entering a tier",
  award: "Given for something else than an order",
  award_taken_back: "Given for something else than an order, and taken back",
};

function kindInWords(kind: string): string {
  return kindWords[kind as EntryKind] ?? kind.replaceAll("_", " ");
}

function isExplanation(value: unknown): value is Explanation {
  if (typeof value !== "object" || value === null) return false;
  const { key, params } = value as { key?: unknown; params?: unknown };
  if (typeof key !== "string" || typeof params !== "object" || params === null) return false;
  const names: readonly string[] | undefined = explanationParamNames[key as ExplanationKey];
  return (
    names?.every((name) => typeof (params as Record<string, unknown>)[name] === "string") ?? false
  );
}
