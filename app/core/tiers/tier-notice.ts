// Notices before a fall. Rule: each is sent once, on its day; after days of silence only the latest
// of those that were missed; none to members who meanwhile keep their tier.
import type { LocalDate } from "../calendar/local-date.ts";
import { noticeDays } from "./next-review.ts";
import type { NextReviewInput, NoticeDay } from "./next-review.ts";
import { reviewTier } from "./review-tier.ts";
import type { ReviewInput } from "./review-tier.ts";
import { isByHand } from "./standing.ts";

/**
 * The notice that falls due after the night `noticedUntil`, when notices were sent last, and by the
 * night `night`. The one nearest to the fall, where several do.
 */
export function noticeDue(
  input: Omit<NextReviewInput, "after"> & {
    readonly noticedUntil: LocalDate;
    readonly night: LocalDate;
  },
): NoticeDay | null {
  const due = noticeDays(input).filter(
    ({ date, fallsOn }) =>
      date > input.noticedUntil && date <= input.night && input.night < fallsOn,
  );
  return due.toSorted((a, b) => a.daysBefore - b.daysBefore)[0] ?? null;
}

/**
 * Where the member would land if nothing more happened until the fall: the review of that day, with
 * what is known today. `night` is the day of the fall, and the readings are those of that day.
 * Null: the tier would be kept, and there is nothing to tell.
 */
export function foreseeFall(
  input: Omit<ReviewInput, "latest">,
): { readonly toTierId: string | null } | null {
  const { changes } = reviewTier({ ...input, latest: null });
  // Down to what a person gave, it is theirs again.
  const fall = changes.find(({ reason }) => reason === "fell" || isByHand({ reason }));
  return fall ? { toTierId: fall.toTierId } : null;
}
