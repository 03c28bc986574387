// How a redemption looks as a gift card, and which cards are its own.
import { describe, expect, test } from "vitest";
import { rational } from "../../../app/core/points/rational.ts";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";
import {
  giftCardOf,
  isOwnCard,
  sendMoment,
  worthOf,
} from "../../../app/outbox/deliveries/gift-card-terms.ts";

const REQUESTED_AT = Date.parse("2026-03-01T22:30:00Z");
const BERLIN = "Europe/Berlin";

const redemption = {
  id: "0192f0c0-0000-7000-8000-000000000001",
  points: 100n,
  occasion: null,
  code: "REG-7K2M-Q0XD-91TB",
  currency: "EUR",
  amountMinor: 1250n,
  requestedAt: REQUESTED_AT,
  expiresAt: Date.parse("2027-03-01T23:30:00Z"),
} as Redemption;
const owner = { redemption, customerId: "7001" };

describe("a gift card", () => {
  test("ends on the day of the shop's calendar on which the redemption does", () => {
    const card = giftCardOf({ redemption, code: "REG9X9X9X9X9X9X" }, "7001", BERLIN, null);
    expect(card).toEqual({
      code: "REG9X9X9X9X9X9X",
      amount: "12.50",
      currency: "EUR",
      note: `Loyalty: for 100 points (REG-7K2M-Q0XD-91TB) ${redemption.id}`,
      customerId: "7001",
      expiresOn: "2027-03-02",
      recipient: null,
    });
  });

  test("without an end is good for ever", () => {
    const endless = { ...redemption, expiresAt: null };
    expect(
      giftCardOf({ redemption: endless, code: "A" }, "7001", BERLIN, null).expiresOn,
    ).toBeNull();
  });

  test("that was given says for what, and that nobody paid for it", () => {
    const given = { ...redemption, points: 0n, occasion: "birthday" } as const;
    const { note } = giftCardOf({ redemption: given, code: "A" }, "7001", BERLIN, null);
    expect(note).toBe(`Loyalty: as a gift for a birthday (REG-7K2M-Q0XD-91TB) ${redemption.id}`);
  });

  test("of no amount is none", () => {
    expect(() => worthOf({ ...redemption, amountMinor: null })).toThrow(RangeError);
  });
});

describe("a card for a friend is sent", () => {
  const send = (day: string, now: string) =>
    sendMoment(day, BERLIN, Date.parse(now))?.toISOString() ?? null;

  test("at nine in the morning where the shop is, whatever its clocks did before", () => {
    expect(send("2026-03-20", "2026-03-01T12:00:00Z")).toBe("2026-03-20T08:00:00.000Z");
    expect(send("2026-03-29", "2026-03-01T12:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
    expect(send("2026-04-20", "2026-03-01T12:00:00Z")).toBe("2026-04-20T07:00:00.000Z");
  });

  test("at once where that morning is over", () => {
    expect(send("2026-03-01", "2026-03-01T08:00:00Z")).toBeNull();
    expect(send("2026-02-27", "2026-03-01T08:00:00Z")).toBeNull();
  });

  test("no later than Shopify takes, on the last day that may be chosen", () => {
    expect(send("2026-05-30", "2026-02-28T23:30:00Z")).toBe("2026-05-29T23:29:00.000Z");
  });
});

describe("a card that was found", () => {
  const found = {
    gid: "gid://shopify/GiftCard/1",
    note: "",
    createdAt: REQUESTED_AT + 5_000,
    initial: rational(1250n),
    currency: "EUR",
    customerId: "7001",
  };

  test("is ours by its note, whatever else it says", () => {
    const note = `Changed by hand, ${redemption.id}`;
    expect(isOwnCard({ ...found, note, customerId: "9" }, owner)).toBe(true);
  });

  test("is ours by what nobody can change, where the note was replaced", () => {
    expect(isOwnCard(found, owner)).toBe(true);
  });

  test.each([
    ["another amount", { initial: rational(1251n) }],
    ["another currency", { currency: "USD" }],
    ["another customer", { customerId: "7002" }],
    ["nobody", { customerId: null }],
    ["a time before the redemption", { createdAt: REQUESTED_AT - 60_001 }],
  ])("is not ours where it is of %s", (_name, difference) => {
    expect(isOwnCard({ ...found, ...difference }, owner)).toBe(false);
  });
});
