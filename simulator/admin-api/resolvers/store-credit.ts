// Store credit: the accounts of customers, what is put into them and taken out.

import { minorOf } from "./gift-card-checks.ts";
import { moneyOf, plainFields, utc, utcOrNull } from "./money-values.ts";
import { inOrder } from "./in-order.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap, topLevel, userError, type UserError } from "../errors.ts";
import { parseSearch } from "../search-query.ts";
import { sendCreditMail } from "../../actions/credit-mails.ts";
import {
  addCredit,
  creditAccount,
  creditAccountOf,
  creditAccountsOf,
  openCreditAccount,
  takeCredit,
} from "../../actions/store-credit.ts";
import type { CreditAccount, CreditTransaction, Customer } from "../../model.ts";
import { gid, idOf } from "../../world.ts";

type Money = { amount: string; currencyCode: string };

export const storeCreditRoot = fieldsOf<unknown>({
  storeCreditAccount: (_source, args, call) =>
    creditAccount(call.context, call.shop, accountId(textOf(args, "id"))) ?? null,
});

export const storeCreditMutations = fieldsOf<unknown>({
  storeCreditAccountCredit: (_source, args, call) => credit(args, call),
  storeCreditAccountDebit: (_source, args, call) => debit(args, call),
});

/** What a customer shows of its accounts. */
export const creditAccountFields = fieldsOf<Customer>({
  storeCreditAccounts: (customer, args, { context, shop }) => {
    const terms = parseSearch(textOf(args, "query"));
    const found = creditAccountsOf(context, shop, customer.id).filter(({ currency }) =>
      terms.every(({ field, value }) =>
        field === "currency_code" ? value === currency : gap(`the account filter "${field}"`),
      ),
    );
    return connect(found, args, (account) => account.id);
  },
});

type AccountMove = { account: CreditAccount; transaction: CreditTransaction };

const typeNames = {
  credit: "StoreCreditAccountCreditTransaction",
  debit: "StoreCreditAccountDebitTransaction",
  expiration: "StoreCreditAccountExpirationTransaction",
};

const moveFields = fieldsOf<AccountMove>({
  id: ({ transaction }) => gid(typeNames[transaction.kind], transaction.id),
  account: ({ account }) => account,
  amount: ({ account, transaction }) => moneyOf(transaction.amountMinor, account.currency),
  balanceAfterTransaction: ({ account, transaction }) =>
    moneyOf(transaction.balanceAfterMinor, account.currency),
  createdAt: ({ transaction }) => utc(transaction.createdAt),
  event: ({ transaction }) => transaction.event,
  origin: ({ transaction }, _args, { shop }) => {
    const { origin } = transaction;
    const order = origin && shop.orders.get(origin.orderId);
    if (!order) return null;
    const all = [...order.transactions, ...order.refunds.flatMap((refund) => refund.transactions)];
    const found = inOrder(order, all).find(({ item }) => item.id === origin.transactionId);
    return found ? { ...found, __typename: "OrderTransaction" } : null;
  },
});

const movePayload = plainFields("storeCreditAccountTransaction", "userErrors");
const errorFields = plainFields("field", "message", "code");

export const storeCreditTypes: Record<string, FieldResolvers> = {
  StoreCreditAccount: fieldsOf<CreditAccount>({
    id: (account) => gid("StoreCreditAccount", account.id),
    balance: (account) => moneyOf(account.balanceMinor, account.currency),
    owner: (account, _args, { shop }) => {
      const customer = shop.customers.get(account.customerId);
      return customer ? { ...customer, __typename: "Customer" } : null;
    },
    transactions: (account, args) => listMoves(account, args),
  }),
  StoreCreditAccountCreditTransaction: {
    ...moveFields,
    ...fieldsOf<AccountMove>({
      expiresAt: ({ transaction }) => utcOrNull(transaction.expiresAt),
      remainingAmount: ({ account, transaction }) =>
        moneyOf(transaction.remainingMinor, account.currency),
    }),
  },
  StoreCreditAccountDebitTransaction: moveFields,
  StoreCreditAccountExpirationTransaction: {
    ...moveFields,
    ...fieldsOf<AccountMove>({
      creditTransaction: ({ account, transaction }) =>
        movesOf(account).find((move) => move.transaction.id === transaction.creditId),
    }),
  },
  StoreCreditAccountCreditPayload: movePayload,
  StoreCreditAccountDebitPayload: movePayload,
  StoreCreditAccountCreditUserError: errorFields,
  StoreCreditAccountDebitUserError: errorFields,
};

/** A credit by its own id, in whichever account it is. */
export function creditMove({ context, shop }: Call, id: string): AccountMove | null {
  for (const { id: accountId } of shop.creditAccounts.values()) {
    const account = creditAccount(context, shop, accountId);
    const transaction = account?.transactions.find((entry) => entry.id === id);
    if (account && transaction?.kind === "credit") return { account, transaction };
  }
  return null;
}

function movesOf(account: CreditAccount): (AccountMove & { __typename: string })[] {
  return account.transactions.map((transaction) => ({
    account,
    transaction,
    __typename: typeNames[transaction.kind],
  }));
}

/** The oldest first, or what expires first. */
function listMoves(account: CreditAccount, args: Arguments): unknown {
  const sortKey = textOf(args, "sortKey") || "CREATED_AT";
  const key = ({ transaction }: AccountMove): string =>
    sortKey === "CREATED_AT" ? transaction.createdAt : (transaction.expiresAt ?? "9999");
  const terms = parseSearch(textOf(args, "query"));
  const found = movesOf(account).filter(({ transaction }) =>
    terms.every(({ field, value }) =>
      field === "type" ? value === transaction.kind : gap(`the transaction filter "${field}"`),
    ),
  );
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return connect(sorted, args, ({ transaction }) => transaction.id);
}

function accountId(globalId: string): string {
  const id = idOf("StoreCreditAccount", globalId);
  if (id === null) throw topLevel(`Invalid id: ${globalId}`, "RESOURCE_NOT_FOUND");
  return id;
}

function credit(args: Arguments, call: Call): unknown {
  const { creditAmount, expiresAt, notify } = args["creditInput"] as {
    creditAmount: Money;
    expiresAt?: string | null;
    notify?: boolean | null;
  };
  refuseMadeUpCurrency(creditAmount.currencyCode);
  const amountField = ["creditInput", "creditAmount", "amount"];
  const amountMinor = minorOf(creditAmount.amount, creditAmount.currencyCode);
  // The end is looked at before the amount.
  if (expiresAt && Date.parse(expiresAt) <= call.context.now().getTime()) {
    const message = "The expiry date must be in the future";
    return refused(userError(["creditInput", "expiresAt"], message, "EXPIRES_AT_IN_PAST"));
  }
  if (amountMinor <= 0) {
    const message = "A positive amount must be used to credit a store credit account";
    return refused(userError(amountField, message, "NEGATIVE_OR_ZERO_AMOUNT"));
  }
  const target = targetOf(args, creditAmount, "credit", call);
  if ("userError" in target) return refused(target.userError);
  const { shop, context } = call;
  const held = target.account?.balanceMinor ?? 0;
  if (held + amountMinor > shop.creditLimitMinor) {
    const message = "The operation would cause the account's credit limit to be exceeded";
    return refused(userError(amountField, message, "CREDIT_LIMIT_EXCEEDED"));
  }
  const { currencyCode } = creditAmount;
  const account =
    target.account ?? openCreditAccount(context, shop, target.customerId, currencyCode);
  const ends = expiresAt ? new Date(expiresAt).toISOString() : null;
  const transaction = addCredit(context, account, { amountMinor, expiresAt: ends });
  if (notify) sendCreditMail(context, shop, shop.customers.get(account.customerId), account);
  return { storeCreditAccountTransaction: { account, transaction }, userErrors: [] };
}

function debit(args: Arguments, call: Call): unknown {
  const { debitAmount } = args["debitInput"] as { debitAmount: Money };
  refuseMadeUpCurrency(debitAmount.currencyCode);
  const amountField = ["debitInput", "debitAmount", "amount"];
  const amountMinor = minorOf(debitAmount.amount, debitAmount.currencyCode);
  if (amountMinor <= 0) {
    const message = "A positive amount must be used to debit a store credit account";
    return refused(userError(amountField, message, "NEGATIVE_OR_ZERO_AMOUNT"));
  }
  const target = targetOf(args, debitAmount, "debit", call);
  if ("userError" in target) return refused(target.userError);
  const { account } = target;
  if (!account) return refused(noAccount());
  if (account.balanceMinor < amountMinor) {
    const message =
      "The store credit account does not have sufficient funds to satisfy the request";
    return refused(userError(amountField, message, "INSUFFICIENT_FUNDS"));
  }
  const transaction = takeCredit(call.context, account, { amountMinor });
  return { storeCreditAccountTransaction: { account, transaction }, userErrors: [] };
}

type Target = { customerId: string; account: CreditAccount | undefined } | { userError: UserError };

/** An account, or the account of a customer in the currency of the amount. */
function targetOf(
  args: Arguments,
  { currencyCode }: Money,
  kind: "credit" | "debit",
  call: Call,
): Target {
  const globalId = textOf(args, "id");
  const { context, shop } = call;
  const customerId = idOf("Customer", globalId);
  if (customerId !== null) {
    if (!shop.customers.has(customerId)) {
      const unknown = userError(["id"], "Owner does not exist", "OWNER_NOT_FOUND");
      return { userError: kind === "credit" ? unknown : noAccount() };
    }
    if (kind === "credit" && currencyCode !== shop.currency) {
      const message = "The currency provided is not supported by this shop";
      const field = ["creditInput", "creditAmount", "currencyCode"];
      return { userError: userError(field, message, "UNSUPPORTED_CURRENCY") };
    }
    return { customerId, account: creditAccountOf(context, shop, customerId, currencyCode) };
  }
  const account = creditAccount(context, shop, idOf("StoreCreditAccount", globalId) ?? "");
  if (!account) return { userError: noAccount() };
  if (account.currency === currencyCode) return { customerId: account.customerId, account };
  const message = "The currency provided does not match the currency of the store credit account";
  const field = [`${kind}Input`, `${kind}Amount`, "currencyCode"];
  return { userError: userError(field, message, "MISMATCHING_CURRENCY") };
}

/** Codes of the list that stand for no money in a shop. */
function refuseMadeUpCurrency(code: string): void {
  if (code !== "XXX" && code !== "USDC") return;
  const message =
    `CurrencyCode "${code}" is invalid. ` +
    "It can only be used as a result and not as an input value.";
  throw topLevel(message, "CURRENCY_CODE_INVALID");
}

function noAccount(): UserError {
  return userError(["id"], "Store credit account does not exist", "ACCOUNT_NOT_FOUND");
}

function refused(finding: UserError): unknown {
  return { storeCreditAccountTransaction: null, userErrors: [finding] };
}
