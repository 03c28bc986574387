// When an order counts as sent, and when as arrived.
import { describe, expect, test } from "vitest";
import { fulfilmentOf } from "../../../app/core/orders/fulfilment.ts";
import type { FulfilmentEvidence } from "../../../app/core/orders/fulfilment.ts";

function told(input: Partial<FulfilmentEvidence>) {
  const parcels = [
    { sentAt: 100, arrivedAt: 300 },
    { sentAt: 200, arrivedAt: 250 },
  ];
  return fulfilmentOf({ isFulfilled: true, parcels, isHandedOver: false, seenAt: 900, ...input });
}

describe("an order", () => {
  test("is sent with its last parcel, and arrives with the last to arrive", () => {
    expect(told({})).toEqual({ fulfilledAt: 200, deliveredAt: 300 });
  });

  test("is neither while something remains to be sent", () => {
    expect(told({ isFulfilled: false })).toEqual({ fulfilledAt: null, deliveredAt: null });
  });

  test("has not arrived while a parcel is under way", () => {
    const parcels = [
      { sentAt: 100, arrivedAt: 300 },
      { sentAt: 200, arrivedAt: null },
    ];
    expect(told({ parcels })).toEqual({ fulfilledAt: 200, deliveredAt: null });
  });

  test("arrives as it is fulfilled where it is handed over", () => {
    const parcels = [{ sentAt: 100, arrivedAt: null }];
    expect(told({ parcels, isHandedOver: true })).toEqual({ fulfilledAt: 100, deliveredAt: 100 });
  });

  test("that is fulfilled without any parcel counts from when that was told", () => {
    expect(told({ parcels: [] })).toEqual({ fulfilledAt: 900, deliveredAt: null });
  });
});
