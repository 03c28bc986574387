// What a store must let the app do for some kinds of reward, beside what the app was installed
// with: asked for when a merchant wants them, and taken back whenever the merchant likes.
import type { Reward, RewardKind } from "../program/reward-terms.ts";

const neededScopes: Readonly<Partial<Record<RewardKind, readonly string[]>>> = {
  gift_card: ["write_gift_cards"],
  store_credit: ["write_store_credit_account_transactions", "read_store_credit_accounts"],
};

export interface Features {
  /** What the store would have to allow for a kind; a kind that is not here can be used. */
  readonly missing: Readonly<Partial<Record<RewardKind, readonly string[]>>>;
}

/**
 * Which kinds of reward the store lets the app give. `scopes` is Shopify's list with commas; the
 * right to write something is the right to read it, too.
 */
export function featuresOf(scopes: string): Features {
  const granted = new Set(scopes.split(",").map((scope) => scope.trim()));
  const has = (scope: string) =>
    granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"));
  const missing = Object.entries(neededScopes)
    .map(([kind, needed]) => [kind, needed.filter((scope) => !has(scope))] as const)
    .filter(([, lacking]) => lacking.length > 0);
  return { missing: Object.fromEntries(missing) };
}

/** A reward that the store does not let the app give now: nobody can redeem it meanwhile. */
export function isPaused({ kind }: Pick<Reward, "kind">, { missing }: Features): boolean {
  return missing[kind] !== undefined;
}
