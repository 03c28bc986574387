// Under one sequence in which orders first count, whatever else comes before, between or after, and
// however often: the same points in the end. A refund may come before its order.
import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { inBerlin } from "./deliveries.ts";
import type { Delivery } from "./deliveries.ts";
import { SEED, WORLDS_IN_TWO_WAYS, tellRuns, timeoutMs } from "./how-many.ts";
import { openShops, play } from "./play.ts";
import { live } from "./store.ts";
import type { Life, Told } from "./store.ts";
import { expectAlike, verdictsOfApp } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { worlds } from "./worlds.ts";
import type { World } from "./worlds.ts";

const SIDE_BY_SIDE = 100;
const FIRST_ORDER = 100;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/**
 * Members from the start, and no line that is added later: what edits are granted has a sequence.
 */
function plain(life: Life): Life {
  const kept = life.deeds.filter(({ type }) => type !== "add_line" && type !== "customer");
  return { ...life, customer: life.customer ?? 0, deeds: [{ type: "pay" }, ...kept] };
}

const told = (each: Told): Delivery => ({ type: "told", told: each });

/** What comes in sequence, and the two ways in which the rest comes. */
function waysOf({ lives, postman, currency }: World): [Delivery[], Delivery[]] {
  const opening = inBerlin(currency);
  const all = lives.map((life, index) => live(plain(life), `${FIRST_ORDER + index}`, opening));
  const first = all.flatMap((each) => each.slice(0, 1)).map(told);
  const rest = all.flatMap((each) => each.slice(1));
  const shuffled = [...rest, ...rest].toSorted((a, b) => place(a, postman) - place(b, postman));
  const refunds = rest.filter(({ type }) => type === "refund");
  return [
    [...first, ...rest.map(told)],
    [...refunds.map(told), ...first, ...shuffled.map(told)],
  ];
}

/** A sequence of its own for each world. */
function place(each: Told, { picks }: World["postman"]): number {
  const text = each.type === "order" ? `${each.order.orderId}${each.order.at}` : each.refund.id;
  const number =
    Array.from(text).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 9_973;
  return (number * (1 + (picks[0] ?? 0))) % 9_973;
}

test(
  `${WORLDS_IN_TWO_WAYS} worlds end alike whichever way their news come`,
  { timeout: timeoutMs(WORLDS_IN_TWO_WAYS) },
  async () => {
    tellRuns();
    for (let run = 0; run < WORLDS_IN_TWO_WAYS; run += SIDE_BY_SIDE) {
      // Which tier an order meets is part of the sequence: what was refunded may not reach it.
      // And under `pending_only` who was credited before a refund keeps what was released.
      const some = fc
        .sample(worlds, {
          numRuns: Math.min(SIDE_BY_SIDE, WORLDS_IN_TWO_WAYS - run),
          seed: SEED + run,
        })
        .map((world) => ({
          ...world,
          program: { ...world.program, tiers: null, shortfallPolicy: policyOf(world) },
        }));
      const ways = some.map(waysOf);
      const [ones, others] = [
        await openShops(some, `one-${run}`),
        await openShops(some, `other-${run}`),
      ];
      const played = [ones, others].flatMap((shopIds, way) =>
        shopIds.map((shopId, index) => ({ shopId, deliveries: ways[index]?.[way] ?? [] })),
      );
      await play(played);
      const [oneEnds, otherEnds] = [await verdictsOfApp(ones), await verdictsOfApp(others)];
      for (const [index, world] of some.entries()) {
        const [one, other] = [endOf(oneEnds[index]), endOf(otherEnds[index])];
        expectAlike(other, one, () => `ORACLE_SEED=${SEED + run}: ${fc.stringify(world)}`);
      }
    }
  },
);

function policyOf({ program }: World): "repay" | "forgive" {
  return program.shortfallPolicy === "forgive" ? "forgive" : "repay";
}

function endOf(verdict: Verdict | undefined) {
  return { orders: verdict?.orders, members: verdict?.members };
}
