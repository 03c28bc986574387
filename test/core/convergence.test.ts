// Whatever the sequence, and however often each message comes, the same news end in the same
// points.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../app/core/rewards/decide-return.ts";
import { decideIssued, decideRefused } from "../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../app/core/rewards/decide-used.ts";
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
import type { History } from "../support/order-histories.ts";
import { MemberModel } from "../support/member-model.ts";

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

function expectSound(model: MemberModel): void {
  expect(model.discrepancies).toEqual([]);
  const { available, shortfall } = model.balances;
  expect(available === 0n || shortfall === 0n).toBe(true);
  expect(new Set(model.entries.map(({ key }) => key)).size).toBe(model.entries.length);
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

describe("one member with several orders, redemptions and adjustments", () => {
  type Act =
    | { type: "order"; history: History }
    | { type: "redeem" }
    | { type: "step"; of: number; step: number }
    | { type: "adjust"; points: bigint };

  const acts: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant("order" as const), history: histories }),
    },
    { weight: 2, arbitrary: fc.constant<Act>({ type: "redeem" }) },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant("step" as const), of: fc.nat(9), step: fc.nat(5) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("adjust" as const),
        points: fc.bigInt({ min: -200n, max: 200n }),
      }),
    },
  );

  const steps = [
    decideIssued,
    (context: Parameters<typeof decideIssued>[0]) => decideRefused(context, "no"),
    (context: Parameters<typeof decideIssued>[0]) => decideReturning(context, "expired"),
    decideDeactivated,
    decideReturned,
    (context: Parameters<typeof decideIssued>[0]) =>
      decideUsed(context, { orderId: "77", orderName: "#77" }),
  ];

  function perform(model: MemberModel, act: Act, index: number): void {
    if (act.type === "order") model.receive(...payloads(act.history, `${6000 + index}`));
    if (act.type === "redeem") model.redeem(`r${index}`);
    if (act.type === "adjust") model.adjust(act.points);
    const ids = [...model.redemptions.keys()];
    const id = act.type === "step" ? ids[act.of % Math.max(ids.length, 1)] : undefined;
    const step = act.type === "step" ? steps[act.step] : undefined;
    if (id && step) model.step(id, step);
  }

  test("postings, lots and balances agree after every act, and nothing is negative", () => {
    fc.assert(
      fc.property(programs, fc.array(acts, { maxLength: 15 }), (document, list) => {
        const model = new MemberModel(inForce(document));
        list.forEach((act, index) => {
          perform(model, act, index);
          expectSound(model);
        });
      }),
      { numRuns: 300 },
    );
  });
});
