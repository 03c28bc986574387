// Random rules and campaigns that are only for members in some tiers.
import fc from "fast-check";

/** Tiers that a rule and a campaign are for, where the program has them; none: for all. */
export const tiersMeant = fc.constantFrom<string[][]>([], [], ["silver"], ["silver", "gold"]);

interface Conditional {
  readonly conditions: object;
}

interface Earning {
  readonly earning: { readonly rules: readonly Conditional[] };
  readonly campaigns: readonly Conditional[];
}

/** The first rule and the first campaign are only for members in those tiers. */
export function meantFor<Terms extends Earning>(tiers: string[], terms: Terms): Terms {
  const only = (list: readonly Conditional[]): readonly Conditional[] =>
    list.map((each, index) =>
      index === 0 ? { ...each, conditions: { ...each.conditions, tiers } } : each,
    );
  const { earning: own, campaigns } = terms;
  return { ...terms, earning: { ...own, rules: only(own.rules) }, campaigns: only(campaigns) };
}
