// What moved ends of points, in the sequence in which it was heard of: tiers can be heard of late.
import type { Instant } from "../calendar/instant.ts";
import type { MissedChanges, TierHeld } from "../expiry/catch-up.ts";
import { isOfNight } from "./standing.ts";
import type { TierChange } from "./standing.ts";

/** A move into another tier, and when it was heard of. */
export interface HeardMove extends Pick<TierChange, "fromTierId" | "toTierId" | "effectiveAt"> {
  readonly heardAt: Instant;
}

export interface HeardSince extends Pick<MissedChanges, "periods" | "zone" | "since" | "now"> {
  /** In the sequence in which they were heard of, all of them after `since`. */
  readonly moves: readonly HeardMove[];
  /** The tier that the member holds by now. */
  readonly tierId: string | null;
}

/**
 * What followed one after the other: moves that were heard of together, as of their own moments,
 * and between them the versions that came into force. What nights decide is not late, whenever they
 * are worked. Rule: docs/engine.md §5.
 */
export function changesAsHeard(heard: HeardSince): readonly MissedChanges[] {
  const { periods, zone, since, now, moves, tierId } = heard;
  const missed: MissedChanges[] = [];
  let held = moves.length > 0 ? (moves[0]?.fromTierId ?? null) : tierId;
  let followed = since;
  const versionsUntil = (until: Instant): void => {
    const tiers = [{ tierId: held, from: 0 }];
    missed.push({ periods, zone, tiers, since: followed, now: until });
    followed = until;
  };
  for (const together of heardTogether(heard)) {
    const [first] = together;
    const { heardAt, effectiveAt } = first;
    versionsUntil(heardAt);
    const late = isOfNight(first, zone) ? {} : { heardAt };
    const tiers = together.map(tierEntered);
    missed.push({ periods, zone, tiers, since: effectiveAt - 1, now: heardAt, ...late });
    held = together.at(-1)?.toTierId ?? null;
  }
  versionsUntil(now);
  return missed;
}

/** Each night decides by itself. */
function heardTogether({ moves, zone }: HeardSince): [HeardMove, ...HeardMove[]][] {
  const groups: [HeardMove, ...HeardMove[]][] = [];
  for (const move of moves) {
    const latest = groups.at(-1);
    const isNews = latest && !isOfNight(latest[0], zone) && !isOfNight(move, zone);
    if (isNews && latest[0].heardAt === move.heardAt) latest.push(move);
    else groups.push([move]);
  }
  return groups;
}

function tierEntered({ toTierId: tierId, effectiveAt: from }: HeardMove): TierHeld {
  return { tierId, from };
}
