// Merged customers, orders that change hands, and points for entering a tier.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { changedLots } from "../../../app/core/ledger/lot.ts";
import { decideTierEntry, tierEntryKey } from "../../../app/core/ledger/decide-tier-entry.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../../app/core/rewards/decide-return.ts";
import { decideIssued } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const NOW = PLACED_AT + DAY_MS;
const END = PLACED_AT + 100 * DAY_MS;
const waits = { kind: "waits", releasesAt: END } as const;
const comesBack = [
  (context: RedemptionContext) => decideReturning(context, "expired"),
  decideDeactivated,
  decideReturned,
];
const useIt = (context: RedemptionContext) =>
  decideUsed(
    context,
    { orderId: "B", orderName: "#B" },
    { shortfallPolicy: "repay", voucherPoints: 0n },
  );

function member(id: string): LedgerModel {
  return new LedgerModel(id);
}

describe("a merge of two customers", () => {
  test("moves points with their age, their end and their order", () => {
    const [x, y] = [member("x").order("A", 60n, { expiresAt: END }), member("y").order("L", 5n)];
    const lot = x.lot("A");
    x.mergeInto(y, NOW);
    expect(x.balances.available).toBe(0n);
    expect(y.balances.available).toBe(65n);
    expect(y.lot("A")).toEqual(lot);
    expect(x.entries.at(-1)).toMatchObject({
      key: "transfer-out/x/1",
      explanation: { key: "transferred_out", params: { points: "60" } },
      postings: [{ from: "available", to: "transferred", points: 60n }],
    });
    expect(y.entries.at(-1)).toMatchObject({
      key: "transfer-in/y/1",
      explanation: { key: "transferred_in", params: { points: "60" } },
      postings: [{ from: "transferred", to: "available", points: 60n }],
    });
    expectSoundLedger(x);
    expectSoundLedger(y);
  });

  test("of a member who has nothing leaves no entry", () => {
    const [x, y] = [member("x"), member("y").order("L", 5n)];
    x.mergeInto(y, NOW);
    expect([x.entries.length, y.entries.length]).toEqual([0, 1]);
  });

  test("repays what one owes with what the other owns", () => {
    const [x, y] = [member("x").order("X", 60n), member("y").order("L", 100n)];
    x.redeem("r", 60n);
    x.step("r", PLACED_AT, decideIssued, useIt).order("X", 0n);
    x.mergeInto(y, NOW);
    expect(x.balances.shortfall).toBe(0n);
    expect(y.balances).toMatchObject({ available: 40n, shortfall: 0n });
    expect(y.entries.at(-1)?.key).toBe("transfer-in/y/1/repayment");
    expectSoundLedger(x);
    expectSoundLedger(y);
  });

  test("brings points that repay what the other owes", () => {
    const [x, y] = [member("x").order("X", 100n), member("y").order("L", 60n)];
    y.redeem("r", 60n);
    y.step("r", PLACED_AT, decideIssued, useIt).order("L", 0n);
    x.mergeInto(y, NOW);
    expect(y.balances).toMatchObject({ available: 40n, shortfall: 0n });
    expectSoundLedger(y);
  });

  test("takes along what waits, and its release comes at the other's", () => {
    const [x, y] = [member("x").order("A", 60n, { release: waits }), member("y")];
    x.mergeInto(y, NOW);
    expect(y.balances).toMatchObject({ pending: 60n, available: 0n });
    y.night(END);
    expect(y.balances).toMatchObject({ pending: 0n, available: 60n });
    expectSoundLedger(y);
  });

  test("lets a refund of an order find the order's own points", () => {
    const [x, y] = [member("x").order("A", 60n), member("y").order("L", 100n)];
    x.mergeInto(y, NOW);
    y.order("A", 20n, { now: NOW });
    expect(y.lot("A")).toMatchObject({ available: 20n });
    expect(y.lot("L")).toMatchObject({ available: 100n });
    expectSoundLedger(y);
  });

  test("after an expiry lets a refund take what expired", () => {
    const [x, y] = [member("x").order("A", 60n, { expiresAt: END }), member("y").order("L", 100n)];
    x.night(END).mergeInto(y, END);
    y.order("A", 0n, { now: END });
    expect(y.balances).toMatchObject({ available: 100n, shortfall: 0n });
    expectSoundLedger(x);
    expectSoundLedger(y);
  });

  test.each([
    ["reserved", []],
    ["issued", [decideIssued]],
  ])("keeps a voucher that is %s: it comes back to the same lot", (_state, steps) => {
    const [x, y] = [member("x").order("A", 60n, { expiresAt: END }), member("y")];
    x.redeem("r", 50n);
    x.step("r", PLACED_AT, ...steps);
    x.mergeInto(y, NOW);
    y.step("r", NOW, decideIssued, ...comesBack);
    expect(y.balances).toEqual({ pending: 0n, available: 60n, reserved: 0n, shortfall: 0n });
    expect(y.lot("A")).toMatchObject({ available: 60n, original: 60n });
    expectSoundLedger(x);
    expectSoundLedger(y);
  });

  test("of points that end in the same moment ends them", () => {
    const [x, y] = [member("x").order("A", 60n, { expiresAt: END }), member("y")];
    x.mergeInto(y, END);
    expect(y.balances.available).toBe(0n);
    expect(y.lot("A")).toMatchObject({ expired: 60n });
    expectSoundLedger(y);
  });

  test("in a chain ends with the last, however long", () => {
    const chain = ["x", "y", "z", "w"].map((id) => member(id).order(id, 10n, { expiresAt: END }));
    chain.reduce((from, to) => {
      from.mergeInto(to, NOW);
      expectSoundLedger(from);
      expectSoundLedger(to);
      return to;
    });
    expect(chain.map(({ balances }) => balances.available)).toEqual([0n, 0n, 0n, 40n]);
    const keys = chain.flatMap(({ entries }) => entries.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("leaves nothing in the account between the two", () => {
    const [x, y] = [member("x").order("A", 60n).order("B", 30n, { release: waits }), member("y")];
    x.redeem("r", 20n);
    x.mergeInto(y, NOW);
    const between = [...x.entries, ...y.entries]
      .flatMap(({ postings }) => postings)
      .map(({ from, to, points }) =>
        to === "transferred" ? points : from === "transferred" ? -points : 0n,
      );
    expect(between.reduce((sum, points) => sum + points, 0n)).toBe(0n);
  });
});

describe("an order that goes to another customer", () => {
  test("takes back all it gave, and gives it to the other", () => {
    const [x, y] = [member("x").order("A", 60n), member("y")];
    const account = x.loseOrder("A", NOW);
    expect(x.balances.available).toBe(0n);
    expect(x.entries.at(-1)).toMatchObject({
      key: "order/A/clawback/2",
      explanation: { key: "order_moved", params: { order: "#A", points: "60" } },
    });
    y.accounts.set("A", account);
    y.order("A", 60n, { now: NOW });
    expect(y.entries).toMatchObject([
      { key: "order/A/accrual/3", occurredAt: NOW, explanation: { key: "order_earned" } },
    ]);
    expectSoundLedger(x);
    expectSoundLedger(y);
  });

  test("leaves what was spent as owed, also where only pending points are taken back", () => {
    for (const policy of ["repay", "pending_only"] as const) {
      const x = member("x").order("A", 60n);
      x.policy = policy;
      x.redeem("r", 60n);
      x.step("r", PLACED_AT, decideIssued).loseOrder("A", NOW);
      expect(x.balances.shortfall).toBe(60n);
      expectSoundLedger(x);
    }
  });

  test("that earned nothing leaves no entry", () => {
    const x = member("x");
    expect(x.loseOrder("A", NOW)).toEqual({ lotId: null, postedPoints: 0n, entryCount: 0 });
    expect(x.entries).toEqual([]);
  });

  test("and is merged after it ends as merged before it", () => {
    const [x, y] = [member("x").order("A", 60n), member("y").order("L", 5n)];
    x.redeem("r", 20n);
    x.step("r", PLACED_AT, decideIssued);
    y.accounts.set("A", x.loseOrder("A", NOW));
    y.order("A", 60n, { now: NOW });
    x.mergeInto(y, NOW);
    const [p, q] = [member("p").order("A", 60n), member("q").order("L", 5n)];
    p.redeem("r", 20n);
    p.step("r", PLACED_AT, decideIssued);
    p.mergeInto(q, NOW);
    expect(y.balances).toEqual(q.balances);
  });
});

describe("points for entering a tier", () => {
  const entering = (model: LedgerModel, expiresAt: number | null = null) => ({
    ledger: model.ledger,
    tier: { id: "gold", name: "Gold" },
    points: 250n,
    year: 2026,
    programVersionId: "v",
    lot: { id: "gift", expiresAt },
    enteredAt: PLACED_AT,
    now: NOW,
  });

  test("form a lot of their own under a key for the tier and the year", () => {
    const model = member("m");
    model.apply(decideTierEntry(entering(model)), NOW);
    expect(model.entries).toMatchObject([
      {
        key: tierEntryKey("m", "gold", 2026),
        kind: "tier_entry",
        explanation: { key: "tier_entered", params: { tier: "Gold", points: "250" } },
        postings: [{ lotId: "gift", from: "issued", to: "available", points: 250n }],
      },
    ]);
    expect(tierEntryKey("m", "gold", 2026)).toBe("tier/m/gold/2026");
    expectSoundLedger(model);
  });

  test("repay what is owed, and end where their lot has ended", () => {
    const model = member("m").order("X", 60n);
    model.redeem("r", 60n);
    model.step("r", PLACED_AT, decideIssued, useIt).order("X", 0n);
    model.apply(decideTierEntry(entering(model, NOW)), NOW);
    expect(model.balances).toMatchObject({ available: 0n, shortfall: 0n });
    expectSoundLedger(model);
  });
});

test("lots that changed are known, also those that no posting names", () => {
  const model = member("m").order("A", 60n, { release: { kind: "waits", releasesAt: null } });
  model.order("B", 5n);
  const before = model.ledger;
  model.order("A", 60n, { release: waits, now: NOW });
  expect(changedLots(before, model.ledger)).toMatchObject([{ orderId: "A", releasesAt: END }]);
});
