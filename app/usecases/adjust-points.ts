// A merchant adds or takes points by hand. The request's key makes pressing twice harmless.
import type { Instant } from "../core/calendar/instant.ts";
import { decideAdjustment } from "../core/ledger/decide-adjustment.ts";
import type { AdjustmentRefusal } from "../core/ledger/decide-adjustment.ts";
import type { Actor, EntryDraft } from "../core/ledger/entry.ts";
import { findInputHash, inputHash } from "../db/entry-store.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import { lockLedger } from "./lock-ledger.ts";
import { balanceMessage } from "./step-redemption.ts";

export interface AdjustPoints {
  readonly shopId: bigint;
  readonly memberId: string;
  /** Names one decision of the merchant. */
  readonly requestKey: string;
  /** Above zero adds, below zero takes. */
  readonly points: bigint;
  /** Shown to the member. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type AdjustPointsResult =
  | { readonly outcome: "adjusted" }
  | {
      readonly outcome: "refused";
      readonly reason: AdjustmentRefusal | "member_not_found" | "request_key_reused";
    };

/**
 * Posts the adjustment once. The same key with the same wish is answered as before, with another it
 * is refused.
 */
export async function adjustPoints(command: AdjustPoints): Promise<AdjustPointsResult> {
  return withTransaction((tx) => adjust(tx, command));
}

async function adjust(tx: Sql, command: AdjustPoints): Promise<AdjustPointsResult> {
  const { shopId, memberId, now } = command;
  const locked = await lockLedger(tx, shopId, memberId);
  if (!locked) return { outcome: "refused", reason: "member_not_found" };
  const { ledger: held } = locked;
  const earlier = await findInputHash(tx, shopId, `adjustment/${command.requestKey}`);
  if (earlier !== undefined) return answerRepetition(earlier, command);
  const decision = decideAdjustment({
    ...command,
    lot: { id: newId(), expiresAt: null, termsVersionId: null },
    ledger: held,
  });
  if (decision.outcome === "refused") return decision;
  const { entries, ledger } = decision.change;
  await applyLedgerChanges(tx, [{ shopId, before: held, entries, ledger }], now);
  await enqueueMessages(tx, [balanceMessage(shopId, memberId)]);
  return { outcome: "adjusted" };
}

function answerRepetition(earlier: string, command: AdjustPoints): AdjustPointsResult {
  return earlier === hashOf(command)
    ? { outcome: "adjusted" }
    : { outcome: "refused", reason: "request_key_reused" };
}

/**
 * The hash of the entry that the command would write: which lots gave the points does not matter to
 * it.
 */
function hashOf({ memberId, points, reason }: AdjustPoints): string {
  const size = points < 0n ? -points : points;
  const wish: Pick<EntryDraft, "kind" | "memberId" | "postings" | "explanation"> = {
    kind: "adjustment",
    memberId,
    postings: [
      points < 0n
        ? { lotId: "", from: "available", to: "adjusted", points: size }
        : { lotId: "", from: "adjusted", to: "available", points: size },
    ],
    explanation: { key: "adjusted", params: { reason: reason.trim() } },
  };
  return inputHash(wish);
}
