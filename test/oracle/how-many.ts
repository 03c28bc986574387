// How many random histories are played, and which: ten thousand each time, and as many as are asked
// for in a night. ORACLE_RUNS says how many in all, ORACLE_SEED from which seed on.

const ALL = Number(process.env["ORACLE_RUNS"] ?? 10_000);
export const SEED = Number(process.env["ORACLE_SEED"] ?? Date.now() % 2 ** 31);

/** The parts of all histories: together all of them. Months of a household take the longest. */
const WORLDS_OF_EIGHT = 7;
const HOUSEHOLDS_OF_EIGHT = 1;
const EIGHT = WORLDS_OF_EIGHT + HOUSEHOLDS_OF_EIGHT;
/** One world of so many is also played in two ways, beside those that are counted. */
const WAYS_SHARE = 20;

export const WORLDS = Math.ceil((ALL * WORLDS_OF_EIGHT) / EIGHT);
export const HOUSEHOLDS = Math.ceil((ALL * HOUSEHOLDS_OF_EIGHT) / EIGHT);
export const WORLDS_IN_TWO_WAYS = Math.ceil(ALL / WAYS_SHARE);

/** A wide margin for a busy machine; a history takes a few hundredths of a second. */
export function timeoutMs(runs: number): number {
  const [least, forEach] = [600_000, 300];
  return Math.max(least, runs * forEach);
}

/** Printed before, so that a run can be seen again, also one that did not come to its end. */
export function tellRuns(): void {
  process.stdout.write(`ORACLE_SEED=${SEED} ORACLE_RUNS=${ALL}\n`);
}
