// Which points do not end with a whole balance. Rule: points keep the terms under which they were
// earned, unless a later version says that its terms are for all points.
import type { ProgramVersion } from "../program/document.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import { endsWithBalance } from "./recalculate.ts";

const NONE: ReadonlySet<string | null> = new Set();

/**
 * The versions whose lots keep an end of their own, or none, while inactivity ends the rest of the
 * balance of a member in a tier; null stands for lots from before there were terms. Empty where no
 * version ends balances: then the question does not arise.
 */
export function ownEnds(
  periods: readonly ProgramPeriod[],
  inForce: ProgramVersion | null,
  tierId: string | null,
): ReadonlySet<string | null> {
  const current = periods.find(({ version }) => version.id === inForce?.id);
  if (!current || !periods.some(endsBalances)) return NONE;
  const terms = { periods, tierId, at: current.activeFrom };
  const ids = [null, ...periods.map(({ version }) => version.id)];
  return new Set(ids.filter((termsVersionId) => !endsWithBalance({ termsVersionId }, terms)));
}

function endsBalances({ version }: ProgramPeriod): boolean {
  return version.document.expiry.policy.kind === "inactivity";
}
