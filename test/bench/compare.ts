// Compares measurements fairly on a machine that others use, too: the sides take turns, each turn
// gives a ratio, and the turn with the median ratio is the result.

export interface Rate {
  readonly perSecond: number;
}

/** One measurement of every side, taken shortly after one another. */
export type Turn<Side extends string, Result extends Rate> = Readonly<Record<Side, Result>>;

/** Lets the sides take turns, in the order in which they are named. */
export async function takeTurns<Side extends string, Result extends Rate>(
  turns: number,
  sides: Readonly<Record<Side, () => Promise<Result>>>,
): Promise<Turn<Side, Result>[]> {
  const names = Object.keys(sides) as Side[];
  const taken: Turn<Side, Result>[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const results: [Side, Result][] = [];
    for (const name of names) results.push([name, await sides[name]()]);
    taken.push(Object.fromEntries(results) as Turn<Side, Result>);
  }
  return taken;
}

/** The turn with the median ratio of one side to another. */
export function medianTurn<Side extends string, Result extends Rate>(
  turns: readonly Turn<Side, Result>[],
  side: Side,
  baseline: Side,
): Turn<Side, Result> {
  const ratioOf = (turn: Turn<Side, Result>) => turn[side].perSecond / turn[baseline].perSecond;
  const sorted = turns.toSorted((a, b) => ratioOf(a) - ratioOf(b));
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new RangeError("There is no median of no turns.");
  return median;
}

/** The measurement with the median rate. */
export function medianRate<Result extends Rate>(results: readonly Result[]): Result {
  const sorted = results.toSorted((a, b) => a.perSecond - b.perSecond);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new RangeError("There is no median of nothing.");
  return median;
}

/** The middle one of an odd number of values, the upper one of the two otherwise. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError("There is no median of nothing.");
  return middle;
}
