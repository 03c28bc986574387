// What pages show of how far members are is written anew once what leads into tiers has changed: a
// portion of members after the other, each asking for the next.
import { createHash } from "node:crypto";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { type NewMessage, enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { type ShownMembers, listShownMembers } from "../db/publication-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { balanceMessage } from "./balance-messages.ts";

/** Four calls: each member has one metafield here, and Shopify takes 25 at once. */
export const MEMBERS_PER_PORTION = 100;
/** So many are looked through for them, so that no portion reads a whole store. */
const MEMBERS_LOOKED_AT = 2_000;

const KEY_CHARACTERS = 12;

/**
 * Changes with whatever decides how far a member is: what was written of members under another key
 * no longer holds.
 */
export function tiersKey({ window, qualifyingPoints, list }: TierTerms): string {
  const entries = list.map(({ id, entry, enter }) => ({ id, entry, enter }));
  const text = JSON.stringify({ window, qualifyingPoints, entries }, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return createHash("sha256").update(text).digest("base64url").slice(0, KEY_CHARACTERS);
}

/** For tiers of a key: by any others it ends. */
export interface ProgressPortion {
  readonly tiersKey: string;
  /** The last member of the portion before; left out for the first. */
  readonly after?: string | undefined;
}

/** Tiers that come again while their members are still under way begin at the first member. */
export function progressMessage(shopId: bigint, portion: ProgressPortion): NewMessage {
  return { shopId, kind: "write_progress", key: portion.tiersKey, payload: portion };
}

/** The next members of whom anything was counted. */
export function findProgressPortion(
  shopId: bigint,
  { after }: ProgressPortion,
): Promise<ShownMembers> {
  const size = { atMost: MEMBERS_PER_PORTION, lookedAt: MEMBERS_LOOKED_AT };
  return listShownMembers(pool(), shopId, { after: after ?? null, ...size });
}

/** Has the next portion written, and by themselves those of this one who need it. */
export async function recordProgressWritten(
  shopId: bigint,
  { tiersKey: key }: ProgressPortion,
  { next, again }: { readonly next: string | null; readonly again: readonly string[] },
): Promise<void> {
  const rest = next === null ? [] : [progressMessage(shopId, { tiersKey: key, after: next })];
  const alone = again.map((memberId) => balanceMessage(shopId, memberId));
  await withTransaction((tx) => enqueueMessages(tx, [...alone, ...rest]));
}
