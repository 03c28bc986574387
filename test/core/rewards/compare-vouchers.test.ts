// Where two descriptions of a voucher begin to differ: seconds, decimals, moments, customers.
import { describe, expect, test } from "vitest";
import { type Reward, reward } from "../../../app/core/program/reward-terms.ts";
import {
  type DiscountThere,
  type VoucherHere,
  SETTLING_MS,
  compareDiscount,
  compareListed,
  compareMoney,
  comparePoints,
  confirmAfterMs,
  differenceKinds,
  remediesOf,
} from "../../../app/core/rewards/compare-vouchers.ts";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";

const ISSUED_AT = Date.UTC(2026, 2, 1, 12);
const NOW = ISSUED_AT + SETTLING_MS;
const ENDS_AT = ISSUED_AT + 90 * 86_400_000;
const GID = "gid://shopify/DiscountCodeNode/1";

const five = reward.parse({ id: "five", kind: "amount_off", points: "100", amountMinor: "500" });
const tenth = reward.parse({ id: "ten", kind: "percentage_off", points: "100", percent: "05.50" });
const shipping = reward.parse({ id: "post", kind: "free_shipping", points: "100" });

function here(changes: Partial<Redemption> = {}, of: Reward = five): VoucherHere {
  return {
    redemption: {
      id: "01",
      memberId: "02",
      requestKey: "key",
      reward: of,
      programVersionId: "03",
      currency: "EUR",
      points: 100n,
      occasion: null,
      choice: null,
      amountMinor: of === five ? 500n : null,
      recipient: null,
      remainingMinor: null,
      code: "REG-1",
      status: "issued",
      refusal: null,
      requestedAt: ISSUED_AT,
      issuedAt: ISSUED_AT,
      expiresAt: ENDS_AT,
      deactivatedAt: null,
      endedAt: null,
      usedOrderId: null,
      returnReason: null,
      ...changes,
    },
    carrier: "discount",
    shopifyGid: GID,
    customerId: "7001",
    postedPoints: 100n,
  };
}

const there: DiscountThere = {
  gid: GID,
  isActive: true,
  usageCount: 0,
  usageLimit: 1,
  value: { kind: "amount", amountMinor: 500n },
  endsAt: ENDS_AT,
  customerIds: ["7001"],
};

const kindsOf = (voucher: VoucherHere, discount: DiscountThere | null, now = NOW) =>
  compareDiscount(voucher, discount, now).map(({ kind }) => kind);

describe("a voucher and its discount", () => {
  test("agree where they say the same", () => {
    expect(kindsOf(here(), there)).toEqual([]);
  });

  test("agree within the second that Shopify keeps", () => {
    expect(kindsOf(here({ expiresAt: ENDS_AT + 999 }), there)).toEqual([]);
    expect(kindsOf(here({ expiresAt: ENDS_AT + 1_000 }), there)).toEqual(["ends_differs"]);
    expect(kindsOf(here({ expiresAt: null }), { ...there, endsAt: null })).toEqual([]);
  });

  test.each(["5.5", "5.5000", "5.50"])("agree on a percentage written as %s", (percent) => {
    const discount = { ...there, value: { kind: "percentage" as const, percent } };
    expect(kindsOf(here({}, tenth), discount)).toEqual([]);
  });

  test("disagree on the kind of what they take off", () => {
    const free = { ...there, value: { kind: "free_shipping" as const } };
    expect(kindsOf(here({}, shipping), free)).toEqual([]);
    expect(kindsOf(here(), free)).toEqual(["value_differs"]);
    expect(kindsOf(here({}, shipping), there)).toEqual(["value_differs"]);
    expect(kindsOf(here(), { ...there, value: { kind: "other" } })).toEqual(["value_differs"]);
  });

  test.each([
    ["several customers", ["7001", "7002"], "2", "included"],
    ["another customer", ["7002"], "1", "left_out"],
    ["nobody", [], "0", "left_out"],
    ["everybody", null, null, "included"],
  ])("disagree where it is for %s, without naming them", (_who, customerIds, count, member) => {
    expect(compareDiscount(here(), { ...there, customerIds }, NOW)).toEqual([
      { kind: "limited_to_other_customer", details: { there: count, member } },
    ]);
  });

  test("say nothing of customers where the member's is forgotten", () => {
    expect(kindsOf({ ...here(), customerId: null }, { ...there, customerIds: [] })).toEqual([]);
  });

  test("tell of a use before anything else", () => {
    const discount = { ...there, usageCount: 1, isActive: false, usageLimit: null };
    expect(kindsOf(here(), discount)).toEqual(["used_unknown"]);
  });

  test("tell of a discount that is off alone", () => {
    const discount = { ...there, isActive: false, endsAt: NOW, customerIds: null };
    expect(kindsOf(here(), discount)).toEqual(["switched_off"]);
  });

  test("tell of all that differs in one that works", () => {
    const discount = { ...there, endsAt: null, usageLimit: 3, customerIds: null };
    expect(kindsOf(here(), discount)).toEqual([
      "ends_differs",
      "limited_to_other_customer",
      "works_more_than_once",
    ]);
  });
});

describe("nothing is compared", () => {
  test("before a voucher has settled", () => {
    expect(kindsOf(here(), null, NOW - 1)).toEqual([]);
    expect(kindsOf(here(), null, NOW)).toEqual(["voucher_missing"]);
  });

  test("from the moment on at which it ends", () => {
    expect(kindsOf(here(), null, ENDS_AT - 1)).toEqual(["voucher_missing"]);
    expect(kindsOf(here(), null, ENDS_AT)).toEqual([]);
  });

  test.each(["reserved", "unsettled", "returning", "returned", "refused", "used"] as const)(
    "of one that is %s",
    (status) => {
      expect(kindsOf(here({ status }), null)).toEqual([]);
    },
  );

  test("of one that has no name in Shopify yet", () => {
    expect(kindsOf({ ...here(), shopifyGid: null }, null)).toEqual([]);
  });
});

describe("a code that works", () => {
  const ended = (status: Redemption["status"], endedAt = ISSUED_AT) => here({ status, endedAt });

  test.each(["returned", "refused", "used"] as const)("is told where it is %s", (status) => {
    expect(compareListed(there, ended(status), NOW)).toEqual([
      { kind: "voucher_without_points", details: { cause: status } },
    ]);
    expect(compareListed(there, ended(status, ISSUED_AT + 1), NOW)).toEqual([]);
  });

  test.each(["issued", "reserved", "unsettled", "returning"] as const)(
    "is none of it where its voucher is %s",
    (status) => {
      expect(compareListed(there, here({ status }), NOW)).toEqual([]);
    },
  );

  test("is told where it belongs to no voucher, or is a copy of one", () => {
    expect(compareListed(there, null, NOW)[0]?.details).toEqual({ cause: "unknown" });
    const other = { ...there, gid: "gid://shopify/DiscountCodeNode/2" };
    expect(compareListed(other, here(), NOW)[0]?.details).toEqual({ cause: "copy" });
  });

  test("is none where it is off or used up", () => {
    expect(compareListed({ ...there, isActive: false }, null, NOW)).toEqual([]);
    expect(compareListed({ ...there, usageCount: 1 }, null, NOW)).toEqual([]);
    expect(compareListed({ ...there, usageCount: 9, usageLimit: null }, null, NOW)).toHaveLength(1);
  });
});

describe("money", () => {
  const card = { ...here(), carrier: "gift_card" as const };

  test("is missing or switched off, and spent without a word", () => {
    expect(compareMoney(card, { isSwitchedOff: false }, NOW)).toEqual([]);
    expect(compareMoney(card, { isSwitchedOff: true }, NOW)[0]?.kind).toBe("card_deactivated");
    expect(compareMoney(card, null, NOW)[0]?.kind).toBe("voucher_missing");
    expect(compareMoney(card, null, NOW - 1)).toEqual([]);
    expect(compareMoney({ ...card, shopifyGid: null }, null, NOW)).toEqual([]);
  });
});

describe("points", () => {
  test.each(["reserved", "issued", "used", "returning", "unsettled"] as const)(
    "of one that is %s are its price",
    (status) => {
      expect(comparePoints(here({ status }))).toEqual([]);
      expect(comparePoints({ ...here({ status }), postedPoints: 0n })).toEqual([
        { kind: "points_differ", details: { here: "100", there: "0" } },
      ]);
    },
  );

  test.each(["returned", "refused"] as const)("of one that is %s are none", (status) => {
    expect(comparePoints({ ...here({ status }), postedPoints: 0n })).toEqual([]);
    expect(comparePoints(here({ status }))).toHaveLength(1);
  });
});

test("a use waits for the sweep of orders that may explain it, all else for minutes", () => {
  const minutes = differenceKinds.map((kind) => [kind, confirmAfterMs(kind) / 60_000]);
  expect(Object.fromEntries(minutes)).toMatchObject({ used_unknown: 75, voucher_missing: 2 });
});

test("the app takes back no money that was given", () => {
  for (const kind of differenceKinds) {
    for (const carrier of ["gift_card", "store_credit", "none"] as const) {
      expect(remediesOf(kind, carrier)).toEqual([]);
    }
  }
  expect(remediesOf("voucher_missing", "discount")).toEqual(["make_anew", "return_points"]);
  expect(remediesOf("points_differ", "discount")).toEqual([]);
});
