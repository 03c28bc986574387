// What processes do where nothing goes wrong: the steps and calls that others are struck at. Played
// once for the whole table.
import { MADE_IN_SHOPIFY } from "../support/fault-rewards.ts";
import type { Shopper } from "../support/fault-shop.ts";
import { type FaultWorld, issueAll, shoppersOfAllKinds } from "../support/fault-world.ts";
import type { MortalProcess } from "../support/mortal-process.ts";
import { returnAll, shoppersWithVouchers } from "./ways.ts";

/** Each shopper's own. */
export type Processes = ReadonlyMap<Shopper, MortalProcess>;
type Play = (all: FaultWorld) => Promise<Processes>;

export const cleanIssue = once(async (all) => issueAll(all, await shoppersOfAllKinds(all)));
export const cleanReturn = once(async (all) => returnAll(all, await shoppersWithVouchers(all)));

/** Of the kinds that Shopify has a part in. */
export async function cleanIssueInShopify(all: FaultWorld): Promise<Processes> {
  const played = await cleanIssue(all);
  return new Map([...played].filter(([{ kind }]) => MADE_IN_SHOPIFY.includes(kind)));
}

function once(play: Play): Play {
  const played = new WeakMap<FaultWorld, Promise<Processes>>();
  return (all) => {
    const known = played.get(all) ?? play(all);
    played.set(all, known);
    return known;
  };
}
