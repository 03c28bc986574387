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
  /** What tells it from the same thing done again; its moment, if left out. */
  readonly time?: Instant;
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
  const occurredAt = changedAt ?? toldAt;
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
 * with nothing, nobody becomes a member by it. What is dated later than now happened just now:
 * clocks differ.
 */
export async function awardCustomers(
  tx: Transaction,
  acts: readonly CustomerAct[],
  now: Instant,
): Promise<AwardOutcome[]> {
  const dated = acts.map((act) => ({ ...act, occurredAt: Math.min(act.occurredAt, now) }));
  const { rewarded, members } = await enrolRewarded(tx, dated, now);
  const asked = rewarded.map((act): AskedAward => {
    const memberId = members.get(customerKey(act.shopId, act.customer.customerId));
    if (memberId === undefined) throw new Error("Who was enrolled is no member");
    return askedOf(act, memberId);
  });
  const outcomes = await awardActions(tx, asked, now);
  return dated.map((act): AwardOutcome => {
    const outcome = outcomes[rewarded.indexOf(act)];
    return outcome ?? { outcome: "refused", reason: "no_way" };
  });
}

interface Enrolled {
  /** Those of the acts that the program of their time rewards. */
  readonly rewarded: readonly CustomerAct[];
  /** Their members, by `customerKey`. */
  readonly members: ReadonlyMap<string, string>;
}

/**
 * Makes members of those whose acts earn. Members are made before any is locked, here as where
 * orders come in: else two transactions could wait for each other.
 */
export async function enrolRewarded(
  tx: Transaction,
  acts: readonly CustomerAct[],
  now: Instant,
): Promise<Enrolled> {
  const rewarded = acts.length === 0 ? [] : await findRewarded(tx, acts, now);
  const enrolling = rewarded.map(({ shopId, customer, occurredAt }) => ({
    shopId,
    customer,
    enrolledAt: Math.min(occurredAt, now),
  }));
  return { rewarded, members: await enrolCustomers(tx, enrolling, now) };
}

async function findRewarded(
  tx: Transaction,
  acts: readonly CustomerAct[],
  now: Instant,
): Promise<readonly CustomerAct[]> {
  const shopIds = [...new Set(acts.map(({ shopId }) => shopId))];
  const periods = await loadProgramPeriods(tx, shopIds);
  return acts.filter((act) => {
    const version = versionInForce(periods.get(act.shopId) ?? [], Math.min(act.occurredAt, now));
    return version?.document.waysToEarn.some((way) => isRewarded(way, act)) === true;
  });
}

/** Its time is part of the name: what is done again later is another occurrence. */
function askedOf(
  { shopId, trigger, event, occurredAt, time = occurredAt }: CustomerAct,
  memberId: string,
): AskedAward {
  const action = event === undefined ? trigger : `${trigger}/${event}`;
  const occurrence = `${action}/${memberId}/${time}`;
  const asked = { shopId, memberId, trigger, occurrence, occurredAt };
  return event === undefined ? asked : { ...asked, event };
}
