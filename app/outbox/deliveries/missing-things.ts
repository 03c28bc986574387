// What core says is missing for a tier, as e-mails tell it.
import type { MissingWays } from "../../adapters/email/missing-words.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { TierProgress } from "../../core/tiers/tier-progress.ts";

export function missingThings(ways: TierProgress["ways"], currency: string): MissingWays {
  return ways.map((way) =>
    way.map(({ counter, missing }) => {
      if (counter !== "spend") return { counter, count: missing };
      return { counter, amount: { amount: formatAmount(rational(missing), currency), currency } };
    }),
  );
}
