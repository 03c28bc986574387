// Compares two measurements fairly on a machine that others use, too: the sides take turns, each
// turn gives a ratio, and the median turn is the result.

export interface Turn<Side> {
  readonly product: Side;
  readonly baseline: Side;
  readonly ratio: number;
}

/** Runs the sides in turns and answers the turn with the median ratio. */
export async function compareInTurns<Side extends { readonly perSecond: number }>(
  turns: number,
  measureBaseline: () => Promise<Side>,
  measureProduct: () => Promise<Side>,
): Promise<Turn<Side>> {
  const taken: Turn<Side>[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const baseline = await measureBaseline();
    const product = await measureProduct();
    taken.push({ product, baseline, ratio: product.perSecond / baseline.perSecond });
  }
  taken.sort((a, b) => a.ratio - b.ratio);
  return taken[Math.floor(taken.length / 2)] as Turn<Side>;
}
