// A member's life at random, with releases, ends, reversals and refunds in any sequence: the books
// agree after every act, and the journal alone tells them again.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import type { Instant } from "../../../app/core/calendar/instant.ts";
import { NO_BALANCES } from "../../../app/core/ledger/entry.ts";
import { replayLedger } from "../../../app/core/ledger/replay-ledger.ts";
import { reverseExpiry } from "../../../app/core/ledger/reverse-expiry.ts";
import { decideRefundedUse } from "../../../app/core/rewards/decide-refunded-use.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../../app/core/rewards/decide-return.ts";
import { decideIssued, decideRefused } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const NOTHING = { shortfallPolicy: "repay", voucherPoints: 0n } as const;
const use = { orderId: "V", orderName: "#V" };
const steps = {
  issue: decideIssued,
  refuse: (context: RedemptionContext) => decideRefused(context, "no"),
  giveUp: (context: RedemptionContext) => decideReturning(context, "expired"),
  switchOff: decideDeactivated,
  return: decideReturned,
  use: (context: RedemptionContext) => decideUsed(context, use, NOTHING),
  refundUse: (context: RedemptionContext) => decideRefundedUse(context, use, 0n),
};
type Step = keyof typeof steps;

/** Days since the first order, or never. */
const someDay = fc.option(fc.nat(12), { nil: null });
const acts = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("order" as const),
      of: fc.nat(3),
      points: fc.bigInt(0n, 200n),
      releasesOn: fc.oneof(fc.constant("at_once" as const), someDay),
      expiresOn: someDay,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("night" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("redeem" as const), points: fc.bigInt(1n, 150n) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("step" as const),
      of: fc.nat(5),
      step: fc.constantFrom(...(Object.keys(steps) as Step[])),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("adjust" as const), points: fc.bigInt(-50n, 50n) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("clock" as const), endsOn: someDay }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reverse" as const), of: fc.nat(3) }) },
);
type Act = typeof acts extends fc.Arbitrary<infer Value> ? Value : never;
const policies = fc.constantFrom("repay", "forgive", "pending_only");
const lives = fc.array(fc.tuple(acts, fc.nat(2)), { maxLength: 25 });

function instantOf(day: number | null): Instant | null {
  return day === null ? null : PLACED_AT + day * DAY_MS;
}

function perform(model: LedgerModel, act: Act, index: number, now: Instant): void {
  switch (act.type) {
    case "order": {
      const { releasesOn, expiresOn, points, of } = act;
      const releasesAt = releasesOn === "at_once" ? null : instantOf(releasesOn);
      const release =
        releasesOn === "at_once" ? { kind: releasesOn } : ({ kind: "waits", releasesAt } as const);
      model.order(`${model.ledger.memberId}-${of}`, points, {
        now,
        release,
        expiresAt: instantOf(expiresOn),
      });
      return;
    }
    case "night":
      model.night(now);
      return;
    case "redeem":
      model.redeem(`${model.ledger.memberId}-r${index}`, act.points, now);
      return;
    case "adjust":
      model.adjust(act.points, { now });
      return;
    case "clock":
      model.ledger = { ...model.ledger, balanceExpiresAt: instantOf(act.endsOn) };
      return;
    case "step":
      stepOne(model, act, now);
      return;
    case "reverse":
      reverseOne(model, act.of, now);
  }
}

function stepOne(model: LedgerModel, { of, step }: { of: number; step: Step }, now: Instant): void {
  const ids = [...model.redemptions.keys()];
  const id = ids[of % Math.max(ids.length, 1)];
  if (id) model.step(id, now, steps[step]);
}

function reverseOne(model: LedgerModel, of: number, now: Instant): void {
  const past = model.entries.filter(({ kind }) => kind === "expiry");
  const entry = past[of % Math.max(past.length, 1)];
  if (!entry) return;
  const isReversed = model.entries.some(({ key }) => key === `${entry.key}/reversal`);
  const expiry = { ...entry, isReversed };
  model.apply(reverseExpiry(model.ledger, expiry, { at: now, now }), now);
}

function live(model: LedgerModel, life: readonly (readonly [Act, number])[], each = () => {}) {
  let now = PLACED_AT;
  life.forEach(([act, days], index) => {
    now += days * DAY_MS;
    perform(model, act, index, now);
    each();
  });
  return now;
}

describe("a life at random", () => {
  test("postings, lots and balances agree after every act, and the journal tells them again", () => {
    fc.assert(
      fc.property(policies, lives, (policy, life) => {
        const model = new LedgerModel();
        model.policy = policy;
        live(model, life, () => expectSoundLedger(model));
      }),
      { numRuns: 400 },
    );
  });

  test("the journal tells how the books stood after each of its entries", () => {
    fc.assert(
      fc.property(lives, (life) => {
        const model = new LedgerModel();
        const stood: { at: Instant; ledger: LedgerModel["ledger"] }[] = [];
        let at = PLACED_AT;
        life.forEach(([act], index) => {
          at += DAY_MS / 4;
          perform(model, act, index, at);
          stood.push({ at, ledger: model.ledger });
        });
        for (const { at: moment, ledger } of stood) {
          const replayed = replayLedger(model.ledger.lots, model.entries, {
            at: moment,
            by: "recordedAt",
          });
          expect(replayed.balances).toEqual(ledger.balances);
          expect(replayed.turnCount).toBe(ledger.turnCount);
          for (const lot of replayed.lots) {
            const { pending, available, reserved, expired, original } = lot;
            expect(ledger.lots.find(({ id }) => id === lot.id)).toMatchObject({
              pending,
              available,
              reserved,
              expired,
              original,
            });
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("nothing that has ended is available after a night, and nothing due is pending", () => {
    fc.assert(
      fc.property(lives, (life) => {
        const model = new LedgerModel();
        const now = live(model, life);
        model.night(now);
        const { lots, balanceExpiresAt, balances } = model.ledger;
        for (const lot of lots) {
          expect(lot.available > 0n && (lot.expiresAt ?? Infinity) <= now).toBe(false);
          expect(lot.pending > 0n && (lot.releasesAt ?? Infinity) <= now).toBe(false);
        }
        if ((balanceExpiresAt ?? Infinity) <= now) expect(balances.available).toBe(0n);
      }),
      { numRuns: 300 },
    );
  });

  test("a merge at any moment leaves nothing behind, and the books go on agreeing", () => {
    fc.assert(
      fc.property(lives, lives, lives, (first, second, after) => {
        const [x, y] = [new LedgerModel("x"), new LedgerModel("y")];
        const now = Math.max(live(x, first), live(y, second));
        x.mergeInto(y, now);
        expect(x.balances).toEqual(NO_BALANCES);
        for (const lot of x.ledger.lots) expect(lot).toMatchObject({ available: 0n, expired: 0n });
        after.forEach(([act], index) => perform(y, act, 100 + index, now));
        expectSoundLedger(x);
        expectSoundLedger(y);
      }),
      { numRuns: 200 },
    );
  });
});
