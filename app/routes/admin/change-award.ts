// Points for something else than an order that are taken back on the member's page.
import { z } from "zod";
import { writable } from "../../core/program/fields.ts";
import { reasonProblem } from "../../ui/undo-reward.tsx";
import { takeBackByMerchant } from "../../usecases/awards/take-back-by-merchant.ts";
import type { Who } from "./change-member-tier.ts";

export const takeBackSubmission = z.strictObject({
  intent: z.literal("take_back_award"),
  awardId: z.uuid(),
  reason: writable.max(1_000),
});

export type AwardAnswer =
  | { outcome: "award_taken_back"; awardId: string }
  | { outcome: "undo_invalid"; awardId: string; problem: string };

export async function takeBack(
  who: Who,
  { awardId, reason }: z.output<typeof takeBackSubmission>,
): Promise<AwardAnswer> {
  const problem = reasonProblem(reason);
  if (problem !== null) return { outcome: "undo_invalid", awardId, problem };
  const result = await takeBackByMerchant({ ...who, awardId, reason });
  if (result.outcome === "taken_back") return { outcome: "award_taken_back", awardId };
  if (result.reason === "not_found") throw new Response(null, { status: 404 });
  const message = "Decide about the friend on the page Referrals: the points follow from it";
  return { outcome: "undo_invalid", awardId, problem: message };
}
