// What speaks against a referral, as data: each check has a name, a reason that merchants read, and
// a weight. Rule: docs/referrals.md, "Checks".
import { isDisposableDomain } from "./disposable-domains.ts";
import {
  type PostalAddress,
  isSameAddress,
  isSamePhone,
  mailDomainOf,
  mailboxOf,
} from "./normalise-contact.ts";

/** One of the two people, as far as they are known at the moment. */
export interface Person {
  /** Shopify's number; null for somebody who is not signed in. */
  readonly customerId: string | null;
  readonly email: string | null;
  /** Null where there is none, undefined where Shopify did not tell. */
  readonly phone: string | null | undefined;
  readonly address: PostalAddress | null | undefined;
}

/** All that checks look at. Numbers are of other referrals of the store, this one not counted. */
export interface ReferralFacts {
  readonly member: Person;
  readonly friend: Person;
  /** Whether the friend bought here before; undefined where nobody knows yet. */
  readonly friendHasBought: boolean | undefined;
  /** Whether the friend is a customer whom somebody brought before, under whatever address. */
  readonly isBroughtBefore: boolean;
  /** Whether the member uses the storefront on the friend's device; undefined without its id. */
  readonly isMembersDevice: boolean | undefined;
  /** Referrals of the same connection within the time that hashes of connections live. */
  readonly othersOfConnection: number | undefined;
  /** Referrals of the same member within a day before and after this one. */
  readonly othersOfMember: number;
  readonly limits: { readonly householdSize: number; readonly claimsPerDay: number };
}

/**
 * `refuse`: it is no referral at all. `strong`: staff look at it. `weak`: says little by itself,
 * two of them are looked at.
 */
export type CheckWeight = "refuse" | "strong" | "weak";

export interface FraudCheck {
  readonly name: string;
  /** For merchants. */
  readonly reason: string;
  readonly weight: CheckWeight;
  /** Whether it speaks against the referral; undefined where that cannot be told. */
  readonly finds: (facts: ReferralFacts) => boolean | undefined;
}

export const fraudChecks = [
  {
    name: "same_customer",
    reason: "The friend is the member: the same customer in Shopify",
    weight: "refuse",
    finds: ({ member, friend }) =>
      friend.customerId !== null && friend.customerId === member.customerId,
  },
  {
    name: "same_email",
    reason: "The friend has the member’s mailbox, also where it is written otherwise",
    weight: "refuse",
    finds: ({ member, friend }) => isSameMailbox(member.email, friend.email),
  },
  {
    name: "existing_customer",
    reason: "The friend has bought in the store before",
    weight: "refuse",
    finds: ({ friendHasBought }) => friendHasBought,
  },
  {
    name: "brought_before",
    reason: "The friend is a customer whom a member has brought before, by another address",
    weight: "refuse",
    finds: ({ isBroughtBefore }) => isBroughtBefore,
  },
  {
    name: "same_phone",
    reason: "The friend has the member’s phone number",
    weight: "strong",
    finds: ({ member, friend }) => compared(member.phone, friend.phone, isSamePhone),
  },
  {
    name: "many_of_one_connection",
    reason: "More friends come from one internet connection than a household has",
    weight: "strong",
    finds: ({ othersOfConnection, limits }) =>
      othersOfConnection === undefined ? undefined : othersOfConnection >= limits.householdSize,
  },
  {
    name: "disposable_email",
    reason: "The friend’s address is of a service that lends mailboxes for minutes",
    weight: "strong",
    finds: ({ friend }) =>
      friend.email === null ? undefined : isDisposableDomain(mailDomainOf(friend.email)),
  },
  {
    name: "many_in_a_day",
    reason: "The member brings more friends within a day than the program expects",
    weight: "strong",
    finds: ({ othersOfMember, limits }) => othersOfMember >= limits.claimsPerDay,
  },
  {
    name: "same_address",
    reason: "Both live at one address, as households do",
    weight: "weak",
    finds: ({ member, friend }) => compared(member.address, friend.address, isSameAddress),
  },
  {
    name: "same_device",
    reason: "The friend used a device on which the member is signed in, as families do",
    weight: "weak",
    finds: ({ isMembersDevice }) => isMembersDevice,
  },
] as const satisfies readonly FraudCheck[];

export type CheckName = (typeof fraudChecks)[number]["name"];

/** A check by its name, as a stored finding names it; undefined for one that is no more. */
export function fraudCheck(name: string): FraudCheck | undefined {
  return fraudChecks.find((check) => check.name === name);
}

function isSameMailbox(one: string | null, other: string | null): boolean | undefined {
  if (one === null || other === null) return undefined;
  const box = mailboxOf(one);
  return box !== null && box === mailboxOf(other);
}

/** Undefined, which is no finding, where Shopify did not tell of one of the two. */
function compared<T>(
  one: T | undefined,
  other: T | undefined,
  isSame: (one: T, other: T) => boolean,
): boolean | undefined {
  return one === undefined || other === undefined ? undefined : isSame(one, other);
}
