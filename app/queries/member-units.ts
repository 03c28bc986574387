// What was counted by hand for a member, as far as the program's tiers ask for it.
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { type HandCounter, handCountersOf } from "../core/tiers/units-by-hand.ts";
import { pool } from "../db/pool.ts";
import { loadUnitSums } from "../db/unit-store.ts";

export interface MemberUnits {
  /** All that was ever counted, whatever the window. */
  counted: { counter: HandCounter; units: bigint }[];
  /** The shop's day. */
  today: string;
}

/** Null where no tier asks for anything that is counted by hand. */
export async function loadMemberUnits(
  shop: { readonly id: bigint; readonly timeZone: string },
  memberId: string,
  terms: TierTerms | null,
  now: Date,
): Promise<MemberUnits | null> {
  const asked = terms === null ? [] : handCountersOf(terms);
  if (asked.length === 0) return null;
  const ever = { shopId: shop.id, id: memberId, from: null, before: null };
  const [sums] = await loadUnitSums(pool(), [ever]);
  return {
    counted: asked.map((counter) => ({ counter, units: sums?.[counter] ?? 0n })),
    today: localDateOf(now.getTime(), shop.timeZone),
  };
}
