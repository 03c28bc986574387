// How much of what comes back to an order pays what was written off while it was gone.
import { describe, expect, test } from "vitest";
import { missingSince, owedAgain } from "../../../app/core/ledger/owed-again.ts";
import type { OrderStep, WriteOff } from "../../../app/core/ledger/owed-again.ts";

const step = (recordedAt: number, points: bigint, isMove = false): OrderStep => ({
  points,
  recordedAt,
  isMove,
});
const off = (recordedAt: number, points: bigint): WriteOff => ({ points, recordedAt });

describe("points that come back to an order", () => {
  test("pay what was written off since they were taken, and no more", () => {
    const steps = [step(1, 100n), step(2, -98n)];
    expect(owedAgain(steps, [off(2, 98n)], 98n)).toBe(98n);
    expect(owedAgain(steps, [off(2, 30n)], 98n)).toBe(30n);
    expect(owedAgain(steps, [off(2, 98n)], 40n)).toBe(40n);
  });

  test("pay nothing of what was written off before they were taken", () => {
    const steps = [step(1, 100n), step(5, -20n)];
    expect(owedAgain(steps, [off(3, 70n)], 20n)).toBe(0n);
  });

  test("pay only as far as the order had them before", () => {
    const steps = [step(1, 100n), step(2, -10n)];
    expect(owedAgain(steps, [off(3, 70n)], 60n)).toBe(10n);
  });

  test("pay once: what became owed again is not owed a third time", () => {
    const steps = [step(1, 100n), step(2, -60n), step(4, 30n)];
    const writeOffs = [off(2, 60n), off(4, -30n)];
    expect(owedAgain(steps, writeOffs, 60n)).toBe(30n);
    expect(owedAgain(steps, [off(2, 60n), off(3, -90n)], 30n)).toBe(0n);
  });

  test("were taken last first: each part pays what was written off since it was gone", () => {
    const steps = [step(1, 100n), step(2, -50n), step(4, -50n)];
    const between = [off(3, 20n)];
    expect(owedAgain(steps, between, 50n)).toBe(0n);
    expect(owedAgain(steps, between, 60n)).toBe(10n);
    expect(owedAgain(steps, between, 100n)).toBe(20n);
  });

  test("are new to a member to whom the order was given", () => {
    const steps = [step(1, 100n), step(2, -98n), step(3, -2n, true), step(3, 2n)];
    expect(owedAgain(steps, [off(2, 98n)], 98n)).toBe(0n);
    expect(missingSince(steps)).toBeNull();
  });
});

describe("something of an order is missing", () => {
  test("since the first part was taken that is still gone", () => {
    expect(missingSince([step(1, 100n)])).toBeNull();
    expect(missingSince([step(1, 100n), step(2, -50n), step(3, -50n), step(4, 70n)])).toBe(2);
    expect(missingSince([step(1, 100n), step(2, -50n), step(3, 50n), step(4, -5n)])).toBe(4);
    expect(missingSince([step(1, 100n), step(2, -50n), step(3, 50n)])).toBeNull();
  });
});
