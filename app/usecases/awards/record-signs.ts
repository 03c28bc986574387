// What customers did that Shopify, or the panel, tells of: they have an account, agreed to be
// written to, or opened a page of the store on a network. Who is no member yet becomes one where
// that earns.
import type { Instant } from "../../core/calendar/instant.ts";
import type { CustomerFacts } from "../../core/orders/order-event.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import { customerKey } from "../../db/member-store.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { awardActions, isRewarded } from "../award-actions.ts";
import type { AskedAward, AwardOutcome } from "../award-actions.ts";
import { enrolCustomers } from "../enrol-customers.ts";

/** Something that a customer of the store did. */
export interface CustomerAct {
  readonly shopId: bigint;
  readonly customer: CustomerFacts;
  readonly trigger: "account" | "newsletter" | "sms" | "social";
  /** Of `social` the network. */
  readonly event?: string;
  readonly occurredAt: Instant;
}

export interface OpenedAccount {
  readonly shopId: bigint;
  readonly customer: CustomerFacts;
  readonly occurredAt: Instant;
}

export async function recordAccounts(
  tx: Transaction,
  accounts: readonly OpenedAccount[],
  now: Instant,
): Promise<void> {
  await awardCustomers(
    tx,
    accounts.map((account) => ({ ...account, trigger: "account" as const })),
    now,
  );
}

export interface Consent {
  readonly shopId: bigint;
  readonly trigger: "newsletter" | "sms";
  readonly customerId: string;
  readonly email: string | null;
  /** Whether it was given; what is withdrawn takes nothing back. */
  readonly isGiven: boolean;
  /** Null where nobody knows. */
  readonly changedAt: Instant | null;
}

/** `toldAt` stands in for a consent's own moment where that is not known. */
export async function recordConsent(
  tx: Transaction,
  { shopId, trigger, customerId, email, isGiven, changedAt }: Consent,
  toldAt: Instant,
  now: Instant,
): Promise<void> {
  if (!isGiven) return;
  const customer = { ...unknownCustomer(customerId), email };
  const occurredAt = Math.min(changedAt ?? toldAt, now);
  await awardCustomers(tx, [{ shopId, customer, trigger, occurredAt }], now);
}

/** Of whom nothing but the id is known. */
export function unknownCustomer(customerId: string): CustomerFacts {
  return {
    customerId,
    email: null,
    firstName: null,
    lastName: null,
    locale: null,
    updatedAt: null,
  };
}

/**
 * Gives what each act earns, in the order of the acts. Where the program of its time rewards it
 * with nothing, nobody becomes a member by it.
 */
export async function awardCustomers(
  tx: Transaction,
  acts: readonly CustomerAct[],
  now: Instant,
): Promise<AwardOutcome[]> {
  const rewarded = acts.length === 0 ? [] : await findRewarded(tx, acts);
  if (rewarded.length === 0) return acts.map(() => ({ outcome: "refused", reason: "no_way" }));
  const members = await enrolCustomers(
    tx,
    rewarded.map(({ shopId, customer, occurredAt: enrolledAt }) => ({
      shopId,
      customer,
      enrolledAt,
    })),
    now,
  );
  const asked = rewarded.map((act): AskedAward => {
    const memberId = members.get(customerKey(act.shopId, act.customer.customerId));
    if (memberId === undefined) throw new Error("Who was enrolled is no member");
    return askedOf(act, memberId);
  });
  const outcomes = await awardActions(tx, asked, now);
  return acts.map((act): AwardOutcome => {
    const outcome = outcomes[rewarded.indexOf(act)];
    return outcome ?? { outcome: "refused", reason: "no_way" };
  });
}

async function findRewarded(
  tx: Transaction,
  acts: readonly CustomerAct[],
): Promise<readonly CustomerAct[]> {
  const shopIds = [...new Set(acts.map(({ shopId }) => shopId))];
  const periods = await loadProgramPeriods(tx, shopIds);
  return acts.filter((act) => {
    const version = versionInForce(periods.get(act.shopId) ?? [], act.occurredAt);
    return version?.document.waysToEarn.some((way) => isRewarded(way, act)) === true;
  });
}

/** Its moment is part of the name: what is done again later is another occurrence. */
function askedOf(
  { shopId, trigger, event, occurredAt }: CustomerAct,
  memberId: string,
): AskedAward {
  const action = event === undefined ? trigger : `${trigger}/${event}`;
  const occurrence = `${action}/${memberId}/${occurredAt}`;
  const asked = { shopId, memberId, trigger, occurrence, occurredAt };
  return event === undefined ? asked : { ...asked, event };
}
