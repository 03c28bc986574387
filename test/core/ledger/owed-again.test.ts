// How much of what comes back to an order pays what was written off while it was gone.
import { describe, expect, test } from "vitest";
import { isMissing, owedAgain, owedAgainByVoucher } from "../../../app/core/ledger/owed-again.ts";
import type { OrderHistory, OrderStep, WriteOff } from "../../../app/core/ledger/owed-again.ts";

const step = (recordedAt: number, points: bigint, isMove = false): OrderStep => ({
  entryKey: `${recordedAt}`,
  points,
  recordedAt,
  isMove,
});
const off = (
  recordedAt: number,
  points: bigint,
  orderId: string | null = "A",
  more: Partial<WriteOff> = {},
): WriteOff => ({
  entryKey: `${recordedAt}`,
  points,
  orderId,
  recordedAt,
  spentAt: null,
  isOwnOnly: false,
  ...more,
});
const order = (
  orderId: string,
  steps: readonly OrderStep[],
  reachesFrom: number | null = 0,
): OrderHistory => ({ orderId, steps, reachesFrom });

describe("points that come back to an order", () => {
  test("pay what was written off since they were taken, and no more", () => {
    const steps = [step(1, 100n), step(2, -98n)];
    expect(owedAgain(order("A", steps), 98n, [off(2, 98n)], [])).toBe(98n);
    expect(owedAgain(order("A", steps), 98n, [off(2, 30n)], [])).toBe(30n);
    expect(owedAgain(order("A", steps), 40n, [off(2, 98n)], [])).toBe(40n);
  });

  test("pay nothing of what was written off before they were taken", () => {
    const steps = [step(1, 100n), step(5, -20n)];
    expect(owedAgain(order("A", steps), 20n, [off(3, 70n)], [])).toBe(0n);
  });

  test("pay only as far as the order had them before", () => {
    const steps = [step(1, 100n), step(2, -10n)];
    expect(owedAgain(order("A", steps), 60n, [off(3, 70n)], [])).toBe(10n);
  });

  test("pay once: what became owed again is not owed a third time", () => {
    const steps = [step(1, 100n), step(2, -60n), step(4, 30n)];
    const writeOffs = [off(2, 60n), off(4, -30n)];
    expect(owedAgain(order("A", steps), 60n, writeOffs, [])).toBe(30n);
    expect(owedAgain(order("A", steps), 30n, [off(2, 60n), off(3, -90n)], [])).toBe(0n);
  });

  test("were taken last first: each part pays what was written off since it was gone", () => {
    const steps = [step(1, 100n), step(2, -50n), step(4, -50n)];
    const between = [off(3, 20n)];
    expect(owedAgain(order("A", steps), 50n, between, [])).toBe(0n);
    expect(owedAgain(order("A", steps), 60n, between, [])).toBe(10n);
    expect(owedAgain(order("A", steps), 100n, between, [])).toBe(20n);
  });

  test("are new to a member to whom the order was given", () => {
    const steps = [step(1, 100n), step(2, -98n), step(3, -2n, true), step(3, 2n)];
    expect(owedAgain(order("A", steps), 98n, [off(2, 98n)], [])).toBe(0n);
    expect(isMissing(steps)).toBe(false);
  });
});

describe("what others paid meanwhile", () => {
  const steps = [step(1, 100n), step(4, -40n)];

  test("went towards what was written off since their own points were gone", () => {
    const writeOffs = [off(3, 70n, "B"), off(4, 40n), off(5, -70n, "B")];
    const b = order("B", [step(1, 70n), step(3, -70n), step(5, 70n)]);
    expect(owedAgain(order("A", steps), 40n, writeOffs, [b])).toBe(40n);
  });

  test("went towards nothing that was written off before", () => {
    const writeOffs = [off(1, 100n, "Z"), off(3, 100n, "B"), off(4, -100n, "A")];
    const a = order("A", [step(0, 100n), step(2, -100n), step(4, 100n)]);
    const b = order("B", [step(0, 100n), step(3, -100n)]);
    expect(owedAgain(b, 100n, writeOffs, [a])).toBe(0n);
  });

  test("went towards the oldest where nothing tells more, and is not paid again", () => {
    const paid = [off(3, 70n, "B"), off(4, 40n), off(5, -70n, "B"), off(6, -30n, null)];
    expect(owedAgain(order("A", steps), 40n, paid, [])).toBe(10n);
    const byVoucher = [off(3, 70n, "B"), off(4, 40n), off(6, -30n, null, { spentAt: 4 })];
    expect(owedAgain(order("A", steps), 40n, byVoucher, [])).toBe(10n);
  });
});

describe("what was written off for another order", () => {
  const steps = [step(1, 70n), step(2, -70n)];

  test("is paid by points that could have been taken for it", () => {
    expect(owedAgain(order("A", steps), 70n, [off(3, 100n, "B")], [])).toBe(70n);
    expect(owedAgain(order("A", steps, 3), 70n, [off(3, 100n, "B")], [])).toBe(70n);
  });

  test("is paid by no points that still waited for their release", () => {
    expect(owedAgain(order("A", steps, 4), 70n, [off(3, 100n, "B")], [])).toBe(0n);
    expect(owedAgain(order("A", steps, null), 70n, [off(3, 100n, "B")], [])).toBe(0n);
  });

  test("is paid by no other order where nothing but its own points are ever taken", () => {
    const own = { isOwnOnly: true };
    expect(owedAgain(order("A", steps), 70n, [off(3, 100n, "B", own)], [])).toBe(0n);
    expect(owedAgain(order("A", steps, null), 70n, [off(2, 50n, "A", own)], [])).toBe(50n);
  });
});

describe("points that a voucher brings back", () => {
  const down = (orderId: string, at: number): OrderHistory =>
    order(orderId, [step(0, 100n), step(at, -100n)]);

  test("pay what was written off since they were spent", () => {
    const writeOffs = [off(1, 100n, "A"), off(3, 100n, "B")];
    expect(owedAgainByVoucher(2, 100n, writeOffs, [])).toBe(100n);
    expect(owedAgainByVoucher(4, 100n, writeOffs, [])).toBe(0n);
    expect(owedAgainByVoucher(2, 30n, writeOffs, [])).toBe(30n);
  });

  test("pay it also where an order paid what was written off before", () => {
    const writeOffs = [off(1, 100n, "A"), off(3, 100n, "B"), off(4, -100n, "A")];
    const a = order("A", [...down("A", 1).steps, step(4, 100n)]);
    expect(owedAgainByVoucher(2, 100n, writeOffs, [a])).toBe(100n);
  });

  test("pay nothing where an order paid what was written off since", () => {
    const writeOffs = [off(1, 100n, "Z"), off(3, 100n, "A"), off(4, -100n, "A")];
    const a = order("A", [...down("A", 3).steps, step(4, 100n)]);
    expect(owedAgainByVoucher(2, 100n, writeOffs, [a])).toBe(0n);
  });
});

test("something of an order is missing until all that was taken came back", () => {
  expect(isMissing([step(1, 100n)])).toBe(false);
  expect(isMissing([step(1, 100n), step(2, -50n), step(3, -50n), step(4, 70n)])).toBe(true);
  expect(isMissing([step(1, 100n), step(2, -50n), step(3, 60n)])).toBe(false);
});
