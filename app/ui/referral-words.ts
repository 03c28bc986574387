// Referrals in words of the merchant.
import type { Decision } from "../core/referrals/decide-referral.ts";
import type { RewardState } from "../core/referrals/decide-reward.ts";
import { formatDate } from "./format.ts";

interface Label {
  readonly label: string;
  readonly tone?: "success" | "attention" | "critical" | "info";
}

export const decisionLabels: Readonly<Record<Decision, Label>> = {
  approve: { label: "Approved", tone: "success" },
  review: { label: "To look at", tone: "attention" },
  refuse: { label: "Refused", tone: "critical" },
};

export interface RewardStanding {
  readonly state: RewardState;
  readonly dueAt: Date | null;
}

/** How far the member's reward is. */
export function rewardStateInWords({ state, dueAt }: RewardStanding, timeZone: string): string {
  switch (state) {
    case "waiting_for_order":
      return "The friend has not ordered yet.";
    case "order_not_enough":
      return "The friend’s first order does not qualify: too little is left of it, or it came too late.";
    case "waiting_for_review":
      return "The friend has ordered. The member’s reward waits for your decision.";
    case "waiting_for_day":
      return dueAt
        ? `The friend has ordered. The member is rewarded on ${formatDate(dueAt, timeZone)}.`
        : "The friend has ordered.";
    case "rewarded":
      return "The friend has ordered, and the member is rewarded.";
    case "over_maximum":
      return "The friend has ordered. The member had been rewarded for as many friends as the program allows in a year.";
    case "reward_unavailable":
      return (
        "The friend has ordered. The reward could not be given: it is not in the program, is " +
        "paused, its stock is taken, or Shopify refused it. Approve again once it can be."
      );
    case "refused":
      return "The member gets nothing for this friend.";
  }
}

const checkNames: Readonly<Record<string, string>> = {
  same_customer: "the same customer",
  same_email: "the same mailbox",
  existing_customer: "earlier orders",
  brought_before: "earlier invitations",
  same_phone: "phone numbers",
  same_address: "addresses",
  same_device: "the device",
  many_of_one_connection: "the internet connection",
  disposable_email: "the address’s domain",
  many_in_a_day: "how many came within a day",
};

/** What could not be looked at; null where everything was. */
export function uncheckedInWords(unknown: readonly string[]): string | null {
  const names = unknown.flatMap((check) => checkNames[check] ?? []);
  if (names.length === 0) return null;
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(names);
  return `Not checked yet, or not told by Shopify: ${list}.`;
}
