// Invitations to tiers, sent and answered on the member's page.
import { z } from "zod";
import { localDate } from "../../core/program/calendar-fields.ts";
import type { InvitationProblems, InvitationValues } from "../../ui/member-invitations-card.tsx";
import { answerInvitation } from "../../usecases/tiers/answer-invitation.ts";
import type {
  AnswerInvitationResult,
  InvitationAnswer,
} from "../../usecases/tiers/answer-invitation.ts";
import { inviteMember } from "../../usecases/tiers/invite-member.ts";
import type { InviteMemberResult } from "../../usecases/tiers/invite-member.ts";
import type { Who } from "./change-member-tier.ts";

export const invitationSubmission = z.strictObject({
  intent: z.literal("invite"),
  values: z.strictObject({ tierId: z.string().max(40), through: z.string().max(40) }),
});
export const invitationAnswerSubmission = z.strictObject({
  intent: z.literal("answer_invitation"),
  tierId: z.string().max(40),
  invitedAt: z.iso.datetime().transform((text) => Date.parse(text)),
  answer: z.enum(["accepted", "declined", "withdrawn"]),
});

export type InvitationResult =
  | { outcome: "invited" }
  | { outcome: "invitation_invalid"; problems: InvitationProblems }
  | { outcome: "invitation_answered"; answer: InvitationAnswer }
  | { outcome: "invitation_refused"; message: string };

export async function invite(who: Who, values: InvitationValues): Promise<InvitationResult> {
  const day = values.through === "" ? null : localDate.safeParse(values.through);
  if (day && !day.success) {
    return invalid({ through: day.error.issues[0]?.message ?? "Enter a date" });
  }
  const { tierId } = values;
  const result = await inviteMember({ ...who, tierId, through: day?.data ?? null });
  return result.outcome === "invited" ? result : invalid(problemsOf(result.reason));
}

type InviteRefusal = Extract<InviteMemberResult, { outcome: "refused" }>["reason"];

function problemsOf(reason: InviteRefusal): InvitationProblems {
  switch (reason) {
    case "member_not_found":
      throw new Response(null, { status: 404 });
    case "no_tiers":
    case "not_by_invitation":
      return { tierId: "The program has no such tier by invitation any more" };
    case "already_in_tier":
      return { tierId: "The member is in this tier already" };
    case "already_higher":
      return { tierId: "The member is in a higher tier already" };
    case "day_is_past":
      return { through: "Choose today or a day to come" };
  }
}

function invalid(problems: InvitationProblems): InvitationResult {
  return { outcome: "invitation_invalid", problems };
}

type Answering = Omit<z.output<typeof invitationAnswerSubmission>, "intent">;

export async function answer(who: Who, { tierId, ...given }: Answering): Promise<InvitationResult> {
  const result = await answerInvitation({ ...who, tierId, ...given });
  if (result.outcome !== "refused") return { outcome: "invitation_answered", answer: given.answer };
  return { outcome: "invitation_refused", message: refusalInWords(result.reason) };
}

type AnswerRefusal = Extract<AnswerInvitationResult, { outcome: "refused" }>["reason"];

function refusalInWords(reason: AnswerRefusal): string {
  switch (reason) {
    case "member_not_found":
      throw new Response(null, { status: 404 });
    case "no_invitation":
      return "This invitation was answered or changed meanwhile. Below is how it stands now.";
    case "invitation_is_over":
      return "This invitation is over: its last day has passed, or the program changed.";
    case "already_higher":
      return "The member is in a higher tier by now.";
  }
}
