// A member's tier, changed by hand from the member's page.
import { z } from "zod";
import { localDate } from "../../core/program/calendar-fields.ts";
import { MAX_REASON_CHARACTERS } from "../../core/ledger/decide-adjustment.ts";
import { writable } from "../../core/program/fields.ts";
import type { TierProblems, TierValues } from "../../ui/member-tier-card.tsx";
import { returnTierToProgram } from "../../usecases/tiers/return-tier-to-program.ts";
import { setMemberTier, type SetMemberTierResult } from "../../usecases/tiers/set-member-tier.ts";

export const tierSubmission = z.strictObject({
  intent: z.literal("set_tier"),
  values: z.strictObject({
    tierId: z.string().max(40),
    through: z.string().max(40),
    reason: writable.max(1_000),
  }),
});
export const tierReturnSubmission = z.strictObject({ intent: z.literal("return_tier") });

export type TierAnswer =
  | { outcome: "tier_set" | "tier_unchanged" | "tier_returned" | "tier_gone" }
  | { outcome: "tier_invalid"; problems: TierProblems };

/** Whose tier it is, and which member of the staff decides. */
export interface Who {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly actor: `merchant:${string}`;
  readonly now: number;
}

export async function setTier(who: Who, values: TierValues): Promise<TierAnswer> {
  const day = values.through === "" ? null : localDate.safeParse(values.through);
  if (day && !day.success) {
    return invalid({ through: day.error.issues[0]?.message ?? "Enter a date" });
  }
  const { tierId, reason } = values;
  const result = await setMemberTier({ ...who, tierId, through: day?.data ?? null, reason });
  switch (result.outcome) {
    case "set":
      return { outcome: "tier_set" };
    case "unchanged":
      return { outcome: "tier_unchanged" };
    case "refused":
      return refusalAnswer(result.reason);
  }
}

type Refusal = Extract<SetMemberTierResult, { outcome: "refused" }>["reason"];

function refusalAnswer(reason: Refusal): TierAnswer {
  switch (reason) {
    case "member_not_found":
      throw new Response(null, { status: 404 });
    case "no_tiers":
    case "tier_not_found":
      return invalid({ tierId: "The program has no such tier any more" });
    case "day_is_past":
      return invalid({ through: "Choose today or a day to come" });
    case "reason_missing":
      return invalid({ reason: "Enter a reason" });
    case "reason_too_long":
      return invalid({ reason: `Use at most ${MAX_REASON_CHARACTERS} characters` });
  }
}

function invalid(problems: TierProblems): TierAnswer {
  return { outcome: "tier_invalid", problems };
}

export async function returnTier(who: Who): Promise<TierAnswer> {
  const result = await returnTierToProgram(who);
  if (result.outcome === "returned") return { outcome: "tier_returned" };
  if (result.reason === "member_not_found") throw new Response(null, { status: 404 });
  // Somebody else changed it, or the program, meanwhile: the page shows how it is now.
  return { outcome: "tier_gone" };
}
