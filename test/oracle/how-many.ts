// How many random histories are played, and which: the same ten thousand each time, so that a
// change is judged by itself, and as many new ones as are asked for in a night. ORACLE_RUNS says
// how many in all, ORACLE_SEED from which seed on.

const RUNS = process.env["ORACLE_RUNS"];
const ALL = Number(RUNS ?? 10_000);
const SAME_EACH_TIME = 20_261_122;
const NEW_EACH_TIME = Date.now() % 2 ** 31;
export const SEED = Number(
  process.env["ORACLE_SEED"] ?? (RUNS === undefined ? SAME_EACH_TIME : NEW_EACH_TIME),
);

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
