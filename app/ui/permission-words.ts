// What a merchant is asked to allow, and what it is for.
import type { RewardKind } from "../core/program/reward-terms.ts";

export interface PermissionWords {
  /** What members get with it. */
  readonly things: string;
  readonly why: string;
  readonly button: string;
}

const words: Readonly<Partial<Record<RewardKind, PermissionWords>>> = {
  gift_card: {
    things: "Gift cards",
    why: "The app issues gift cards only with your permission to create them in Shopify.",
    button: "Allow gift cards",
  },
  store_credit: {
    things: "Store credit",
    why:
      "The app gives store credit only with your permission to see the credit of customers and to " +
      "add to it.",
    button: "Allow store credit",
  },
};

/** Of a kind of reward that needs a permission of its own. */
export function permissionWords(kind: RewardKind): PermissionWords {
  const known = words[kind];
  if (known === undefined) throw new RangeError(`Rewards of the kind ${kind} need no permission`);
  return known;
}
