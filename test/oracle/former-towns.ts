// Towns with one household, in which little happens: all that does not matter is plain.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { EUR } from "./store.ts";
import type { Deed, Goods } from "./store.ts";
import type { HomeOrder, HomeWish, Household, Town } from "./towns.ts";

export interface FormerDifference {
  /** What was not the same, or not written down. */
  readonly rule: string;
  readonly town: Town;
}

const KEPT_DELAYS = 10;
const promptly: readonly number[] = Array.from({ length: KEPT_DELAYS }, () => 0);
export const pay: Deed = { type: "pay" };

export function goods(own: Partial<Goods>): Goods {
  return {
    kind: "product",
    product: 0,
    priceCents: 10_000,
    quantity: 1,
    discountCents: 0,
    taxCents: 0,
    ...own,
  };
}

interface OrderInput extends Partial<HomeOrder["life"]> {
  readonly place: number;
  readonly minute: number;
  readonly delays?: HomeOrder["delays"];
}

export function order({ place, minute, delays = promptly, ...life }: OrderInput): HomeOrder {
  return {
    place,
    minute,
    delays,
    wish: null,
    again: [],
    life: {
      gapsMinutes: [1],
      channel: "web",
      customer: 0,
      goods: [goods({})],
      shippingCents: 0,
      taxesIncluded: true,
      deeds: [pay],
      ...life,
    },
  };
}

export function home(
  program: Omit<ProgramDocumentInput, "rewards">,
  place: Pick<Town, "opensOn" | "days"> & Partial<Town>,
  orders: readonly HomeOrder[],
  merger: Household["merger"] = null,
): Town {
  const fiveOff = {
    id: "five-off",
    kind: "amount_off" as const,
    amountMinor: "500",
    points: "100",
  };
  return {
    program: { ...program, rewards: [fiveOff] },
    later: null,
    currency: EUR,
    timeZone: "Europe/Berlin",
    newsMinute: 600,
    isTogether: false,
    newsEvery: 1,
    isNightFirst: true,
    silences: [],
    households: [{ orders, wishes: [], gifts: [], acts: [], tiers: [], joins: [], merger }],
    ...place,
  };
}

/** The same program comes into force once more. */
export function withLater(day: number, town: Town): Town {
  return { ...town, later: { day, program: town.program } };
}

/** A voucher is asked for, too. */
export function withWish(wish: HomeWish, town: Town): Town {
  return { ...town, households: town.households.map((each) => ({ ...each, wishes: [wish] })) };
}

type Ladder = NonNullable<NonNullable<ProgramDocumentInput["tiers"]>["list"]>;

/** Silver, gold and top for once, twice and three times as much of each counter. */
export function ladder(asked: Record<string, number>, entryPoints = "0"): Ladder {
  return ["silver", "gold", "top"].map((id, index) => ({
    id,
    name: id,
    entryPoints,
    earnMultiplier: ["1.5", "2", "3"][index] ?? "1",
    enter: {
      anyOf: [
        {
          allOf: Object.entries(asked).map(([counter, first]) => ({
            counter: counter as "spend",
            atLeast: String(counter === "orders" ? first + index : first * (index + 1)),
          })),
        },
      ],
    },
  }));
}
