// Orders that shrink and grow again, change hands and meet again in a merger: under each policy
// what they are worth in the end decides, and nothing that they were in between.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { decideIssued } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import type { ShortfallTerms } from "../../../app/core/ledger/forgive-shortfall.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const policies = fc.constantFrom("repay", "forgive", "pending_only");

interface Story {
  /** What each order was worth when it was first counted. */
  readonly first: readonly bigint[];
  /** Vouchers that are used before anything shrinks, while there are points for them. */
  readonly spent: readonly bigint[];
  /** Which order is worth which share of that, one edit after the other. */
  readonly edits: readonly (readonly [order: number, percent: bigint])[];
  /** The shares that are left in the end. */
  readonly last: readonly bigint[];
}

const percents = fc.bigInt(0n, 100n);
const stories: fc.Arbitrary<Story> = fc.record({
  first: fc.array(fc.bigInt(1n, 300n), { minLength: 3, maxLength: 3 }),
  spent: fc.array(fc.bigInt(1n, 300n), { maxLength: 3 }),
  edits: fc.array(fc.tuple(fc.nat(2), percents), { maxLength: 12 }),
  last: fc.array(percents, { minLength: 3, maxLength: 3 }),
});

function use(context: RedemptionContext, terms: ShortfallTerms) {
  return decideUsed(context, { orderId: "V", orderName: "#V" }, terms);
}

/** Each act a day after the one before. */
class Teller {
  #now = PLACED_AT;

  next(): number {
    return (this.#now += DAY_MS);
  }

  /** Answers what was spent in all. */
  begin(model: LedgerModel, { first, spent }: Story): bigint {
    first.forEach((points, order) => model.order(`${order}`, points, { now: this.next() }));
    return spent.reduce((sum, points, index) => {
      const now = this.next();
      if (model.redeem(`r${index}`, points, now) !== "reserved") return sum;
      model.step(`r${index}`, now, decideIssued, use);
      return sum + points;
    }, 0n);
  }

  edit(model: LedgerModel, { first }: Story, order: number, percent: bigint): void {
    const worth = ((first[order] ?? 0n) * percent) / 100n;
    model.order(`${order}`, worth, { now: this.next() });
    expectSoundLedger(model);
  }

  end(model: LedgerModel, story: Story): void {
    story.last.forEach((percent, order) => this.edit(model, story, order, percent));
  }
}

function worthAtLast({ first, last }: Story): bigint {
  return first.reduce((sum, points, order) => sum + (points * (last[order] ?? 0n)) / 100n, 0n);
}

function standing({ balances: { available, pending, shortfall } }: LedgerModel): bigint {
  return available + pending - shortfall;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

describe("orders that were counted before anything shrank", () => {
  test("leave what they are worth less what was spent, and never less than the policy says", () => {
    fc.assert(
      fc.property(policies, stories, (policy, story) => {
        const [model, teller] = [new LedgerModel(), new Teller()];
        model.policy = policy;
        const spent = teller.begin(model, story);
        const first = story.first.reduce((sum, points) => sum + points, 0n);
        for (const [order, percent] of story.edits) teller.edit(model, story, order, percent);
        teller.end(model, story);
        const worth = worthAtLast(story);
        const expected = {
          repay: worth - spent,
          forgive: most(worth - spent, 0n),
          // Nothing that was released is ever taken.
          pending_only: first - spent,
        }[policy];
        expect(standing(model)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("leave the same when their member is merged into another in between", () => {
    fc.assert(
      fc.property(policies, stories, fc.nat(12), (policy, story, moment) => {
        const ends = [false, true].map((isMerged) => {
          const teller = new Teller();
          let model = new LedgerModel("x");
          model.policy = policy;
          teller.begin(model, story);
          story.edits.forEach(([order, percent], index) => {
            if (isMerged && index === moment) {
              const heir = new LedgerModel("y");
              heir.policy = policy;
              model.mergeInto(heir, teller.next());
              model = heir;
            }
            teller.edit(model, story, order, percent);
          });
          teller.end(model, story);
          return standing(model);
        });
        expect(ends[1]).toBe(ends[0]);
      }),
      { numRuns: 500 },
    );
  });

  test("that change hands leave their points once in the family, whenever it is merged", () => {
    const moves = fc.array(fc.nat(2), { maxLength: 8 });
    fc.assert(
      fc.property(policies, stories, moves, (policy, story, moved) => {
        const teller = new Teller();
        const [x, y] = [new LedgerModel("x"), new LedgerModel("y")];
        x.policy = policy;
        y.policy = policy;
        const spent = teller.begin(x, story);
        const owners = story.first.map(() => x);
        for (const order of moved) {
          const [from, to] = owners[order] === x ? [x, y] : [y, x];
          const now = teller.next();
          const account = from.loseOrder(`${order}`, now);
          to.accounts.set(`${order}`, account);
          to.order(`${order}`, story.first[order] ?? 0n, { now });
          owners[order] = to;
          expectSoundLedger(from);
          expectSoundLedger(to);
        }
        x.mergeInto(y, teller.next());
        const first = story.first.reduce((sum, points) => sum + points, 0n);
        expect(standing(y)).toBe(first - spent);
      }),
      { numRuns: 500 },
    );
  });
});
