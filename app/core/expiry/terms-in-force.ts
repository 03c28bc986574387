// Which version's terms end which points. Rule: points keep the terms under which they were
// earned, unless a later version says that its terms are for all points.
import type { Instant } from "../calendar/instant.ts";
import type { ExpiryTerms } from "../program/expiry-terms.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";

const NO_END: ExpiryTerms = {
  policy: { kind: "never" },
  byTier: [],
  appliesTo: "new_points",
  warningDays: [],
};

/**
 * The terms that govern a lot at an instant: those of the version under which it was accrued, or of
 * the latest version since that took all points over. Points from before there were terms (null)
 * never end by themselves.
 */
export function termsOfLot(
  periods: readonly ProgramPeriod[],
  termsVersionId: string | null,
  at: Instant,
): ExpiryTerms {
  for (const { version } of latestFirst(periods, at)) {
    const terms = version.document.expiry;
    if (terms.appliesTo === "all_points" || version.id === termsVersionId) return terms;
  }
  return NO_END;
}

/**
 * The terms under which a whole balance ends by inactivity: those of the version in force, or, if
 * that left earlier points their terms, of the latest version before it that ends balances. Null
 * where none does.
 */
export function termsOfBalance(periods: readonly ProgramPeriod[], at: Instant): ExpiryTerms | null {
  for (const { version } of latestFirst(periods, at)) {
    const terms = version.document.expiry;
    if (terms.policy.kind === "inactivity") return terms;
    if (terms.appliesTo === "all_points") return null;
  }
  return null;
}

function latestFirst(periods: readonly ProgramPeriod[], at: Instant): readonly ProgramPeriod[] {
  return periods
    .filter(({ activeFrom }) => activeFrom <= at)
    .toSorted((a, b) => b.activeFrom - a.activeFrom);
}
