// The rows of the benchmark: a figure, what it is measured against, and how many times better it
// must be. A limit, such as a second, is a baseline, too: then the goal is one.

export interface ResultRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In the unit of the value; null where there is nothing to compare with. */
  readonly baseline: number | null;
  /** How many times better than the baseline: more of a rate, less of a time or a size. */
  readonly ratio: number | null;
  /** The least ratio asked for; null where none is. */
  readonly goal: number | null;
}

/** What a part of the benchmark measured, and what a reader should know of it. */
export interface Rows {
  readonly rows: readonly ResultRow[];
  readonly notes: readonly string[];
}

/** Larger ratios say nothing more. */
const MOST_RATIO = 1_000;

/** A rate beside the rate of a baseline. */
export function rateRow(
  name: string,
  unit: string,
  { value, baseline }: { readonly value: number; readonly baseline: number },
  goal: number | null,
): ResultRow {
  return row({ name, unit, value, baseline, ratio: value / baseline, goal });
}

/** A time or a size that must stay below a limit. Nothing is as far below as can be said. */
export function limitRow(name: string, unit: string, value: number, limit: number): ResultRow {
  const ratio = Math.min(limit / value, MOST_RATIO);
  return row({ name, unit, value, baseline: limit, ratio, goal: 1 });
}

/** What there must be nothing of; the ratio says whether that is so. */
export function noneRow(name: string, unit: string, value: number): ResultRow {
  const ratio = value === 0 ? 1 : 0;
  return { ...row({ name, unit, value, baseline: null, ratio, goal: 1 }), value };
}

function row({ value, baseline, ratio, ...rest }: ResultRow): ResultRow {
  const shortBaseline = baseline === null ? null : shortened(baseline);
  return {
    ...rest,
    value: shortened(value),
    baseline: shortBaseline,
    ratio: ratio === null ? null : Math.round(ratio * 100) / 100,
  };
}

/** Nobody can measure more digits than these. */
function shortened(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

export function isMet({ ratio, goal }: ResultRow): boolean {
  return goal === null || (ratio !== null && ratio >= goal);
}

/** The rows as a table of text, columns aligned. */
export function tableOf(rows: readonly ResultRow[]): string[] {
  const head = ["", "value", "baseline", "ratio", "goal", ""];
  const lines = rows.map((each) => [
    each.name,
    `${each.value} ${each.unit}`,
    each.baseline === null ? "-" : `${each.baseline} ${each.unit}`,
    each.ratio === null ? "-" : each.ratio.toFixed(2),
    each.goal === null ? "-" : `>= ${each.goal}`,
    isMet(each) ? "" : "missed",
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...lines].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
