// Customers become members without an order, because they did something else that earns.
import type { Instant } from "../core/calendar/instant.ts";
import { balanceExpiry } from "../core/expiry/expiry-of.ts";
import { termsOfBalance } from "../core/expiry/terms-in-force.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { customerKey, ensureMembers, findMemberIds } from "../db/member-store.ts";
import type { NewMember } from "../db/member-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { carryOutTiers } from "./order-batch/carry-out-tiers.ts";
import { openBook } from "./order-batch/open-book.ts";
import { TierWork } from "./order-batch/tier-work.ts";

/**
 * The members of the customers, by `customerKey`. Who was none joins at `enrolledAt`: they enter
 * the tier that asks nothing of them, as with a first order, and where inactivity ends balances
 * their clock runs from then on.
 */
export async function enrolCustomers(
  tx: Transaction,
  customers: readonly NewMember[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const known = await findMemberIds(tx, customers);
  const missing = customers.filter(
    ({ shopId, customer }) => !known.has(customerKey(shopId, customer.customerId)),
  );
  if (missing.length === 0) return known;
  const members = await ensureMembers(tx, missing);
  const joined = new Map<string, NewMember>();
  for (const each of missing) {
    const memberId = members.get(customerKey(each.shopId, each.customer.customerId));
    if (memberId !== undefined) joined.set(memberId, each);
  }
  for (const [memberId, { shopId, enrolledAt }] of [...joined].toSorted(byId)) {
    await welcome(tx, { shopId, memberId, at: enrolledAt }, now);
  }
  return new Map([...known, ...members]);
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

async function welcome(
  tx: Transaction,
  { shopId, memberId, at }: { shopId: bigint; memberId: string; at: Instant },
  now: Instant,
): Promise<void> {
  const book = await openBook(tx, { shopId, memberId, now });
  if (!book) return;
  const tiers = new TierWork();
  await tiers.load(tx, [{ book, at }]);
  tiers.enter(book, at, now);
  const { periods, timeZone } = book.terms;
  const expiry = termsOfBalance(periods, now);
  const joined = { activityAt: at, tierId: book.tier.tierId };
  if (expiry) book.moveBalanceExpiry(balanceExpiry(expiry, joined, timeZone));
  const messages = await carryOutTiers(tx, [book], now);
  await applyLedgerChanges(tx, [book.change()], now);
  await enqueueMessages(tx, messages);
}
