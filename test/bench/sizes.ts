// How much the benchmark does: a few minutes by default, all that was ever asked for with `--full`.

export const parts = [
  "door",
  "balance",
  "members",
  "redemptions",
  "credits",
  "latency",
  "lots",
  "expiry",
  "core",
  "storefront",
] as const;
export type Part = (typeof parts)[number];

export interface Sizes {
  readonly parts: readonly Part[];
  readonly turns: number;
  /** Orders of one measurement of crediting. */
  readonly orders: number;
  /** Orders that the workers must have handled when their memory is looked at. */
  readonly memoryOrders: number;
  /** Members beside each other in the database of which balances are asked. */
  readonly members: number;
  /** Pairs of looks of Lighthouse at a page, without the widget and with it. */
  readonly pairs: number;
  /** Lots beside which the balance is asked for a second time. */
  readonly lots: number;
  /** Lots that end in the night that is measured. */
  readonly dueLots: number;
}

const DEFAULT: Omit<Sizes, "parts"> = {
  turns: 3,
  orders: 60_000,
  memoryOrders: 0,
  members: 1_000_000,
  pairs: 5,
  lots: 1_000_000,
  dueLots: 100_000,
};

const FULL: Omit<Sizes, "parts"> = {
  turns: 5,
  orders: 60_000,
  memoryOrders: 1_000_000,
  members: 1_000_000,
  pairs: 5,
  lots: 10_000_000,
  dueLots: 500_000,
};

/** Reads the arguments: `--full`, `--only=credits,door`. Throws on what it does not know. */
export function readSizes(args: readonly string[]): Sizes {
  const unknown = args.find((arg) => arg !== "--full" && !arg.startsWith("--only="));
  if (unknown !== undefined) throw new Error(`The benchmark does not know ${unknown}.`);
  const only = args.find((arg) => arg.startsWith("--only="))?.slice("--only=".length);
  const named = only?.split(",").map(partOf);
  return { ...(args.includes("--full") ? FULL : DEFAULT), parts: named ?? parts };
}

function partOf(name: string): Part {
  const part = parts.find((each) => each === name);
  if (part === undefined) throw new Error(`There is no part ${name}: ${parts.join(", ")}.`);
  return part;
}
