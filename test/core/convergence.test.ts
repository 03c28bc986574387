// Whatever the sequence, and however often each message comes, the same news end in the same
// points.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  PROGRAM_INPUT,
  inForce,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { cents, histories, orderLines, payloads, programs } from "../support/order-histories.ts";
import { MemberModel, expectSound } from "../support/member-model.ts";

interface Delivery {
  document: ProgramDocument;
  inOrder: OrderEvent[];
  shuffled: OrderEvent[];
}

const deliveries: fc.Arbitrary<Delivery> = fc
  .record({ document: programs, history: histories })
  .chain(({ document, history }) => {
    const inOrder = payloads(history);
    const twice = [...inOrder, ...inOrder];
    return fc.shuffledSubarray(twice, { minLength: twice.length }).map((shuffled) => ({
      document,
      inOrder,
      shuffled,
    }));
  });

function played(document: ProgramDocument, events: OrderEvent[]): MemberModel {
  return new MemberModel(inForce(document)).receive(...events);
}

describe("one order, delivered in any sequence with duplicates", () => {
  test("ends in the same state and the same points", () => {
    fc.assert(
      fc.property(deliveries, ({ document, inOrder, shuffled }) => {
        const expected = played(document, inOrder);
        const actual = played(document, shuffled);
        expect(actual.order("5123").standing).toEqual(expected.order("5123").standing);
        expect(actual.balances).toEqual(expected.balances);
        expectSound(actual);
      }),
      { numRuns: 1_000 },
    );
  });

  test("always holds its target, and never less than nothing", () => {
    fc.assert(
      fc.property(deliveries, ({ document, shuffled }) => {
        const model = new MemberModel(inForce(document));
        for (const event of shuffled) {
          model.receive(event);
          const { standing, account } = model.order("5123");
          if (!standing.snapshot) continue;
          expect(account.postedPoints).toBe(targetPoints(standing.snapshot, standing.state).points);
          expect(account.postedPoints).toBeGreaterThanOrEqual(0n);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("loses nothing when only the newest payload and the refunds arrive", () => {
    fc.assert(
      fc.property(programs, histories, (document, history) => {
        const events = payloads({
          ...history,
          deeds: history.deeds.filter(({ type }) => type !== "add_line"),
        });
        const newest = events.findLast(({ type }) => type === "order_seen");
        const expected = played(document, events);
        const actual = played(document, newest ? [newest] : []);
        expect(actual.balances).toEqual(expected.balances);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps no point after every unit was refunded", () => {
    fc.assert(
      fc.property(programs, histories, (document, history) => {
        const events = payloads(history);
        const newest = events.findLast((event) => event.type === "order_seen");
        if (newest?.type !== "order_seen") return;
        const everything = refund({
          id: "999",
          shipping: "9.00",
          lines: newest.head.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
        });
        const model = played(document, [...events, refundSeen(everything)]);
        expect(model.balances).toEqual({ pending: 0n, available: 0n, reserved: 0n, shortfall: 0n });
        expectSound(model);
      }),
      { numRuns: 500 },
    );
  });

  test("never grows by a refund", () => {
    fc.assert(
      fc.property(programs, orderLines, cents(9_000), (document, lines, unnamed) => {
        const before = played(document, [orderSeen({ lines })]);
        const worth = before.balances.available;
        before.receive(refundSeen(refund({ unnamed })));
        expect(before.balances.available).toBeLessThanOrEqual(worth);
      }),
      { numRuns: 500 },
    );
  });
});

test("all 720 sequences of six events end in the same state", () => {
  const later = (minutes: number) => PLACED_AT + minutes * MINUTE_MS;
  const [first, second] = [
    refund({ id: "801", lines: [{ lineId: "1", quantity: 1 }] }),
    refund({ id: "802", unnamed: "5.00" }),
  ];
  const lines = [line({ quantity: 2 })];
  const events = [
    orderSeen({ lines, updatedAt: later(0), fullyPaid: false, financialStatus: "pending" }),
    orderSeen({ lines, updatedAt: later(1) }),
    orderSeen({ lines: [...lines, line({ id: "2", price: "9.99" })], updatedAt: later(2) }),
    refundSeen(first),
    refundSeen(second),
    orderSeen({ lines, updatedAt: later(2), cancelledAt: later(2) }),
  ];
  const states = permutations(events).map((sequence) => {
    const model = played(programDocumentSchema.parse(PROGRAM_INPUT), sequence);
    expectSound(model);
    return JSON.stringify([model.order("5123").standing, model.balances], (_key, value: unknown) =>
      typeof value === "bigint" ? `${value}` : value,
    );
  });
  expect(states).toHaveLength(720);
  expect(new Set(states).size).toBe(1);
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
