// The accounts between which points move. Balances of program accounts are sums over postings,
// never stored.

export const memberAccounts = ["pending", "available", "reserved", "shortfall"] as const;
export const programAccounts = ["issued", "redeemed", "expired", "adjusted", "forgiven"] as const;

/**
 * Accounts of one member. `shortfall` is what the member owes; it falls below zero in the books and
 * is shown positive.
 */
export type MemberAccount = (typeof memberAccounts)[number];

/** Accounts of the store's program. */
export type ProgramAccount = (typeof programAccounts)[number];

export type Account = MemberAccount | ProgramAccount;

/** Member accounts whose points lie in lots. */
export type LotAccount = Exclude<MemberAccount, "shortfall">;

export function isLotAccount(account: Account): account is LotAccount {
  return account === "pending" || account === "available" || account === "reserved";
}
