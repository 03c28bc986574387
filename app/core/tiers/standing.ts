// Which tier a member holds, since when, until when and why.
import type { Instant } from "../calendar/instant.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";

export const tierReasons = [
  "earned",
  "manual",
  "invitation",
  "fell",
  "merged",
  "program_changed",
] as const;
/**
 * `earned` by counters, and again when it is renewed; `manual` by the merchant's hand; `invitation`
 * accepted; `fell` after its validity; `merged` with another member; `program_changed` because a
 * new version has other tiers.
 */
export type TierReason = (typeof tierReasons)[number];

export interface TierStanding {
  /** Null: no tier. */
  readonly tierId: string | null;
  /** When the member entered it; a renewal does not change it. */
  readonly since: Instant | null;
  /**
   * The first instant after its validity; null where nothing ends it by itself. Passed, but not
   * older than the grace period, it means that the member is about to fall.
   */
  readonly until: Instant | null;
  /** Null before a first tier. */
  readonly reason: TierReason | null;
}

export const NO_TIER: TierStanding = { tierId: null, since: null, until: null, reason: null };

/** One line of a member's history. From and to are the same where a tier was renewed. */
export interface TierChange {
  readonly fromTierId: string | null;
  readonly toTierId: string | null;
  readonly reason: TierReason;
  readonly effectiveAt: Instant;
  /** As in `TierStanding`. */
  readonly until: Instant | null;
  /** Another member had it from a person: nobody enters it now. Not part of the history. */
  readonly isInherited?: true;
}

/** Whether a night decided it: they decide as of their own beginning, whenever they are worked. */
export function isOfNight(
  { effectiveAt }: Pick<TierChange, "effectiveAt">,
  zone: TimeZone,
): boolean {
  return effectiveAt === startOfDay(localDateOf(effectiveAt, zone), zone);
}

/** The standing after a change. Since when a tier is held does not change when it is renewed. */
export function standingAfter(standing: TierStanding, change: TierChange): TierStanding {
  const { toTierId: tierId, until, reason, effectiveAt } = change;
  if (tierId === standing.tierId) return { tierId, since: standing.since, until, reason };
  return { tierId, since: effectiveAt, until, reason };
}

/** Whether a person gave the tier: counters then neither end it nor have to keep it. */
export function isByHand({ reason }: Pick<TierStanding, "reason">): boolean {
  return reason === "manual" || reason === "invitation";
}

/**
 * The tier that a history says was held at an instant: of the lines that had taken effect, the one
 * that was written last decides. `history` is in the order in which it was written.
 */
export function tierAt(history: readonly TierChange[], at: Instant): string | null {
  return history.findLast(({ effectiveAt }) => effectiveAt <= at)?.toTierId ?? null;
}
