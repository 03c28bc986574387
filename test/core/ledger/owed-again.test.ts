// How much of what comes back to an order pays what was written off while it was gone.
import { describe, expect, test } from "vitest";
import { isMissing, owedAgain } from "../../../app/core/ledger/owed-again.ts";
import type { OrderStep, WriteOff } from "../../../app/core/ledger/owed-again.ts";

const step = (recordedAt: number, points: bigint, isMove = false): OrderStep => ({
  points,
  recordedAt,
  isMove,
});
const off = (recordedAt: number, points: bigint, orderId: string | null = "A"): WriteOff => ({
  points,
  orderId,
  recordedAt,
});

describe("points that come back to an order", () => {
  test("pay what was written off since they were taken, and no more", () => {
    const steps = [step(1, 100n), step(2, -98n)];
    expect(owedAgain("A", steps, [off(2, 98n)], 98n)).toBe(98n);
    expect(owedAgain("A", steps, [off(2, 30n)], 98n)).toBe(30n);
    expect(owedAgain("A", steps, [off(2, 98n)], 40n)).toBe(40n);
  });

  test("pay nothing of what was written off before they were taken", () => {
    const steps = [step(1, 100n), step(5, -20n)];
    expect(owedAgain("A", steps, [off(3, 70n)], 20n)).toBe(0n);
  });

  test("pay only as far as the order had them before", () => {
    const steps = [step(1, 100n), step(2, -10n)];
    expect(owedAgain("A", steps, [off(3, 70n)], 60n)).toBe(10n);
  });

  test("pay once: what became owed again is not owed a third time", () => {
    const steps = [step(1, 100n), step(2, -60n), step(4, 30n)];
    const writeOffs = [off(2, 60n), off(4, -30n)];
    expect(owedAgain("A", steps, writeOffs, 60n)).toBe(30n);
    expect(owedAgain("A", steps, [off(2, 60n), off(3, -90n)], 30n)).toBe(0n);
  });

  test("were taken last first: each part pays what was written off since it was gone", () => {
    const steps = [step(1, 100n), step(2, -50n), step(4, -50n)];
    const between = [off(3, 20n)];
    expect(owedAgain("A", steps, between, 50n)).toBe(0n);
    expect(owedAgain("A", steps, between, 60n)).toBe(10n);
    expect(owedAgain("A", steps, between, 100n)).toBe(20n);
  });

  test("are new to a member to whom the order was given", () => {
    const steps = [step(1, 100n), step(2, -98n), step(3, -2n, true), step(3, 2n)];
    expect(owedAgain("A", steps, [off(2, 98n)], 98n)).toBe(0n);
    expect(isMissing(steps)).toBe(false);
  });
});

describe("what others paid meanwhile", () => {
  const steps = [step(1, 100n), step(4, -40n)];

  test("went towards what was written off first", () => {
    const writeOffs = [off(3, 70n, "B"), off(4, 40n), off(5, -70n, "B")];
    expect(owedAgain("A", steps, writeOffs, 40n)).toBe(40n);
  });

  test("is not paid again", () => {
    const paid = [off(3, 70n, "B"), off(4, 40n), off(5, -70n, "B"), off(6, -30n, null)];
    expect(owedAgain("A", steps, paid, 40n)).toBe(10n);
  });
});

test("something of an order is missing until all that was taken came back", () => {
  expect(isMissing([step(1, 100n)])).toBe(false);
  expect(isMissing([step(1, 100n), step(2, -50n), step(3, -50n), step(4, 70n)])).toBe(true);
  expect(isMissing([step(1, 100n), step(2, -50n), step(3, 60n)])).toBe(false);
});
