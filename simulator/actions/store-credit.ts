// Accounts of store credit: what comes in, what is spent, what goes when its time is over. Spending
// takes the credit first that goes soonest.

import type {
  CreditAccount,
  CreditEvent,
  CreditOrigin,
  CreditTransaction,
  Shop,
} from "../model.ts";
import { newId, refuse, type World } from "../world.ts";

type Move = {
  amountMinor: number;
  event?: CreditEvent;
  origin?: CreditOrigin | null;
  expiresAt?: string | null;
};

/** The account of a customer in a currency, as it is now. */
export function creditAccountOf(
  world: World,
  shop: Shop,
  customerId: string,
  currency: string,
): CreditAccount | undefined {
  return creditAccountsOf(world, shop, customerId).find((account) => account.currency === currency);
}

export function creditAccountsOf(world: World, shop: Shop, customerId: string): CreditAccount[] {
  const own = [...shop.creditAccounts.values()].filter(
    (account) => account.customerId === customerId,
  );
  for (const account of own) expireCredits(world, account);
  return own;
}

/** By its id, as it is now. */
export function creditAccount(world: World, shop: Shop, id: string): CreditAccount | undefined {
  const account = shop.creditAccounts.get(id);
  if (account) expireCredits(world, account);
  return account;
}

/** An account is opened with the first credit in its currency. */
export function openCreditAccount(
  world: World,
  shop: Shop,
  customerId: string,
  currency: string,
): CreditAccount {
  const existing = creditAccountOf(world, shop, customerId, currency);
  if (existing) return existing;
  const account = { id: newId(world), customerId, currency, balanceMinor: 0, transactions: [] };
  shop.creditAccounts.set(account.id, account);
  return account;
}

export function addCredit(world: World, account: CreditAccount, move: Move): CreditTransaction {
  expireCredits(world, account);
  return record(world, account, "credit", move);
}

export function takeCredit(world: World, account: CreditAccount, move: Move): CreditTransaction {
  expireCredits(world, account);
  if (move.amountMinor > account.balanceMinor) {
    refuse("The store credit account does not have sufficient funds to satisfy the request");
  }
  let left = move.amountMinor;
  for (const credit of openCredits(account)) {
    const share = Math.min(left, credit.remainingMinor);
    credit.remainingMinor -= share;
    left -= share;
  }
  return record(world, account, "debit", { ...move, amountMinor: -move.amountMinor });
}

/** By the merchant's hand: a negative amount is taken out again. */
export function adjustCredit(
  world: World,
  shop: Shop,
  customerId: string,
  amountMinor: number,
  expiresAt: string | null,
): CreditAccount {
  if (amountMinor === 0) refuse("Say how much is given or taken back");
  const account = openCreditAccount(world, shop, customerId, shop.currency);
  if (account.balanceMinor + amountMinor > shop.creditLimitMinor) {
    refuse("The operation would cause the account's credit limit to be exceeded");
  }
  if (amountMinor < 0) takeCredit(world, account, { amountMinor: -amountMinor });
  else addCredit(world, account, { amountMinor, expiresAt });
  return account;
}

/** Another customer has the account from now on, or what is in it joins the account there is. */
export function handOverCredit(world: World, shop: Shop, fromId: string, toId: string): void {
  for (const account of creditAccountsOf(world, shop, fromId)) {
    const kept = creditAccountOf(world, shop, toId, account.currency);
    if (!kept) {
      account.customerId = toId;
      continue;
    }
    kept.balanceMinor += account.balanceMinor;
    kept.transactions.push(...account.transactions);
    shop.creditAccounts.delete(account.id);
  }
}

/** What is spent first: the credit that goes soonest, then the oldest. */
function openCredits(account: CreditAccount): CreditTransaction[] {
  const gone = new Set(account.transactions.map(({ creditId }) => creditId));
  const never = "9999";
  return account.transactions
    .filter(
      ({ id, kind, remainingMinor }) => kind === "credit" && remainingMinor > 0 && !gone.has(id),
    )
    .toSorted((a, b) => ((a.expiresAt ?? never) < (b.expiresAt ?? never) ? -1 : 1));
}

function expireCredits(world: World, account: CreditAccount): void {
  const now = world.now().getTime();
  for (const credit of openCredits(account)) {
    if (credit.expiresAt === null || Date.parse(credit.expiresAt) > now) continue;
    const expiration = record(world, account, "expiration", {
      amountMinor: -credit.remainingMinor,
    });
    Object.assign(expiration, { creditId: credit.id, createdAt: credit.expiresAt });
  }
}

function record(
  world: World,
  account: CreditAccount,
  kind: CreditTransaction["kind"],
  move: Move,
): CreditTransaction {
  account.balanceMinor += move.amountMinor;
  const transaction: CreditTransaction = {
    id: newId(world),
    kind,
    amountMinor: move.amountMinor,
    balanceAfterMinor: account.balanceMinor,
    createdAt: world.now().toISOString(),
    event: move.event ?? "ADJUSTMENT",
    origin: move.origin ?? null,
    expiresAt: move.expiresAt ?? null,
    remainingMinor: kind === "credit" ? move.amountMinor : 0,
    creditId: null,
  };
  account.transactions.push(transaction);
  return transaction;
}
