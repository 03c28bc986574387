// In which order the app hears of what happened: shuffled, some of it twice, some of it never,
// and at the end the newest state of every order, as the sweep asks for it.
import { joinsAfter } from "./joins.ts";
import { FIRST_MOMENT, live } from "./store.ts";
import type { Opening, StoreCurrency, Told } from "./store.ts";
import type { World } from "./worlds.ts";

export type Delivery =
  | { readonly type: "told"; readonly told: Told }
  /** A customer asks for a voucher; the key names it. */
  | { readonly type: "wish"; readonly customer: number; readonly key: string }
  /** A merchant gives points, or takes some. */
  | {
      readonly type: "adjust";
      readonly customer: number;
      readonly key: string;
      readonly points: number;
    }
  /** A merchant gives a tier by hand, for good or through a day, or takes back what was given. */
  | {
      readonly type: "tier";
      readonly customer: number;
      readonly tierId: string;
      readonly through: string | null;
    }
  | { readonly type: "tier_back"; readonly customer: number }
  /** A member did something at a moment; the key names that one time. */
  | {
      readonly type: "act";
      readonly customer: number;
      readonly key: string;
      readonly event: string;
      readonly at: number;
    }
  /** A voucher comes back unused. */
  | { readonly type: "return"; readonly key: string }
  | { readonly type: "merge"; readonly kept: number; readonly gone: number }
  /** A customer joins a campaign, as it is heard of unless there is a moment. */
  | {
      readonly type: "join";
      readonly customer: number;
      readonly campaignId: string;
      readonly at?: number;
    };

const FIRST_ORDER = 100;

/** A store that opens in the winter. */
export function inBerlin(currency: StoreCurrency): Opening {
  return { at: FIRST_MOMENT, zone: "Europe/Berlin", currency };
}

/** Everything that the app hears in this world. */
export function deliveriesOf({ lives, postman, currency, program }: World): Delivery[] {
  const opening = inBerlin(currency);
  const told = lives.map((life, index) => live(life, `${FIRST_ORDER + index}`, opening));
  const all = told.flat();
  const lost = new Set(postman.lost.map((place) => place % Math.max(all.length, 1)));
  const waiting = all.filter((_, index) => !lost.has(index));
  for (const place of postman.twice) {
    const again = all[place % Math.max(all.length, 1)];
    if (again) waiting.push(again);
  }
  const deliveries: Delivery[] = [];
  for (let count = 0; waiting.length > 0; count += 1) {
    deliveries.push(...wishesAfter(postman.wishes, count));
    deliveries.push(...joinsAfter(postman.joins, program, count));
    const pick = postman.picks[count % Math.max(postman.picks.length, 1)] ?? 0;
    const [next] = waiting.splice(pick % waiting.length, 1);
    if (next) deliveries.push({ type: "told", told: next });
  }
  const newest = told.flatMap((each) => each.findLast(({ type }) => type === "order") ?? []);
  return [...deliveries, ...newest.map((each): Delivery => ({ type: "told", told: each }))];
}

function wishesAfter(wishes: World["postman"]["wishes"], count: number): Delivery[] {
  return wishes
    .filter(({ after }) => after === count)
    .map(({ customer }, index): Delivery => ({ type: "wish", customer, key: `${count}/${index}` }));
}
