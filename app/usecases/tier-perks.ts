// What tiers give in the cart, as far as the app's own books go: when Shopify must be brought in
// line, which segment stands for a tier, and what others did to what we wrote.
import type { Instant } from "../core/calendar/instant.ts";
import { wantedNames } from "../core/perks/wanted-perks.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { type MessageKey, enqueueMessages } from "../db/outbox-store.ts";
import { pool, type Sql } from "../db/pool.ts";
import { loadProgramInForce } from "../db/program-store.ts";
import { enqueueTierMembers } from "../db/publication-store.ts";
import {
  type PerkKey,
  isTierPerk,
  listShopsToCheckPerks,
  loadTierPerks,
  markPerkPresent,
} from "../db/tier-perk-store.ts";
import { withTransaction } from "../db/transaction.ts";

const KIND = "write_tier_perks";
/** One message for all tiers of a store: they share its room for discounts. */
const KEY = "tiers";

/** Another program is in force, since `activeFrom`: its tiers may give something else. */
export async function followTierPerks(tx: Sql, shopId: bigint, activeFrom: Instant): Promise<void> {
  const version = await loadProgramInForce(tx, shopId, activeFrom);
  const isWanted = wantedNames(version?.document.tiers ?? null).length > 0;
  const isThere = (await loadTierPerks(tx, shopId)).length > 0;
  if (isWanted || isThere) await requestTierPerks(tx, [shopId]);
}

/** A merchant has made room, or given leave. Answers the message, for who waits for it. */
export async function requestTierPerksAgain(shopId: bigint): Promise<MessageKey> {
  await withTransaction((tx) => requestTierPerks(tx, [shopId]));
  return { shopId, kind: KIND, key: KEY };
}

/** Something outside the program changed: what stands in Shopify, if anything, is looked at. */
export async function checkTierPerks(tx: Sql, shopId: bigint): Promise<void> {
  if ((await loadTierPerks(tx, shopId)).length > 0) await requestTierPerks(tx, [shopId]);
}

/** A discount was deleted in Shopify: one of a tier comes back at once. */
export async function recordDeletedPerk(tx: Sql, shopId: bigint, gid: string): Promise<void> {
  if (await isTierPerk(tx, shopId, gid)) await requestTierPerks(tx, [shopId]);
}

/** The timer's work: looks once a day for what others changed. Answers for how many shops. */
export async function requestPerkChecks(limit: number): Promise<number> {
  const shopIds = await listShopsToCheckPerks(pool(), limit);
  await withTransaction((tx) => requestTierPerks(tx, shopIds));
  return shopIds.length;
}

async function requestTierPerks(tx: Sql, shopIds: readonly bigint[]): Promise<void> {
  const messages = shopIds.map((shopId) => ({ shopId, kind: KIND, key: KEY, payload: {} }));
  await enqueueMessages(tx, messages);
}

export interface TierSegment {
  readonly shopId: bigint;
  readonly tierId: string;
  readonly gid: string;
  readonly writtenHash: string;
}

/**
 * A tier's segment stands. Where it is new, the tier of those who are in it is written once more:
 * they may have come into it before anybody asked for it in Shopify.
 */
export async function recordTierSegment(
  { shopId, tierId, gid, writtenHash }: TierSegment,
  now: Instant,
): Promise<void> {
  await withTransaction(async (tx) => {
    const before = await loadTierPerks(tx, shopId);
    const known = before.find((perk) => perk.tierId === tierId && perk.kind === "segment");
    if (known !== undefined && known.gid !== gid) await enqueueTierMembers(tx, shopId, tierId);
    const key = { shopId, tierId, kind: "segment" as const };
    await markPerkPresent(tx, key, { gid, writtenHash }, now);
  });
}

/** What was changed in Shopify by others, and is now put right. */
export async function recordPerkDrift(
  { shopId, tierId, kind, gid }: PerkKey & { readonly gid: string },
  change: "changed" | "deleted" | "paused",
  now: Instant,
): Promise<void> {
  await withTransaction((tx) =>
    appendAuditEvents(tx, [
      {
        shopId,
        actor: "system",
        action: "tier_perk_restored",
        subject: `tier_perk/${tierId}/${kind}`,
        details: { change, gid },
        recordedAt: now,
      },
    ]),
  );
}
