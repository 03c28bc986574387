// Carries out what a person decided about one member's tier.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { entryReward } from "../../core/tiers/entry-points.ts";
import type { TierChange } from "../../core/tiers/standing.ts";
import { applyLedgerChanges } from "../../db/ledger-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { startClock } from "../order-batch/open-book.ts";
import { balanceMessage } from "../balance-messages.ts";
import { carryOutTierChanges } from "./carry-out-tier-changes.ts";

/** A program with tiers, for a member of its shop. */
export interface TierProgram {
  readonly version: ProgramVersion;
  readonly tiers: TierTerms;
}

/** Nothing where the program in force has no tiers. */
export function tierProgramOf({ terms: { current } }: MemberBook): TierProgram | undefined {
  const tiers = current?.document.tiers;
  return current && tiers ? { version: current, tiers } : undefined;
}

export async function moveByHand(
  tx: Sql,
  book: MemberBook,
  change: TierChange,
  { program, actor, now }: { program: TierProgram; actor: Actor; now: Instant },
): Promise<void> {
  const { periods, timeZone } = book.terms;
  if (entryReward(program.tiers, change, timeZone)) startClock(book, now);
  book.changeTier(change);
  const { member, ledger, tier: standing, tierChanges: changes, activityAt } = book;
  const { version } = program;
  const move = { ledger, changes, standing, version, periods, timeZone, actor };
  const { changes: effects, messages } = await carryOutTierChanges(
    tx,
    [{ ...move, member: { ...member, activityAt } }],
    now,
  );
  const effect = effects.get(member.id);
  if (effect) book.apply(effect);
  await applyLedgerChanges(tx, [book.change()], now);
  const shown = book.isBalanceChanged ? [balanceMessage(member.shopId, member.id)] : [];
  await enqueueMessages(tx, [...shown, ...messages]);
}
