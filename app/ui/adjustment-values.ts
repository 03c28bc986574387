// A manual adjustment as it is typed, turned into a signed number of points or into problems beside
// the fields.
import { type AdjustmentRefusal, MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import { MAX_POINTS_PER_EVENT } from "../core/points/points.ts";

export interface AdjustmentValues {
  direction: "add" | "take";
  points: string;
  reason: string;
}

export type AdjustmentProblems = Partial<Record<"points" | "reason", string>>;

export type ReadAdjustment =
  | { outcome: "valid"; points: bigint; reason: string }
  /** Each refusal, and all of them in words. */
  | { outcome: "invalid"; refusals: AdjustmentRefusal[]; problems: AdjustmentProblems };

export function readAdjustment({ direction, points, reason }: AdjustmentValues): ReadAdjustment {
  const typed = points.trim();
  const isWhole = /^\d{1,16}$/.test(typed);
  const count = isWhole ? BigInt(typed) : 0n;
  const refusals: AdjustmentRefusal[] = [];
  if (count === 0n) refusals.push("no_points");
  if (count > MAX_POINTS_PER_EVENT) refusals.push("too_many_points");
  if (reason.trim() === "") refusals.push("reason_missing");
  if (reason.trim().length > MAX_REASON_CHARACTERS) refusals.push("reason_too_long");
  if (refusals.length > 0) {
    const problems: AdjustmentProblems = Object.assign({}, ...refusals.map(problemOf));
    return { outcome: "invalid", refusals, problems };
  }
  return {
    outcome: "valid",
    points: direction === "take" ? -count : count,
    reason: reason.trim(),
  };
}

/** The problem beside its field. */
export function problemOf(refusal: AdjustmentRefusal): AdjustmentProblems {
  switch (refusal) {
    case "no_points":
      return { points: "Enter a whole number above zero" };
    case "too_many_points":
      return { points: "Enter a smaller number" };
    case "insufficient_points":
      return { points: "The member does not have that many to spend" };
    case "reason_missing":
      return { reason: "Enter a reason" };
    case "reason_too_long":
      return { reason: `Use at most ${MAX_REASON_CHARACTERS} characters` };
  }
}
