// A whole balance ends for want of activity, and comes back where activity is heard of late.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { decideBalanceExpiry } from "../../../app/core/ledger/decide-expiry.ts";
import { restartClock } from "../../../app/core/ledger/restart-clock.ts";
import { prevents, reverseExpiry } from "../../../app/core/ledger/reverse-expiry.ts";
import type { PastExpiry } from "../../../app/core/ledger/reverse-expiry.ts";
import { decideRefused } from "../../../app/core/rewards/decide-settlement.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const END = PLACED_AT + 100 * DAY_MS;
const LATER = END + DAY_MS;

function lastExpiry(model: LedgerModel): PastExpiry {
  const entry = model.entries.findLast(({ kind }) => kind === "expiry");
  if (!entry) throw new Error("Nothing expired");
  const isReversed = model.entries.some(({ key }) => key === `${entry.key}/reversal`);
  return { ...entry, isReversed };
}

describe("the end of a balance for inactivity", () => {
  function idle(): LedgerModel {
    const model = new LedgerModel().order("A", 60n).order("B", 10n, { now: PLACED_AT + 1 });
    model.ledger = { ...model.ledger, balanceExpiresAt: END };
    return model;
  }

  test("takes all that is available in one entry", () => {
    const model = idle().night(LATER);
    expect(model.entries.at(-1)).toMatchObject({
      key: "expiry/m/1",
      occurredAt: END,
      explanation: { key: "balance_expired", params: { points: "70" } },
    });
    expect(model.balances.available).toBe(0n);
    expectSoundLedger(model);
  });

  test("comes neither early nor twice", () => {
    expect(decideBalanceExpiry(idle().ledger, END - 1).entries).toEqual([]);
    expect(decideBalanceExpiry(idle().night(END).ledger, LATER).entries).toEqual([]);
  });

  test("also takes reserved points once they come back", () => {
    const model = idle();
    model.redeem("r", 60n);
    model.night(END);
    expect(model.balances).toMatchObject({ available: 0n, reserved: 60n });
    model.step("r", LATER, (context) => decideRefused(context, "no"));
    expect(model.balances).toMatchObject({ available: 0n, reserved: 0n });
    expectSoundLedger(model);
  });

  test("leaves lots of versions that keep ends of their own, also when they are spent from", () => {
    const model = idle();
    const [first] = model.ledger.lots;
    if (!first) throw new Error("There are lots");
    const lots = [{ ...first, termsVersionId: "older" }, ...model.ledger.lots.slice(1)];
    model.ledger = { ...model.ledger, lots, ownEnds: new Set(["older"]) };
    expect(model.redeem("r", 61n, LATER)).toBe("insufficient_points");
    expect(model.redeem("r", 60n, LATER)).toBe("reserved");
    expect(model.balances).toMatchObject({ available: 0n, reserved: 60n });
    model.step("r", LATER, (context) => decideRefused(context, "no"));
    expect(model.balances.available).toBe(60n);
    expectSoundLedger(model);
  });

  test("is prevented by an activity before it that keeps the balance beyond it", () => {
    expect(prevents({ at: END - 1, keepsUntil: END + 1 }, END)).toBe(true);
    expect(prevents({ at: END - 1, keepsUntil: END }, END)).toBe(false);
    expect(prevents({ at: END, keepsUntil: LATER }, END)).toBe(false);
  });

  test("is reversed by an activity that is heard of late: lots stand as before", () => {
    const model = idle();
    const before = model.ledger.lots;
    model.night(LATER);
    const past = lastExpiry(model);
    model.ledger = { ...model.ledger, balanceExpiresAt: LATER + DAY_MS };
    model.apply(reverseExpiry(model.ledger, past, { at: LATER, now: LATER }), LATER);
    expect(model.ledger.lots).toEqual(before);
    expect(model.entries.at(-1)).toMatchObject({
      key: "expiry/m/1/reversal",
      kind: "expiry_reversed",
      occurredAt: LATER,
      explanation: { key: "expiry_reversed", params: { points: "70" } },
    });
    expectSoundLedger(model);
  });

  test("is reversed once, and the next one once more", () => {
    const model = idle().night(END);
    const reverse = (past: PastExpiry, now: number) =>
      model.apply(reverseExpiry(model.ledger, past, { at: now, now }), now);
    const first = lastExpiry(model);
    model.ledger = { ...model.ledger, balanceExpiresAt: LATER };
    reverse(first, END + 1);
    reverse({ ...first, isReversed: true }, END + 2);
    expect(model.balances.available).toBe(70n);
    model.night(LATER);
    expect(model.balances.available).toBe(0n);
    model.ledger = { ...model.ledger, balanceExpiresAt: LATER + DAY_MS };
    reverse(lastExpiry(model), LATER + 1);
    expect(model.balances.available).toBe(70n);
    expect(model.entries.filter(({ kind }) => kind === "expiry_reversed")).toHaveLength(2);
    expectSoundLedger(model);
  });

  test("that is reversed gives nothing back that a refund has taken meanwhile", () => {
    const model = idle().night(END);
    const past = lastExpiry(model);
    model.order("A", 20n, { now: LATER });
    model.ledger = { ...model.ledger, balanceExpiresAt: LATER + DAY_MS };
    model.apply(reverseExpiry(model.ledger, past, { at: LATER, now: LATER }), LATER);
    expect(model.balances.available).toBe(30n);
    expectSoundLedger(model);
  });

  test("that is reversed too late for the activity itself ends again at once", () => {
    const model = idle().night(END);
    model.ledger = { ...model.ledger, balanceExpiresAt: END + 5 };
    const past = lastExpiry(model);
    model.apply(reverseExpiry(model.ledger, past, { at: LATER, now: LATER }), LATER);
    expect(model.balances.available).toBe(0n);
    expect(model.entries.slice(-2).map(({ kind }) => kind)).toEqual(["expiry_reversed", "expiry"]);
    expectSoundLedger(model);
  });

  test("does not swallow what the store gives an idle member by hand", () => {
    const model = idle();
    model.apply(restartClock(model.ledger, LATER + DAY_MS, LATER), LATER);
    model.adjust(25n, { now: LATER });
    expect(model.balances.available).toBe(25n);
    expect(model.ledger.balanceExpiresAt).toBe(LATER + DAY_MS);
    expectSoundLedger(model);
  });

  test("is not put off by a gift while the clock runs", () => {
    const model = idle();
    const { ledger } = restartClock(model.ledger, LATER + DAY_MS, PLACED_AT);
    expect(ledger).toBe(model.ledger);
  });
});
