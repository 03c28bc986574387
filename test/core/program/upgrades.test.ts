// Documents that earlier releases stored are read as what they meant.
import { describe, expect, test } from "vitest";
import {
  PROGRAM_SCHEMA_VERSION,
  programDocumentToJson,
  readStoredDocument,
} from "../../../app/core/program/document.ts";

/** As the first release stored them. */
const recorded = {
  starter: {
    pointsName: { one: "Point", other: "Points" },
    earning: {
      pointsPerUnit: "1",
      taxIncluded: true,
      shippingIncluded: false,
      giftCardsIncluded: false,
      minimumOrderMinor: "0",
      perOrderCap: null,
    },
    rewards: [
      {
        id: "amount-off",
        kind: "amount_off",
        amountMinor: "500",
        points: "100",
        minimumSubtotalMinor: "0",
        validityDays: 90,
        combinesWith: { order: false, product: false, shipping: true },
      },
    ],
    shortfallPolicy: "repay",
    emails: { orderEarned: true },
  },
  changed: {
    pointsName: { one: "Bean", other: "Beans" },
    earning: {
      pointsPerUnit: "0.01",
      taxIncluded: false,
      shippingIncluded: true,
      giftCardsIncluded: true,
      minimumOrderMinor: "1000",
      perOrderCap: "500",
    },
    rewards: [
      {
        id: "five-off",
        kind: "amount_off",
        amountMinor: "700",
        points: "80",
        minimumSubtotalMinor: "2000",
        validityDays: 30,
        combinesWith: { order: true, product: true, shipping: false },
      },
    ],
    shortfallPolicy: "forgive",
    emails: { orderEarned: false },
  },
};

/** What the first version could not say, and therefore meant. */
const meant = {
  rounding: "floor",
  campaigns: [],
  pending: { kind: "none" },
  expiry: { policy: { kind: "never" }, byTier: [], appliesTo: "new_points", warningDays: [30, 7] },
  tiers: null,
  returnSpentPoints: "never",
  storeCreditRefunds: "taken_back",
};

describe("a document of the first schema version", () => {
  test("means what it meant: spendable at once, for ever, without tiers", () => {
    const document = readStoredDocument(recorded.starter, 1);
    expect(document).toMatchObject(meant);
    expect(document.earning).toMatchObject({
      discountsDeducted: true,
      vouchersDeducted: true,
      giftCardPaymentsIncluded: true,
      storeCreditPaymentsIncluded: true,
      perDayCap: null,
      perYearCap: null,
      programBudget: null,
      productMultipliers: [],
      rules: [],
      stacking: "best",
    });
  });

  test("keeps everything that it says", () => {
    const document = readStoredDocument(recorded.changed, 1);
    expect(document).toMatchObject({
      pointsName: { one: "Bean", other: "Beans" },
      earning: {
        pointsPerUnit: "0.01",
        taxIncluded: false,
        shippingIncluded: true,
        giftCardsIncluded: true,
        minimumOrderMinor: 1_000n,
        perOrderCap: 500n,
      },
      rewards: [
        {
          id: "five-off",
          amountMinor: 700n,
          points: 80n,
          minimumSubtotalMinor: 2_000n,
          validityDays: 30,
          combinesWith: { order: true, product: true, shipping: false },
        },
      ],
      shortfallPolicy: "forgive",
      emails: { orderEarned: false },
    });
  });

  test("stored again is of the newest version, and reads the same", () => {
    for (const stored of Object.values(recorded)) {
      const document = readStoredDocument(stored, 1);
      const again: unknown = JSON.parse(programDocumentToJson(document));
      expect(readStoredDocument(again, PROGRAM_SCHEMA_VERSION)).toEqual(document);
    }
  });

  test("that lacks a part is not guessed at", () => {
    expect(() => readStoredDocument({ rewards: [] }, 1)).toThrow("lacks a part");
    expect(() => readStoredDocument(null, 1)).toThrow("lacks a part");
  });
});

describe("a document of the second schema version", () => {
  const stored = { ...recorded.changed, ...meant };

  test("means one voucher for all of an order and for one-time purchases, without a name", () => {
    expect(readStoredDocument(stored, 2).rewards).toEqual([
      {
        id: "five-off",
        kind: "amount_off",
        name: null,
        description: "",
        amountMinor: 700n,
        points: 80n,
        minimumSubtotalMinor: 2_000n,
        minimumQuantity: 0,
        validityDays: 30,
        items: { productIds: [], variantIds: [], collectionIds: [] },
        purchases: { oneTime: true, subscription: false },
        combinesWith: { order: true, product: true, shipping: false },
        stock: null,
        drops: [],
        limits: [],
        audience: { tierIds: [], customerTags: [], segmentIds: [] },
        tierPrices: [],
        autoIssue: null,
      },
    ]);
  });

  test("that lacks its rewards is not guessed at", () => {
    expect(() => readStoredDocument({ ...stored, rewards: undefined }, 2)).toThrow("lacks a part");
  });
});

describe("a schema version that this release does not know", () => {
  test("is told apart: newer than it, or never written", () => {
    expect(() => readStoredDocument({}, 99)).toThrow(
      "Program schema 99 is newer than 3, the newest that this release reads",
    );
    expect(() => readStoredDocument({}, 0)).toThrow("No upgrade from program schema 0 is known");
  });
});
