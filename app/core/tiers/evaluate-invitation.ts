// Invitations to tiers. Rule: an invitation leads upwards into a tier that the program in force
// opens by invitation, and is over with the last day on which that tier would be held.
import type { LocalDate } from "../calendar/local-date.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import { indexOfTier } from "./decide-upgrade.ts";

export interface TierOffer {
  readonly tierId: string;
  /** The last day on which the tier would be held, in the shop's calendar; null: no end. */
  readonly through: LocalDate | null;
}

export type WorthlessOffer =
  /** The program has no such tier, or another way into it. */
  "not_by_invitation" | "day_is_past" | "already_in_tier" | "already_higher";

export type OfferEvaluation =
  | { readonly outcome: "stands"; readonly tier: Tier }
  | { readonly outcome: "worthless"; readonly reason: WorthlessOffer };

/**
 * Whether an offer is worth anything to a member of `heldTierId` (null: no tier) on `today`, a day
 * of the shop's calendar. A tier that the program no longer has is lower than all others. Rule:
 * docs/engine.md §6.
 */
export function evaluateInvitation(
  terms: TierTerms,
  { tierId, through }: TierOffer,
  { heldTierId, today }: { readonly heldTierId: string | null; readonly today: LocalDate },
): OfferEvaluation {
  const place = indexOfTier(terms, tierId);
  const tier = terms.list[place];
  if (tier?.entry !== "invitation") return worthless("not_by_invitation");
  if (hasRunOut({ through }, today)) return worthless("day_is_past");
  if (heldTierId === tierId) return worthless("already_in_tier");
  if (indexOfTier(terms, heldTierId) > place) return worthless("already_higher");
  return { outcome: "stands", tier };
}

/** Whether the last day on which the tier would be held has passed. Nothing is written for it. */
export function hasRunOut({ through }: Pick<TierOffer, "through">, today: LocalDate): boolean {
  return through !== null && through < today;
}

function worthless(reason: WorthlessOffer): OfferEvaluation {
  return { outcome: "worthless", reason };
}
