// What holds of every order under every program.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  earnSnapshotFromJson,
  earnSnapshotToJson,
} from "../../../app/core/earning/earn-snapshot-json.ts";
import { targetPoints } from "../../../app/core/earning/target-points.ts";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import { ONE, ZERO } from "../../../app/core/points/rational.ts";
import { earned, worth } from "../../support/earning.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../../support/order-builder.ts";
import { manyRefunds, richLines, richPrograms } from "../../support/rich-programs.ts";

const left = fc.constantFrom(0n, 7n, 40n, 1_000n);
const tierId = fc.constantFrom(null, "gold");

/** The same order, as a payload of a later minute shows it: nothing but its moment differs. */
const paid = (lines: Parameters<typeof orderSeen>[0] = {}) =>
  orderSeen({ shipping: shipping("9.00", { discount: "1.00" }), ...lines });

describe("whatever the program and the order", () => {
  test("more refunded never means more points", () => {
    fc.assert(
      fc.property(
        richPrograms,
        richLines,
        manyRefunds,
        left,
        tierId,
        (document, lines, refunds, rest, tier) => {
          const given = { tierId: tier, left: () => rest };
          const { snapshot, ...start } = earned(document, [paid({ lines })], given);
          let { state, target } = start;
          for (const event of refunds) {
            state = mergeOrder(state, event);
            const next = targetPoints(snapshot, state);
            expect(next.points <= target.points).toBe(true);
            expect(next.points >= 0n && next.items >= 0n && next.base.n >= 0n).toBe(true);
            target = next;
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test("the sequence of payment and refunds makes no difference", () => {
    fc.assert(
      fc.property(
        richPrograms,
        richLines,
        manyRefunds,
        left,
        tierId,
        (document, lines, refunds, rest, tier) => {
          const given = { tierId: tier, left: () => rest };
          const order = paid({ lines });
          const after = earned(document, [order, ...refunds], given);
          const before = earned(document, [...refunds.toReversed(), order], given);
          expect(before).toEqual(after);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test("a full refund of everything leaves no point, no item and no order", () => {
    fc.assert(
      fc.property(
        richPrograms,
        richLines,
        manyRefunds,
        tierId,
        (document, lines, refunds, tier) => {
          const everything = refund({
            id: "999",
            shipping: "8.00",
            lines: lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
          });
          const inMoney = refunds.map((event) =>
            event.type === "refund_seen"
              ? refundSeen({ ...event.refund, storeCreditShare: ZERO })
              : event,
          );
          const events = [paid({ lines }), ...inMoney, refundSeen(everything)];
          expect(earned(document, events, { tierId: tier }).target).toMatchObject({
            points: 0n,
            items: 0n,
            qualifyingPoints: 0n,
          });
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test("store credit that is kept takes back nothing", () => {
    fc.assert(
      fc.property(richPrograms, richLines, manyRefunds, (document, lines, refunds) => {
        const kept = { ...document, storeCreditRefunds: "kept" as const };
        const asCredit = refunds.map((event) =>
          event.type === "refund_seen"
            ? refundSeen({ ...event.refund, storeCreditShare: ONE })
            : event,
        );
        const order = paid({ lines });
        expect(worth(kept, [order, ...asCredit])).toBe(worth(kept, [order]));
      }),
      { numRuns: 500 },
    );
  });

  test("no limit is exceeded, and no more is granted than there was room for", () => {
    fc.assert(
      fc.property(richPrograms, richLines, left, tierId, (document, lines, rest, tier) => {
        const given = { tierId: tier, left: () => rest };
        const { snapshot, target } = earned(document, [paid({ lines })], given);
        const { perOrderCap, perDayCap } = document.earning;
        if (perOrderCap !== null) expect(target.points <= perOrderCap).toBe(true);
        if (perDayCap !== null) expect(target.points <= rest).toBe(true);
        for (const { limits, granted } of snapshot.extras) {
          expect(limits === null || (granted !== null && granted <= rest)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("more room of one campaign never means less", () => {
    fc.assert(
      fc.property(richPrograms, richLines, tierId, (document, lines, tier) => {
        const best = {
          ...document,
          earning: { ...document.earning, stacking: "best" as const },
          campaigns: document.campaigns.slice(0, 1),
        };
        const order = [paid({ lines })];
        const under = (rest: bigint) => worth(best, order, { tierId: tier, left: () => rest });
        expect(under(40n) >= under(7n) && under(1_000n) >= under(40n)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a snapshot is worth the same after storage", () => {
    fc.assert(
      fc.property(
        richPrograms,
        richLines,
        manyRefunds,
        left,
        tierId,
        (document, lines, refunds, rest, tier) => {
          const given = { tierId: tier, left: () => rest };
          const { snapshot, state, target } = earned(
            document,
            [paid({ lines }), ...refunds],
            given,
          );
          const stored = JSON.parse(earnSnapshotToJson(snapshot)) as unknown;
          expect(earnSnapshotFromJson(stored)).toEqual(snapshot);
          expect(targetPoints(earnSnapshotFromJson(stored), state)).toEqual(target);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("a payload that changes nothing but its moment changes no points", () => {
    fc.assert(
      fc.property(richPrograms, richLines, (document, lines) => {
        const again = paid({ lines, updatedAt: PLACED_AT + 9 * MINUTE_MS });
        expect(worth(document, [paid({ lines }), again])).toBe(worth(document, [paid({ lines })]));
      }),
      { numRuns: 300 },
    );
  });
});

test("a snapshot of the first version is worth what it was", () => {
  const stored = {
    v: 1,
    programVersionId: "01960000-0000-7000-8000-000000000001",
    currency: "EUR",
    rate: "3/2",
    rounding: "floor",
    minimumMinor: "1000",
    perOrderCap: "500",
    lines: [
      ["1", 2, "4000", "4000", "60"],
      ["2", 1, "300", "0", "0", "tip"],
    ],
    shipping: ["490", "490", "147/20"],
  };
  const order = orderSeen({ lines: [], shipping: shipping("4.90") });
  const snapshot = earnSnapshotFromJson(stored);
  const state = mergeOrder(emptyOrderState(ORDER_ID), order);
  expect([snapshot.limits.perDay, snapshot.granted, snapshot.extras]).toEqual([null, null, []]);
  expect(targetPoints(snapshot, state).points).toBe(67n);
  expect(earnSnapshotFromJson(JSON.parse(earnSnapshotToJson(snapshot)))).toEqual(snapshot);
  expect(() => earnSnapshotFromJson({ ...stored, v: 3 })).toThrow("newer version");
});
