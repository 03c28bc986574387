// What happened to a member's tier, in English.
import type { TierReason } from "../core/tiers/standing.ts";
import { formatCalendarDate } from "./format.ts";

export type TierEventView =
  | { kind: "moved"; reason: TierReason; fromTierId: string | null; toTierId: string | null }
  | { kind: "acted"; action: string; tierId: string; through: string | null; words: string | null };

/** `names` are those of the tiers that the program has; others are called by their id. */
export function tierEventInWords(
  event: TierEventView,
  names: Readonly<Record<string, string>>,
): string {
  const nameOf = (tierId: string) => names[tierId] ?? tierId;
  if (event.kind === "acted") return actInWords(event, nameOf(event.tierId));
  const { reason, fromTierId, toTierId } = event;
  const to = toTierId === null ? "no tier" : nameOf(toTierId);
  if (fromTierId === toTierId) return `${to} was renewed`;
  switch (reason) {
    case "earned":
      return `Reached ${to}`;
    case "fell":
      return fromTierId === null ? `Fell to ${to}` : `Fell from ${nameOf(fromTierId)} to ${to}`;
    case "merged":
      return `${to}, from a merged customer`;
    case "program_changed":
      return `${to}, because the program changed`;
    case "manual":
    case "invitation":
      return `Given ${to}`;
  }
}

function actInWords(
  { action, through, words }: Extract<TierEventView, { kind: "acted" }>,
  tier: string,
): string {
  const until = through === null ? "" : `, until ${formatCalendarDate(through)}`;
  switch (action) {
    case "tier_set":
      return `Given ${tier} by hand${until}${words === null ? "" : `: ${words}`}`;
    case "tier_returned_to_program":
      return `${tier} was taken back; the program decides again`;
    case "tier_invitation_sent":
      return `Invited to ${tier}${until}`;
    case "tier_invitation_accepted":
      return `The invitation to ${tier} was accepted`;
    case "tier_invitation_declined":
      return `The invitation to ${tier} was declined`;
    case "tier_invitation_withdrawn":
      return `The invitation to ${tier} was withdrawn`;
    default:
      return `Something was done about ${tier}`;
  }
}
