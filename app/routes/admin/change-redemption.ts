// A reward that is taken back on the member's page.
import { z } from "zod";
import { writable } from "../../core/program/fields.ts";
import { reasonProblem } from "../../ui/undo-reward.tsx";
import { undoRedemption } from "../../usecases/undo-redemption.ts";
import type { Who } from "./change-member-tier.ts";

export const undoSubmission = z.strictObject({
  intent: z.literal("undo_redemption"),
  redemptionId: z.uuid(),
  reason: writable.max(1_000),
});

export type UndoAnswer =
  | { outcome: "redemption_undone"; redemptionId: string }
  | { outcome: "undo_invalid"; redemptionId: string; problem: string };

export async function undo(
  who: Who,
  { redemptionId, reason }: z.output<typeof undoSubmission>,
): Promise<UndoAnswer> {
  const problem = reasonProblem(reason);
  if (problem !== null) return { outcome: "undo_invalid", redemptionId, problem };
  const result = await undoRedemption({ ...who, redemptionId, reason });
  if (result.outcome === "undone") return { outcome: "redemption_undone", redemptionId };
  if (result.reason === "not_found") throw new Response(null, { status: 404 });
  const message = "Something in Shopify stands for it, or it was given back already";
  return { outcome: "undo_invalid", redemptionId, problem: message };
}
