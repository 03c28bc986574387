// Merchants read of each difference why it is one, in a sentence of its own.
import { describe, expect, test } from "vitest";
import {
  type DifferenceKind,
  differenceKinds,
  remedies,
} from "../../app/core/rewards/compare-vouchers.ts";
import {
  adviceOf,
  differenceTitles,
  reasonOf,
  remedyInWords,
} from "../../app/ui/voucher-difference-words.ts";

const shop = { currency: "EUR", timeZone: "Europe/Berlin" };
const voucher = { carrier: "discount" as const };
const told = (kind: DifferenceKind, details: Record<string, string | null>) =>
  reasonOf({ kind, details, voucher }, shop);
const moment = String(Date.UTC(2026, 2, 1, 12));

describe("the reason", () => {
  test.each([
    [
      "value_differs",
      { hereKind: "amount", here: "500", thereKind: "percentage", there: "12.5" },
      "The member paid for €5.00. In Shopify it takes off 12.5%.",
    ],
    [
      "ends_differs",
      { here: moment, there: null },
      "The member was told that it works until Mar 1, 2026, 1:00 PM. In Shopify it works until somebody switches it off.",
    ],
    [
      "switched_off",
      { here: null, there: moment },
      "The member holds this voucher, but its discount ended there on Mar 1, 2026, 1:00 PM.",
    ],
    [
      "voucher_without_points",
      { cause: "copy", code: "COPY", copyOf: "REG-1" },
      "The code COPY works in Shopify as a copy of the voucher REG-1. Nobody paid points for it.",
    ],
    [
      "limited_to_other_customer",
      { there: "2", member: "included" },
      "In Shopify 2 customers may use its code. It was made for one member.",
    ],
    [
      "points_differ",
      { here: "100", there: "107" },
      "The entries of its redemption come to 107 instead of 100. Nothing in the app does that.",
    ],
  ] as const)("of %s names what stands where", (kind, details, sentence) => {
    expect(told(kind, details)).toBe(sentence);
  });

  test("of each kind is a sentence, and no kind shares its title", () => {
    const all = differenceKinds.map((kind) => told(kind, {}));
    for (const sentence of all) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(all).size).toBe(differenceKinds.length);
    expect(new Set(Object.values(differenceTitles)).size).toBe(differenceKinds.length);
  });
});

test("each remedy says what will happen before it does", () => {
  for (const remedy of remedies) {
    const { label, promise, confirm } = remedyInWords(remedy, 100);
    expect(label).toBe(`${confirm}…`);
    expect(promise).toMatch(/\.$/);
  }
  expect(remedyInWords("return_points", 0).promise).toContain("No points move");
  expect(remedyInWords("return_points", 1).promise).toContain("1 point goes back");
});

test("where the app can do nothing, it says who can", () => {
  const card = { carrier: "gift_card" as const };
  const of = (kind: DifferenceKind, held: typeof voucher | typeof card) =>
    adviceOf({ kind, details: {}, voucher: held });
  expect(of("card_deactivated", card)).toContain("Put it right in Shopify");
  expect(of("points_differ", voucher)).toContain("ledger:verify");
  expect(of("voucher_missing", voucher)).toBeNull();
});
