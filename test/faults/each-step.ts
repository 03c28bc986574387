// Shoppers enough for every kind to be struck after each of the steps that its processes take.
import type { Shopper } from "../support/fault-shop.ts";
import {
  type Cell,
  type FaultWorld,
  shoppersOfAllKinds,
  shuffled,
} from "../support/fault-world.ts";
import type { EndState } from "../support/voucher-truth.ts";
import type { Processes } from "./clean-lives.ts";
import { wayOf } from "./ways.ts";

/** After how many steps of theirs something happens. */
export type Numbered = ReadonlyMap<Shopper, number>;

export function mostSteps(clean: Processes): number {
  return Math.max(...[...clean.values()].map(({ steps }) => steps.length));
}

/** Of each kind one shopper for every step, by what a process did where nothing went wrong. */
export async function oneForEachStep(all: FaultWorld, clean: Processes): Promise<Numbered> {
  const kinds = [...clean].flatMap(([{ kind }, { steps }]) => steps.map(() => kind));
  return numbered(shuffled(all.random, await shoppersOfAllKinds(all, kinds)));
}

/** Those of a kind are numbered from one on. */
export function numbered(shoppers: readonly Shopper[]): Numbered {
  const before = new Map<Shopper["kind"], number>();
  return new Map(
    shoppers.map((shopper) => {
      const number = (before.get(shopper.kind) ?? 0) + 1;
      before.set(shopper.kind, number);
      return [shopper, number];
    }),
  );
}

export function cellsOf(struck: string, shoppers: Numbered, expected: EndState): Cell[] {
  return [...shoppers].map(([shopper, steps]) => {
    const name = `${struck} after ${steps} steps, ${shopper.kind} ${wayOf(shopper)}`;
    return { name, shopper, expected };
  });
}
