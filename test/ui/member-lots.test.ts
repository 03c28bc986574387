// What the admin says about the points of a lot.
import { describe, expect, it } from "vitest";
import { lotSentences, type MemberLotView } from "../../app/ui/member-lots-card.tsx";

const stars = { one: "Star", other: "Stars" };
const lot = (changes: Partial<MemberLotView>): MemberLotView => ({
  id: "lot",
  orderId: null,
  orderName: null,
  accruedAt: new Date("2026-07-01T10:00:00Z"),
  available: 0,
  pending: 0,
  reserved: 0,
  releasesAt: null,
  expiresAt: null,
  ...changes,
});
const told = (changes: Partial<MemberLotView>) =>
  lotSentences(lot(changes), stars, "Europe/Berlin");

describe("a lot in words", () => {
  it("names the last day of the store's calendar on which its points can be spent", () => {
    const expiresAt = new Date("2027-06-30T22:00:00Z");
    expect(told({ available: 40, expiresAt })).toEqual([
      "40 Stars can be spent until Jun 30, 2027.",
    ]);
    expect(told({ available: 1, expiresAt })).toEqual(["1 Star can be spent until Jun 30, 2027."]);
  });

  it("says so where they have no end of their own", () => {
    expect(told({ available: 40 })).toEqual(["40 Stars without an end of their own."]);
  });

  it("says until when points wait, where that is known", () => {
    const releasesAt = new Date("2026-07-14T22:00:00Z");
    expect(told({ pending: 40, releasesAt })).toEqual(["40 Stars wait until Jul 15, 2026."]);
    expect(told({ pending: 1 })).toEqual(["1 Star waits for the order to be on its way."]);
  });

  it("tells each of its parts", () => {
    expect(told({ available: 10, pending: 20, reserved: 30 })).toHaveLength(3);
  });
});
