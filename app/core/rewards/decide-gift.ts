// A reward that a member is given on an occasion: a redemption of no points, which no entry of the
// ledger tells of.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { Reward } from "../program/reward-terms.ts";
import { carrierOf } from "./carrier.ts";
import { newRedemption } from "./decide-reservation.ts";
import { leastOffer, offerOf } from "./offer.ts";
import type { GiftOccasion, Redemption } from "./redemption.ts";

export interface GiftRequest {
  readonly redemptionId: string;
  readonly memberId: string;
  /** Names the occasion among the member's redemptions: it is given once. */
  readonly requestKey: string;
  readonly occasion: GiftOccasion;
  /** One that leaves no choice. */
  readonly reward: Reward;
  readonly programVersionId: string;
  readonly currency: string;
  readonly timeZone: TimeZone;
  readonly code: string;
  /** When a discount code ends; null for as long as the reward says. */
  readonly until: Instant | null;
  readonly now: Instant;
}

/**
 * The gift as it begins: what something in Shopify carries is `reserved` until Shopify has made it,
 * what nothing carries is had at once. It costs no points, whatever the reward costs otherwise, and
 * moves none. `until` ends discount codes only: money and access last as the reward says. Throws a
 * RangeError for a reward that leaves a choice. Rule: docs/rewards.md, "Gifts".
 */
export function decideGift(request: GiftRequest): Redemption {
  const { reward, until, now } = request;
  if (leavesChoice(reward)) throw new RangeError("The reward leaves a choice");
  const terms = { ...request, choice: null, recipient: null };
  const redemption = newRedemption(terms, { ...leastOffer(reward), points: 0n });
  const carrier = carrierOf(reward.kind);
  if (carrier === "none") return { ...redemption, status: "issued", issuedAt: now };
  const isEndedEarly = carrier === "discount" && until !== null;
  return isEndedEarly ? { ...redemption, expiresAt: until } : redemption;
}

/** Whether a member has to choose something of it, so that it cannot be given to them. */
export function leavesChoice(reward: Reward): boolean {
  return offerOf(reward, null) === null;
}
