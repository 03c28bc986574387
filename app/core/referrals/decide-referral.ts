// What becomes of a referral by what speaks against it. The merchant's word stands above.
import {
  type CheckName,
  type FraudCheck,
  type ReferralFacts,
  fraudCheck,
  fraudChecks,
} from "./fraud-checks.ts";

/** When it was looked at: as the friend asked, at the friend's first order, and when it is paid. */
export type CheckStage = "claim" | "order" | "reward";

/** One check that spoke against a referral. Holds nothing personal. */
export interface Finding {
  readonly check: string;
  readonly stage: CheckStage;
}

/** What the looks at a referral came to. */
export interface Evidence {
  /** Each check once, at the stage at which it was found first. */
  readonly found: readonly Finding[];
  /** Checks that no look could make so far, because nobody told what they need. */
  readonly unknown: readonly string[];
}

export const NO_EVIDENCE: Evidence = { found: [], unknown: [] };

export type Decision = "approve" | "review" | "refuse";

/** So many weak findings are looked at. */
const WEAK_FOR_REVIEW = 2;

/**
 * The evidence after one more look. What was found once stays: a friend who moved is still the one
 * who was found.
 */
export function lookAt(facts: ReferralFacts, stage: CheckStage, before: Evidence): Evidence {
  const checks: readonly (FraudCheck & { readonly name: CheckName })[] = fraudChecks;
  const known = new Set(before.found.map(({ check }) => check));
  const verdicts = checks.map((check) => ({ check: check.name, found: check.finds(facts) }));
  const fresh = verdicts.flatMap(({ check, found }) =>
    found === true && !known.has(check) ? [{ check, stage }] : [],
  );
  const isStillUnknown = (check: string) => stage === "claim" || before.unknown.includes(check);
  return {
    found: [...before.found, ...fresh],
    unknown: verdicts.flatMap(({ check, found }) =>
      found === undefined && isStillUnknown(check) ? [check] : [],
    ),
  };
}

/**
 * `refuse` where one check says that it is no referral; `review` where a strong one speaks against
 * it, or two weak ones do; else `approve`. What is unknown speaks against nobody. Rule:
 * docs/referrals.md, "Checks".
 */
export function decideReferral({ found }: Evidence): Decision {
  const weights = found.map(({ check }) => fraudCheck(check)?.weight);
  if (weights.includes("refuse")) return "refuse";
  const weak = weights.filter((weight) => weight === "weak").length;
  return weights.includes("strong") || weak >= WEAK_FOR_REVIEW ? "review" : "approve";
}
