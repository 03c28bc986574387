// What happened to a member's tier: the moves that the program made, and what people did.
import type { TierReason } from "../core/tiers/standing.ts";
import { prisma } from "../db/prisma.ts";

export type TierEvent = {
  id: string;
  /** When it was done, or took effect. */
  at: Date;
  /** `system`, `shopper`, or `merchant:` and the staff member's id. */
  actor: string;
} & (
  | { kind: "moved"; reason: TierReason; fromTierId: string | null; toTierId: string | null }
  | { kind: "acted"; action: string; tierId: string; through: string | null; words: string | null }
);

/** The newest are told. */
const MAX_EVENTS = 10;

/** The newest first. */
export async function loadTierHistory(shopId: bigint, memberId: string): Promise<TierEvent[]> {
  const [moves, acts] = await Promise.all([
    prisma().tierChange.findMany({
      // What people decided stands in the record of their acts, but not with whom it came to.
      where: {
        shopId,
        memberId,
        OR: [{ reason: { notIn: ["manual", "invitation"] } }, { actor: "system" }],
      },
      orderBy: { seq: "desc" },
      take: MAX_EVENTS,
    }),
    prisma().auditEvent.findMany({
      where: { shopId, subject: `member/${memberId}`, action: { startsWith: "tier_" } },
      orderBy: { id: "desc" },
      take: MAX_EVENTS,
    }),
  ]);
  const events: TierEvent[] = [
    ...moves.map((move) => ({
      id: move.id,
      at: move.effectiveAt,
      actor: move.actor,
      kind: "moved" as const,
      reason: move.reason as TierReason,
      fromTierId: move.fromTier,
      toTierId: move.toTier,
    })),
    ...acts.map(({ id, recordedAt: at, actor, action, details }) => ({
      id,
      at,
      actor,
      kind: "acted" as const,
      action,
      ...detailsOf(details),
    })),
  ];
  return events
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, MAX_EVENTS);
}

/** Every act upon a tier names it: as `to`, `tier`, or, when it was taken back, as `from`. */
function detailsOf(details: unknown): {
  tierId: string;
  through: string | null;
  words: string | null;
} {
  const known = details as Partial<Record<"to" | "tier" | "from" | "through" | "reason", string>>;
  const tierId = known.to ?? known.tier ?? known.from ?? "";
  return { tierId, through: known.through ?? null, words: known.reason ?? null };
}
