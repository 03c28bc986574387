// Limits that several orders share: what an order takes of each, and that nothing frees it again.
import { describe, expect, test } from "vitest";
import { evaluateOrder } from "../../../app/core/earning/evaluate-order.ts";
import { grantRooms, roomsInReach, roomsOf } from "../../../app/core/earning/grant-rooms.ts";
import type { Room } from "../../../app/core/earning/grant-rooms.ts";
import type { EarnSnapshot } from "../../../app/core/earning/earn-snapshot.ts";
import { targetPoints } from "../../../app/core/earning/target-points.ts";
import type { OrderLine } from "../../../app/core/orders/order-state.ts";
import { GOLD, campaign, earned, gold, rule, terms, times, worth } from "../../support/earning.ts";
import type { Circumstances, TermsInput } from "../../support/earning.ts";
import {
  context,
  head,
  line,
  orderSeen,
  refund,
  refundSeen,
  version,
} from "../../support/order-builder.ts";

const nameOf = ({ scope, key }: Room) => `${scope} ${key}`;

/** The room that is left, by scope and key; what is not named has room for everything. */
function left(rooms: Record<string, bigint>) {
  return (room: Room) => rooms[nameOf(room)] ?? 1_000_000n;
}

function evaluated(input: TermsInput, lines: OrderLine[] = [line()], given: Circumstances = {}) {
  const order = { head: head({ lines }), facts: null };
  return evaluateOrder(order, version(terms(input)), context(given));
}

function takenOf({ taken }: ReturnType<typeof grantRooms>) {
  return Object.fromEntries(taken.map(({ room, points }) => [nameOf(room), points]));
}

describe("the rooms of an order", () => {
  test("are those of its day, its year, the program and its campaigns", () => {
    const input = {
      perDayCap: "100",
      perYearCap: "1000",
      programBudget: "50000",
      campaigns: [campaign({ budget: "700", perMemberLimit: "70" })],
    };
    expect(roomsOf(evaluated(input))).toEqual([
      { scope: "member", key: "day/2026-03-01", limit: 100n },
      { scope: "member", key: "year/2026", limit: 1000n },
      { scope: "program", key: "year/2026", limit: 50_000n },
      { scope: "member", key: "campaign/campaign", limit: 70n },
      { scope: "program", key: "campaign/campaign", limit: 700n },
    ]);
  });

  test("are named by the shop's calendar", () => {
    const given = { timeZone: "Pacific/Kiritimati" };
    const [day] = roomsOf(evaluated({ perDayCap: "100" }, [line()], given));
    expect(day?.key).toBe("day/2026-03-02");
  });

  test("are none where nothing is limited", () => {
    const snapshot = evaluated({ campaigns: [campaign()] });
    expect(roomsOf(snapshot)).toEqual([]);
    expect(grantRooms(snapshot, null, left({}))).toEqual({ snapshot, taken: [] });
  });
});

describe("the rooms in reach of an order", () => {
  const limits = { perDayCap: "100", perYearCap: "1000", programBudget: "50000" };
  const forGold = campaign({ perMemberLimit: "70", conditions: { tiers: ["gold"] } });
  const inReach = (input: TermsInput, given: Circumstances = {}) =>
    roomsInReach(head({}), terms(input), context(given).timeZone);

  test("are those that it has at the terms of any tier", () => {
    const input = { ...limits, ...GOLD, campaigns: [forGold] };
    expect(inReach(input)).toEqual(roomsOf(evaluated(input, [line()], gold)));
    expect(inReach(input)).toEqual(expect.arrayContaining(roomsOf(evaluated(input))));
  });

  test("are named by the shop's calendar", () => {
    const [day] = inReach(limits, { timeZone: "Pacific/Kiritimati" });
    expect(day?.key).toBe("day/2026-03-02");
  });

  test("are not those of campaigns that were not running when it was placed", () => {
    const over = campaign({ budget: "700", endsAt: "2026-02-20T00:00" });
    expect(inReach({ campaigns: [over] })).toEqual([]);
  });

  test("are none where nothing is limited", () => {
    expect(inReach({ campaigns: [campaign()] })).toEqual([]);
  });
});

describe("an order", () => {
  const input = { perDayCap: "100", perYearCap: "1000", programBudget: "50000" };

  test("takes what it is worth of each room", () => {
    expect(takenOf(grantRooms(evaluated(input), null, left({})))).toEqual({
      "member day/2026-03-01": 40n,
      "member year/2026": 40n,
      "program year/2026": 40n,
    });
  });

  test("gets no more than the smallest room, and takes that of all", () => {
    const rooms = left({ "member day/2026-03-01": 30n, "program year/2026": 25n });
    const grants = grantRooms(evaluated(input), null, rooms);
    expect(grants.snapshot.granted).toBe(25n);
    expect(new Set(Object.values(takenOf(grants)))).toEqual(new Set([25n]));
  });

  test.each([0n, -5n])("gets nothing of a room with %s left, and takes nothing", (rest) => {
    const rooms = left({ "member year/2026": rest });
    expect(worth(terms(input), [orderSeen()], { left: rooms })).toBe(0n);
    expect(grantRooms(evaluated(input), null, rooms).taken).toEqual([]);
  });

  test("wants no more than the cap per order", () => {
    const grants = grantRooms(evaluated({ ...input, perOrderCap: "10" }), null, left({}));
    expect(grants.snapshot.granted).toBe(10n);
  });

  test("asks for what it is worth as ordered, whatever was refunded before", () => {
    const back = refundSeen(refund({ unnamed: "30.00" }));
    for (const events of [
      [orderSeen(), back],
      [back, orderSeen()],
    ]) {
      const { snapshot, target } = earned(terms(input), events);
      expect([snapshot.granted, target.points]).toEqual([40n, 10n]);
    }
  });

  test("keeps its room through refunds: what is left counts up to it", () => {
    const back = refundSeen(refund({ unnamed: "10.00" }));
    const rooms = { left: left({ "member day/2026-03-01": 25n }) };
    expect(worth(terms(input), [orderSeen()], rooms)).toBe(25n);
    expect(worth(terms(input), [orderSeen(), back], rooms)).toBe(25n);
  });
});

describe("an edit", () => {
  const input = { perDayCap: "100" };
  const first = evaluated(input);
  const second = evaluated(input, [line(), line({ id: "2", price: "30.00" })]);
  const after = (rest: bigint, previous: EarnSnapshot, edited: EarnSnapshot) =>
    grantRooms(edited, previous, left({ "member day/2026-03-01": rest }));

  test("asks for what it adds", () => {
    const before = grantRooms(first, null, left({})).snapshot;
    const grants = after(60n, before, second);
    expect(grants.snapshot.granted).toBe(70n);
    expect(takenOf(grants)).toEqual({ "member day/2026-03-01": 30n });
  });

  test("gets of it what room there is", () => {
    const before = grantRooms(first, null, left({})).snapshot;
    expect(after(7n, before, second).snapshot.granted).toBe(47n);
  });

  test("that lowers the order leaves it what it was granted", () => {
    const before = grantRooms(second, null, left({})).snapshot;
    const grants = after(30n, before, first);
    expect([grants.snapshot.granted, grants.taken]).toEqual([70n, []]);
  });

  test("adds to what a campaign was granted", () => {
    const limited = { campaigns: [campaign({ budget: "50" })] };
    const before = grantRooms(evaluated(limited), null, left({})).snapshot;
    const edited = evaluated(limited, [line(), line({ id: "2", price: "30.00" })]);
    const grants = grantRooms(edited, before, left({ "program campaign/campaign": 10n }));
    expect(grants.snapshot.extras[0]?.granted).toBe(50n);
    expect(takenOf(grants)).toEqual({ "program campaign/campaign": 10n });
  });
});

describe("a campaign", () => {
  const limited = { campaigns: [campaign({ budget: "700", perMemberLimit: "70" })] };
  const full = "program campaign/campaign";

  test("takes its own extra points of its budget and of the member's limit", () => {
    expect(takenOf(grantRooms(evaluated(limited), null, left({})))).toEqual({
      "member campaign/campaign": 40n,
      "program campaign/campaign": 40n,
    });
  });

  test("rounds up what it takes", () => {
    const [input, lines] = [{ campaigns: [campaign({ budget: "9" })] }, [line({ price: "1.50" })]];
    expect(takenOf(grantRooms(evaluated(input, lines), null, left({})))).toEqual({ [full]: 2n });
  });

  test("gives what room is left beside base points", () => {
    expect(worth(terms(limited), [orderSeen()], { left: left({ [full]: 15n }) })).toBe(55n);
  });

  test("whose part is still within what was granted loses nothing by a refund", () => {
    const back = refundSeen(refund({ unnamed: "20.00" }));
    const rooms = { left: left({ [full]: 15n }) };
    expect(worth(terms(limited), [orderSeen(), back], rooms)).toBe(35n);
  });

  test("without room counts as not running, so that best takes the next", () => {
    const input = { ...GOLD, ...limited };
    const given = (rest: bigint) => ({ ...gold, left: left({ [full]: rest }) });
    expect(worth(terms(input), [orderSeen()], given(700n))).toBe(80n);
    expect(worth(terms(input), [orderSeen()], given(0n))).toBe(60n);
  });

  test("whose last room gives less than the next best counts as not running either", () => {
    const input = { ...GOLD, ...limited };
    const given = (rest: bigint) => ({ ...gold, left: left({ [full]: rest }) });
    expect(worth(terms(input), [orderSeen()], given(19n))).toBe(60n);
    expect(worth(terms(input), [orderSeen()], given(25n))).toBe(65n);
    const unused = grantRooms(evaluated(input, [line()], gold), null, given(19n).left);
    expect(unused.taken).toEqual([]);
  });

  test("without room leaves newest to the next newest", () => {
    const input: TermsInput = {
      ...limited,
      stacking: "newest",
      rules: [rule({ effect: times("1.5") })],
    };
    const given = (rest: bigint) => ({ left: left({ [full]: rest }) });
    expect(worth(terms(input), [orderSeen()], given(700n))).toBe(80n);
    expect(worth(terms(input), [orderSeen()], given(0n))).toBe(60n);
  });

  test.each([
    ["bonus_on_base", 60n + 15n],
    ["sum", 60n + 15n],
  ] as const)("limits its own part under %s and no other's", (stacking, expected) => {
    const input: TermsInput = { ...GOLD, ...limited, stacking };
    const given = { ...gold, left: left({ [full]: 15n }) };
    expect(worth(terms(input), [orderSeen()], given)).toBe(expected);
  });

  test("that gives way leaves its lines to another, which then asks for more", () => {
    const campaigns = [
      campaign({ id: "triple", effect: times("3"), budget: "100" }),
      campaign({ id: "double", budget: "100" }),
    ];
    const rooms = left({ "program campaign/triple": 0n });
    const grants = grantRooms(evaluated({ campaigns }), null, rooms);
    expect(takenOf(grants)).toEqual({ "program campaign/double": 40n });
    expect(targetPoints(grants.snapshot, earned(terms(), [orderSeen()]).state).points).toBe(80n);
  });

  test("and the order have rooms of their own", () => {
    const input = { ...limited, perDayCap: "100" };
    const rooms = left({ [full]: 15n, "member day/2026-03-01": 50n });
    const grants = grantRooms(evaluated(input), null, rooms);
    expect(takenOf(grants)).toEqual({
      "member campaign/campaign": 15n,
      "program campaign/campaign": 15n,
      "member day/2026-03-01": 50n,
    });
  });
});
