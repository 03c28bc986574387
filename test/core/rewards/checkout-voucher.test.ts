// Vouchers that are made while somebody pays: how long they last, and when their points come back.
import { describe, expect, test } from "vitest";
import { addDays } from "../../../app/core/calendar/instant.ts";
import { reward } from "../../../app/core/program/reward-terms.ts";
import {
  CHECKOUT_VOUCHER_MS,
  checkoutKey,
  comesBackAtOnce,
  isMadeAtCheckout,
} from "../../../app/core/rewards/checkout-voucher.ts";
import { newRedemption } from "../../../app/core/rewards/decide-reservation.ts";
import { leastOffer } from "../../../app/core/rewards/offer.ts";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";
import { MINUTE_MS, PLACED_AT } from "../../support/order-builder.ts";

const five = { id: "five", kind: "amount_off", points: "100", amountMinor: "500" } as const;

function redeemed(input: object, validForMs?: number): Redemption {
  const parsed = reward.parse(input);
  return newRedemption(
    {
      redemptionId: "r1",
      memberId: "m1",
      requestKey: checkoutKey("k1"),
      reward: parsed,
      choice: null,
      recipient: null,
      programVersionId: "v1",
      currency: "EUR",
      timeZone: "UTC",
      code: "REG-1",
      occasion: null,
      now: PLACED_AT,
      ...(validForMs !== undefined && { validForMs }),
    },
    leastOffer(parsed),
  );
}

describe("how long it lasts", () => {
  test("as the reward says, unless it is to end sooner", () => {
    const days = redeemed({ ...five, validityDays: 30 }).expiresAt;
    expect(days).toBe(addDays(PLACED_AT, 30));
    const short = redeemed({ ...five, validityDays: 30 }, CHECKOUT_VOUCHER_MS).expiresAt;
    expect(short).toBe(PLACED_AT + CHECKOUT_VOUCHER_MS);
  });

  test("never longer than the reward says", () => {
    const { expiresAt } = redeemed({ ...five, validityDays: 1 }, 48 * 60 * MINUTE_MS);
    expect(expiresAt).toBe(addDays(PLACED_AT, 1));
  });

  test("what is money once it is given keeps its end", () => {
    const card = { ...five, kind: "gift_card", expiresAfterDays: null } as const;
    expect(redeemed(card, CHECKOUT_VOUCHER_MS).expiresAt).toBeNull();
  });
});

describe("points come back at once", () => {
  const issued = { ...redeemed(five), status: "issued", issuedAt: PLACED_AT } as const;
  const after = (ms: number, sinceHour = 0) => ({ now: PLACED_AT + ms, sinceHour });

  test("within a minute of a voucher made at checkout", () => {
    expect(comesBackAtOnce(issued, after(MINUTE_MS - 1))).toBe(true);
    expect(comesBackAtOnce(issued, after(MINUTE_MS))).toBe(false);
  });

  test("five times in an hour", () => {
    expect(comesBackAtOnce(issued, after(0, 4))).toBe(true);
    expect(comesBackAtOnce(issued, after(0, 5))).toBe(false);
  });

  test("of no other voucher, and of none that never was", () => {
    const other = { ...issued, requestKey: "k1" };
    expect(comesBackAtOnce(other, after(0))).toBe(false);
    expect(comesBackAtOnce({ ...issued, issuedAt: null }, after(0))).toBe(false);
  });

  test("also where the member was merged meanwhile", () => {
    expect(isMadeAtCheckout({ requestKey: `merged/r1/${checkoutKey("k1")}` })).toBe(true);
    expect(isMadeAtCheckout({ requestKey: "auto/five/2026-12-24/1" })).toBe(false);
  });
});
