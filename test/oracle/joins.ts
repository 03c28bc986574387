// Customers who join campaigns, sooner or later, whether they can or not.
import fc from "fast-check";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { wallTime } from "./naive-calendar.ts";
import type { NaiveMember } from "./naive-member.ts";
import type { NaivePeople } from "./naive-people.ts";
import { FIRST_MOMENT } from "./store.ts";

const MINUTE_MS = 60_000;
const MOST_MINUTES = 4 * 24 * 60;

/** A customer joins the campaign at a place, after so many webhooks. */
export interface Join {
  readonly after: number;
  readonly customer: number;
  readonly campaign: number;
  readonly minutes: number;
}

/** Whether a campaign is only for those who join it. */
export const optIn = fc.constantFrom(false, false, true);

export const joinsOf = (customers: number): fc.Arbitrary<Join[]> =>
  fc.array(
    fc.record({
      after: fc.constantFrom(0, 0, 1, 3, 8),
      customer: fc.nat(customers - 1),
      campaign: fc.nat(1),
      minutes: fc.nat(MOST_MINUTES),
    }),
    { maxLength: 3 },
  );

type JoinDelivery = Extract<Delivery, { type: "join" }>;

/** Only what can be joined: all else is refused before anybody looks at the member. */
export function joinsAfter(
  joins: readonly Join[] | undefined,
  { campaigns = [] }: Pick<ProgramDocumentInput, "campaigns">,
  count: number,
): JoinDelivery[] {
  return (joins ?? []).flatMap(({ after, customer, campaign, minutes }) => {
    const named = campaigns[campaign];
    if (after !== count || !named?.optIn) return [];
    const at = FIRST_MOMENT + minutes * MINUTE_MS;
    return [{ type: "join", customer, campaignId: named.id, at }];
  });
}

/**
 * The first time counts; what is for everybody or over cannot be joined, and makes nobody a member.
 * Answers who becomes one by it.
 */
export function join(
  { customer, campaignId }: JoinDelivery,
  { campaigns }: ProgramDocument,
  people: NaivePeople,
  { at, zone }: { readonly at: number; readonly zone: string },
): NaiveMember | null {
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (!campaign?.optIn || wallTime(at, zone) >= campaign.endsAt) return null;
  const isKnown = people.isMember(customer);
  const member = people.memberOf(customer, at);
  if (!member.joined.has(campaignId)) member.joined.set(campaignId, at);
  return isKnown ? null : member;
}
