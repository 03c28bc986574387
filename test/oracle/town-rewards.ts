// Random rewards of towns: the voucher that members redeem, and what issues itself in the night.
import fc from "fast-check";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";

type RewardsInput = NonNullable<ProgramDocumentInput["rewards"]>;
type RewardInput = RewardsInput[number];

const fiveOff = {
  id: "five-off",
  kind: "amount_off",
  amountMinor: "500",
  points: "100",
} as const satisfies RewardInput;

const autoIssue = fc.oneof(
  fc.record({
    kind: fc.constant("threshold" as const),
    keep: fc.constantFrom("0", "0", "40"),
    mostPerYear: fc.constantFrom(null, null, 1, 3),
  }),
  fc.record({
    kind: fc.constant("dates" as const),
    dates: fc.constantFrom<string[][]>(
      ["01-15", "02-29", "03-31", "10-31", "12-31"],
      ["03-10", "11-30", "12-20"],
    ),
    most: fc.constantFrom(null, 1, 2),
    mostPerYear: fc.constantFrom(null, null, 2),
  }),
);

const byItself: fc.Arbitrary<RewardInput> = autoIssue.map((terms) => ({
  ...fiveOff,
  autoIssue: terms,
}));

/** Its points are gone with it. */
function trees(tierIds: readonly string[]): fc.Arbitrary<RewardInput> {
  return fc
    .record({
      points: fc.constantFrom("45", "80"),
      autoIssue,
      tierIds: fc.constantFrom<string[][]>([], [], tierIds.slice(-2)),
    })
    .map(({ tierIds: only, ...terms }): RewardInput => ({
      id: "trees",
      kind: "donation",
      amountMinor: "300",
      cause: "Trees",
      audience: { tierIds: only },
      ...terms,
    }));
}

/** In half of the programs something issues itself. */
export function rewards(tierIds: readonly string[]): fc.Arbitrary<RewardsInput> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant<RewardsInput>([fiveOff]) },
    { weight: 1, arbitrary: byItself.map((own): RewardsInput => [own]) },
    { weight: 2, arbitrary: trees(tierIds).map((gift): RewardsInput => [gift, fiveOff]) },
    { weight: 1, arbitrary: fc.tuple(byItself, trees(tierIds)).map((own): RewardsInput => own) },
  );
}
