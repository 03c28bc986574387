// Earning terms that contradict each other.
import { minorPerUnit } from "../money/currency.ts";
import { roundPoints } from "../points/points.ts";
import { multiply, rational, rationalFromDecimal } from "../points/rational.ts";
import { conditionProblems, namesProducts } from "./condition-problems.ts";
import { type DocumentProblem, repeatedIds } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import type { BonusEffect, EarningTerms } from "./earning-terms.ts";

/** From the narrowest to the widest: none may be below one before it. */
const limits = [
  ["perOrderCap", "one order", (most) => `One order earns at most ${most} points`],
  ["perDayCap", "one member and day", (most) => `One member earns at most ${most} points a day`],
  ["perYearCap", "one member and year", (most) => `One member earns at most ${most} points a year`],
  [
    "programBudget",
    "all members and one year",
    (most) => `All members together earn at most ${most} points a year`,
  ],
] as const satisfies [keyof EarningTerms, string, (most: bigint) => string][];

/**
 * One sentence for a rate of zero where nothing else adds points; for each limit that is below a
 * narrower one, or below what an order of the least amount earns (in points, rounded as the program
 * rounds); for bonuses above any of the limits; and for rules and multipliers that can match
 * nothing. Rule: a cap below the minimum is refused.
 *
 * `currency` is the shop's, in which amounts are counted; null where it is not known: then limits
 * are not compared with what an amount earns.
 */
export function earningProblems(
  document: ProgramDocument,
  tierIds: ReadonlySet<string>,
  currency: string | null,
): DocumentProblem[] {
  const { earning } = document;
  const contradictory = limitsOutOfOrder(earning);
  return [
    ...rateProblem(document),
    ...contradictory,
    ...(contradictory.length === 0 && currency !== null
      ? limitBelowMinimum(document, currency)
      : []),
    ...repeatedIds("earning.productMultipliers", earning.productMultipliers),
    ...earning.productMultipliers.flatMap(({ products }, index) =>
      namesProducts(products)
        ? []
        : [
            {
              path: `earning.productMultipliers.${index}.products`,
              message: "Name at least one product, variant, collection or tag",
            },
          ],
    ),
    ...repeatedIds("earning.rules", earning.rules),
    ...earning.rules.flatMap(({ conditions, effect }, index) => [
      ...conditionProblems(`earning.rules.${index}.conditions`, conditions, tierIds),
      ...effectAboveLimit(`earning.rules.${index}.effect`, effect, earning),
    ]),
  ];
}

/**
 * A bonus that is larger than all that an order, a member or the program can earn is never given as
 * it is promised. The narrowest limit that it exceeds is named.
 */
export function effectAboveLimit(
  path: string,
  effect: BonusEffect,
  earning: EarningTerms,
): DocumentProblem[] {
  const points = bonusOf(effect);
  for (const [field, , sentence] of limits) {
    const most = earning[field];
    if (most !== null && points > most) {
      return [{ path: `${path}.points`, message: sentence(most) }];
    }
  }
  return [];
}

/** The points that one order or item surely brings; zero where that depends on amounts. */
export function bonusOf(effect: BonusEffect): bigint {
  return effect.kind === "bonus_per_order" || effect.kind === "bonus_per_item" ? effect.points : 0n;
}

/** Without a base rate only what adds points gives any: multipliers multiply nothing. */
function rateProblem({ earning, campaigns }: ProgramDocument): DocumentProblem[] {
  const effects = [...earning.rules, ...campaigns].map(({ effect }) => effect.kind);
  if (/[1-9]/.test(earning.pointsPerUnit) || effects.some((kind) => kind !== "multiplier")) {
    return [];
  }
  const message = "Enter more than zero, or add a rule or a campaign that adds points";
  return [{ path: "earning.pointsPerUnit", message }];
}

function limitsOutOfOrder(earning: EarningTerms): DocumentProblem[] {
  const set = limits.flatMap(([field, scope]) => {
    const points = earning[field];
    return points === null ? [] : [{ field, scope, points }];
  });
  return set.flatMap(({ field, points }, index) => {
    const narrower = set[index - 1];
    return narrower && points < narrower.points
      ? [
          {
            path: `earning.${field}`,
            message: `This is less than the most points of ${narrower.scope}, ${narrower.points}`,
          },
        ]
      : [];
  });
}

/** In order, so that the narrowest limit is the first to be too low. */
function limitBelowMinimum(document: ProgramDocument, currency: string): DocumentProblem[] {
  const { earning, rounding } = document;
  const rate = rationalFromDecimal(earning.pointsPerUnit);
  if (!rate) throw new RangeError(`No rate: ${earning.pointsPerUnit}`);
  const minimum = rational(earning.minimumOrderMinor, minorPerUnit(currency));
  const exact = multiply(rate, minimum);
  const least = roundPoints(exact, rounding);
  const tooLow = limits.find(([field]) => {
    const points = earning[field];
    return points !== null && points < least;
  });
  return tooLow
    ? [
        {
          path: `earning.${tooLow[0]}`,
          message: `An order of the least amount that earns already brings ${least} points`,
        },
      ]
    : [];
}
