// A member's life at random: orders, vouchers, refunds that come late, adjustments. The books agree
// after every act, and nobody owes and owns at once.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_BALANCES } from "../../app/core/ledger/entry.ts";
import type { ShortfallTerms } from "../../app/core/ledger/forgive-shortfall.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../app/core/rewards/decide-return.ts";
import { decideIssued, decideRefused } from "../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../app/core/rewards/decide-used.ts";
import type { RedemptionContext, RedemptionDecision } from "../../app/core/rewards/redemption.ts";
import { MemberModel, expectSound } from "../support/member-model.ts";
import { MINUTE_MS, PLACED_AT, inForce, line, orderSeen } from "../support/order-builder.ts";
import { histories, payloads, programs } from "../support/order-histories.ts";
import type { History } from "../support/order-histories.ts";

const steps = {
  issue: decideIssued,
  refuse: (context) => decideRefused(context, "no"),
  giveUp: (context) => decideReturning(context, "expired"),
  switchOff: decideDeactivated,
  return: decideReturned,
  use: (context, terms) => decideUsed(context, { orderId: "77", orderName: "#77" }, terms),
} as const satisfies Record<
  string,
  (context: RedemptionContext, terms: ShortfallTerms) => RedemptionDecision
>;
type Step = keyof typeof steps;

type Act =
  | { type: "order"; history: History }
  | { type: "cancel"; of: number }
  | { type: "redeem" }
  | { type: "step"; of: number; step: Step }
  | { type: "adjust"; points: bigint };

const stepNames = Object.keys(steps) as Step[];
const order = fc.record({ type: fc.constant("order" as const), history: histories });
const cancel = fc.record({ type: fc.constant("cancel" as const), of: fc.nat(14) });
const redeem = fc.constant<Act>({ type: "redeem" });
const points = fc.bigInt({ min: -200n, max: 200n });
const adjust = fc.record({ type: fc.constant("adjust" as const), points });
const stepsOf = (names: readonly Step[]) =>
  fc.record({
    type: fc.constant("step" as const),
    of: fc.nat(9),
    step: fc.constantFrom(...names),
  });

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: order },
  { weight: 2, arbitrary: cancel },
  { weight: 2, arbitrary: redeem },
  { weight: 4, arbitrary: stepsOf(stepNames) },
  { weight: 1, arbitrary: adjust },
);

function orderIdOf(index: number): string {
  return `${6000 + index}`;
}

function cancelOrder(model: MemberModel, orderId: string): void {
  const { newest } = model.order(orderId).standing.state;
  const at = PLACED_AT + 60 * MINUTE_MS;
  if (!newest) return;
  model.receive(orderSeen({ ...newest, updatedAt: at, cancelledAt: at }, { orderId }));
}

function perform(model: MemberModel, act: Act, index: number): void {
  if (act.type === "order") model.receive(...payloads(act.history, orderIdOf(index)));
  if (act.type === "cancel") cancelOrder(model, orderIdOf(act.of));
  if (act.type === "redeem") model.redeem(`r${index}`);
  if (act.type === "adjust") model.adjust(act.points);
  if (act.type !== "step") return;
  const ids = [...model.redemptions.keys()];
  const id = ids[act.of % Math.max(ids.length, 1)];
  if (id) model.step(id, steps[act.step]);
}

describe("one member with several orders, redemptions and adjustments", () => {
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

  test("a voucher that fails or comes back repays what is owed, whatever else happens", () => {
    const ways: Record<string, readonly Step[]> = {
      redemption_voided: ["refuse"],
      voucher_returned: ["issue", "giveUp", "switchOff", "return"],
    };
    const some = fc.array(acts, { maxLength: 4 });
    const repaid = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(ways)), some, some, (kind, before, between) => {
        const model = new MemberModel();
        const go = (list: readonly Act[], from: number): void =>
          list.forEach((act, index) => perform(model, act, from + index));
        go(before, 0);
        model.receive(orderSeen({ lines: [line({ price: "60.00" })] }));
        if (model.redeem("watched") === "insufficient_points") return;
        go(between, 5);
        cancelOrder(model, "5123");
        for (const step of ways[kind] ?? []) {
          model.step("watched", steps[step]);
          expectSound(model);
        }
        const last = model.entries.slice(-2).map((entry) => entry.kind);
        if (last.join() === `${kind},shortfall_repaid`) repaid.add(kind);
      }),
      { numRuns: 300 },
    );
    expect([...repaid].toSorted()).toEqual(Object.keys(ways));
  });

  test("a voucher that nobody uses brings no gift, also where shortfalls are forgiven", () => {
    const unused = fc.oneof(
      { weight: 3, arbitrary: order },
      { weight: 3, arbitrary: cancel },
      { weight: 3, arbitrary: redeem },
      { weight: 5, arbitrary: stepsOf(["issue", "refuse", "giveUp", "switchOff", "return"]) },
    );
    fc.assert(
      fc.property(programs, fc.array(unused, { maxLength: 15 }), (document, list) => {
        const model = new MemberModel(inForce({ ...document, shortfallPolicy: "forgive" }));
        list.forEach((act, index) => perform(model, act, index));
        for (const id of model.redemptions.keys()) {
          for (const step of ["issue", "giveUp", "switchOff", "return"] as const) {
            model.step(id, steps[step]);
          }
        }
        const orders = list.map((_act, index) => model.order(orderIdOf(index)).account);
        const earned = orders.reduce((sum, { postedPoints }) => sum + postedPoints, 0n);
        expect(model.balances).toEqual({ ...NO_BALANCES, available: earned });
      }),
      { numRuns: 300 },
    );
  });
});
