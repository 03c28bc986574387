// Campaigns that count only for members who joined them.
import { describe, expect, test } from "vitest";
import {
  earnSnapshotFromJson,
  earnSnapshotToJson,
} from "../../../app/core/earning/earn-snapshot-json.ts";
import { campaignsToJoinAt } from "../../../app/core/earning/opt-in.ts";
import { campaign, earned, points, terms } from "../../support/earning.ts";
import { PLACED_AT, line, orderSeen } from "../../support/order-builder.ts";

const document = terms({ campaigns: [campaign({ optIn: true })] });
const joined = new Set(["campaign"]);

describe("a campaign that members join", () => {
  test("gives to orders of who joined, and nothing to others", () => {
    const campaigns = [campaign({ optIn: true })];
    expect(points({ campaigns }, [line()], { joined })).toBe(80n);
    expect(points({ campaigns })).toBe(40n);
    expect(points({ campaigns }, [line()], { joined: new Set(["another"]) })).toBe(40n);
  });

  test("leaves its place to the next best for who did not join", () => {
    const campaigns = [
      campaign({ optIn: true }),
      campaign({ id: "all", effect: { kind: "multiplier", multiplier: "1.5" } }),
    ];
    expect(points({ campaigns }, [line()], { joined })).toBe(80n);
    expect(points({ campaigns })).toBe(60n);
  });

  test("stands in the snapshot with what the member had joined, as it is stored and read", () => {
    const { snapshot } = earned(document, [orderSeen()], { joined });
    expect(snapshot.joined).toEqual(["campaign"]);
    expect(earnSnapshotFromJson(JSON.parse(earnSnapshotToJson(snapshot)))).toEqual(snapshot);
  });

  test("leaves no trace in snapshots of who joined nothing", () => {
    const { snapshot } = earned(document, [orderSeen()]);
    expect(earnSnapshotToJson(snapshot)).not.toContain("joined");
    expect(earnSnapshotFromJson(JSON.parse(earnSnapshotToJson(snapshot))).joined).toEqual([]);
  });
});

describe("what a batch asks about members", () => {
  const summer = campaign({
    id: "summer",
    startsAt: "2026-06-01T00:00",
    endsAt: "2026-07-01T00:00",
  });
  const two = terms({ campaigns: [campaign({ optIn: true }), { ...summer, optIn: true }] });

  test("is which of the campaigns they joined that ran when they ordered", () => {
    expect(campaignsToJoinAt(two, PLACED_AT, "UTC")).toEqual(["campaign"]);
    expect(campaignsToJoinAt(two, Date.UTC(2026, 4, 31, 22), "UTC")).toEqual([]);
    expect(campaignsToJoinAt(two, Date.UTC(2026, 4, 31, 22), "Europe/Berlin")).toEqual(["summer"]);
  });

  test("is nothing where no campaign has to be joined", () => {
    expect(campaignsToJoinAt(terms({ campaigns: [summer] }), PLACED_AT, "UTC")).toEqual([]);
  });
});
