// The accounts between which points move. Balances of program accounts are sums over postings,
// never stored.

export const memberAccounts = ["pending", "available", "reserved", "shortfall"] as const;
export const programAccounts = [
  "issued",
  "redeemed",
  "expired",
  "adjusted",
  "forgiven",
  "transferred",
] as const;

/**
 * Accounts of one member. `shortfall` is what the member owes; it falls below zero in the books and
 * is shown positive.
 */
export type MemberAccount = (typeof memberAccounts)[number];

/**
 * Accounts of the store's program. `transferred` holds points on their way from one member to
 * another: over all members it is zero.
 */
export type ProgramAccount = (typeof programAccounts)[number];

export type Account = MemberAccount | ProgramAccount;

/** Member accounts whose points lie in lots. */
export type LotAccount = Exclude<MemberAccount, "shortfall">;

/** Whether the points of the account lie in lots: all of a member but what is owed. */
export function isLotAccount(account: Account): account is LotAccount {
  return account === "pending" || account === "available" || account === "reserved";
}

/**
 * Whether a move brings points into a lot that it never held before: from `issued`, `adjusted` or
 * another member, and not to pay a debt.
 */
export function isInflow(from: Account, to: Account): boolean {
  if (to === "shortfall") return false;
  return from === "issued" || from === "adjusted" || from === "transferred";
}
