// What a merchant decides about a difference: written down, and carried out in Shopify while they
// wait, or by itself afterwards.
import { z } from "zod";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { remedies } from "../../core/rewards/compare-vouchers.ts";
import { deliverNow } from "../../outbox/deliver-now.ts";
import { requestComparison } from "../../usecases/compare-vouchers.ts";
import { type SettleDifference, settleDifference } from "../../usecases/settle-difference.ts";

const PATIENCE_MS = 8_000;
const MAX_NOTE_CHARACTERS = 200;

export const settleSubmission = z.strictObject({
  intent: z.literal("settle"),
  id: z.uuid(),
  decision: z.union([
    z.strictObject({ remedy: z.enum(remedies) }),
    z.strictObject({ note: z.string().max(1_000) }),
  ]),
});

export type SettleAnswer =
  | { outcome: "settled"; id: string; what: (typeof remedies)[number] | "note" }
  | { outcome: "invalid"; id: string; problem: string };

/** Throws a 404 for a difference that is none of this shop's. */
export async function settleVoucher(
  { shopId, actor }: Pick<SettleDifference, "shopId" | "actor">,
  { id, decision: asked }: z.output<typeof settleSubmission>,
): Promise<SettleAnswer> {
  const decision = "note" in asked ? { note: asked.note.trim() } : asked;
  const problem = "note" in decision ? noteProblem(decision.note) : null;
  if (problem !== null) return { outcome: "invalid", id, problem };
  const now = (await businessNow()).getTime();
  const settled = await settleDifference({ shopId, id, actor, decision, now, at: Date.now() });
  if (settled.outcome === "refused") {
    if (settled.reason === "not_found") throw new Response(null, { status: 404 });
    return { outcome: "invalid", id, problem: problems[settled.reason] };
  }
  if (settled.message !== null) await deliverNow(settled.message, PATIENCE_MS);
  return { outcome: "settled", id, what: "note" in decision ? "note" : decision.remedy };
}

const problems = {
  over: "Somebody has settled this already. Reload the page.",
  not_possible:
    "The voucher has changed since: it was used, given up or ended. Compare again to see how it stands.",
} as const;

function noteProblem(note: string): string | null {
  if (note === "") return "Enter why it stays as it is";
  return note.length > MAX_NOTE_CHARACTERS ? `Use at most ${MAX_NOTE_CHARACTERS} characters` : null;
}

/** The first portion is compared while the merchant waits. */
export async function compareNow(shopId: bigint): Promise<void> {
  await deliverNow(await requestComparison(shopId), PATIENCE_MS);
}
