// POST /proxy/invitations/answer, and the tiers that a member is invited to. JSON bodies; every
// business outcome is answered 200.
import type { Instant, LocalDate, Points } from "./money.ts";

export interface InvitationView {
  tierId: string;
  /** With the tier it names the invitation: one that is sent anew is another. */
  invitedAt: Instant;
  /** The tier's name, as the merchant wrote it. */
  name: string;
  /** The last day on which the tier would be held; null for no end. */
  lastDay: LocalDate | null;
  /** A plain decimal such as "1.5": what base points are multiplied by; null for nothing more. */
  multiplier: string | null;
  /** What entering the tier gives; zero for nothing. */
  gift: Points;
  /** What the merchant says of the tier. */
  benefits: string[];
}

export interface AnswerInvitationRequest {
  tierId: string;
  invitedAt: Instant;
  answer: "accepted" | "declined";
}

export const invitationRefusals = [
  /** It was withdrawn, answered otherwise, or sent anew. */
  "no_invitation",
  /** Its last day has passed, or the program has no such tier any more. */
  "invitation_is_over",
  "already_higher",
] as const;
export type InvitationRefusal = (typeof invitationRefusals)[number];

/** Repeating an answer is harmless: it says the same again. */
export type AnswerInvitationAnswer =
  | { outcome: "accepted" | "declined" }
  | { outcome: "refused"; reason: InvitationRefusal };
