// What a program wants to stand in Shopify for its tiers.
import { describe, expect, test } from "vitest";
import { benefitsOf, perkTitle } from "../../../app/core/perks/perk-words.ts";
import {
  NO_TIER_VALUE,
  perkText,
  wantedNames,
  wantedPerks,
} from "../../../app/core/perks/wanted-perks.ts";
import {
  type ProgramDocumentInput,
  programDocumentSchema,
} from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type TierInput = NonNullable<ProgramDocumentInput["tiers"]>["list"][number];

const silver: TierInput = { id: "silver", name: "Silver", entry: "manual" };
const gold: TierInput = { id: "gold", name: "Gold", entry: "manual" };
const place = { namespace: "app--284900001", locale: "en" };

function tiersOf(...list: TierInput[]) {
  return programDocumentSchema.parse({ ...PROGRAM_INPUT, tiers: { list } }).tiers;
}

describe("what tiers want in Shopify", () => {
  test("is nothing without tiers, and nothing of a tier that gives nothing in the cart", () => {
    expect(wantedPerks(null, place)).toEqual([]);
    expect(wantedPerks(tiersOf(silver, gold), place)).toEqual([]);
    expect(wantedNames(tiersOf(silver))).toEqual([]);
  });

  test("is a segment of each tier's members, before the discounts that are limited to it", () => {
    const perks = { discountPercent: "12.5", freeShipping: true, minimumSubtotalMinor: "5000" };
    const tiers = tiersOf({ ...silver, perks: { freeShipping: true } }, { ...gold, perks });
    const minimumSubtotalMinor = 5000n;
    expect(wantedPerks(tiers, place)).toEqual([
      {
        tierId: "silver",
        kind: "segment",
        title: "Loyalty tier: Silver",
        query: "metafields.app--284900001.tier = 'silver'",
      },
      {
        tierId: "silver",
        kind: "free_shipping",
        title: "Silver: free shipping",
        percent: null,
        minimumSubtotalMinor: 0n,
      },
      {
        tierId: "gold",
        kind: "segment",
        title: "Loyalty tier: Gold",
        query: "metafields.app--284900001.tier = 'gold'",
      },
      {
        tierId: "gold",
        kind: "discount",
        title: "Gold: 12.5% off",
        percent: "12.5",
        minimumSubtotalMinor,
      },
      {
        tierId: "gold",
        kind: "free_shipping",
        title: "Gold: free shipping",
        percent: null,
        minimumSubtotalMinor,
      },
    ]);
    expect(wantedNames(tiers)).toEqual([
      { tierId: "silver", kind: "segment" },
      { tierId: "silver", kind: "free_shipping" },
      { tierId: "gold", kind: "segment" },
      { tierId: "gold", kind: "discount" },
      { tierId: "gold", kind: "free_shipping" },
    ]);
  });

  test("names nobody who is in no tier", () => {
    expect(/^[a-z0-9-]+$/.test(NO_TIER_VALUE)).toBe(false);
  });

  test("is written differently whenever shoppers would get something else", () => {
    const texts = [
      { discountPercent: "10" },
      { discountPercent: "10.5" },
      { discountPercent: "10", minimumSubtotalMinor: "1" },
    ].map((perks) => {
      const [, discount] = wantedPerks(tiersOf({ ...gold, perks }), place);
      return discount && perkText(discount, "gid://shopify/Segment/1");
    });
    expect(new Set(texts).size).toBe(3);
    const [segment, discount] = wantedPerks(
      tiersOf({ ...gold, perks: { discountPercent: "10" } }),
      place,
    );
    if (!segment || !discount) throw new Error("Nothing is wanted");
    expect(perkText(discount, "gid://shopify/Segment/2")).not.toBe(texts[0]);
    expect(perkText(segment, null)).toContain(".tier = 'gold'");
  });
});

describe("the title that shoppers read", () => {
  test.each([
    ["en", "Gold: 12.5% off", "Gold: free shipping"],
    ["de-AT", "Gold: 12,5 % Rabatt", "Gold: kostenloser Versand"],
    ["fr", "Gold: 12,5 % de réduction", "Gold: livraison gratuite"],
    ["es-MX", "Gold: 12,5 % de descuento", "Gold: envío gratis"],
    ["tr", "Gold: %12,5 indirim", "Gold: ücretsiz kargo"],
    ["xx", "Gold: 12.5% off", "Gold: free shipping"],
    ["", "Gold: 12.5% off", "Gold: free shipping"],
  ])("is in the language of a store with %j", (locale, off, shipping) => {
    expect(perkTitle("Gold", { kind: "discount", percent: "12.5" }, locale)).toBe(off);
    expect(perkTitle("Gold", { kind: "free_shipping" }, locale)).toBe(shipping);
  });
});

describe("the benefits that members read", () => {
  const tier = {
    perks: { discountPercent: "12.5", freeShipping: true, minimumSubtotalMinor: 5000n },
    benefits: ["Early access"],
  };

  test.each([
    ["en", "12.5% off on orders of at least 50.00 EUR"],
    ["de", "12,5 % Rabatt ab einem Bestellwert von 50,00 EUR"],
    ["fr-CA", "12,5 % de réduction dès 50,00 EUR d’achat"],
    ["es", "12,5 % de descuento en pedidos desde 50,00 EUR"],
    ["tr", "%12,5 indirim (50,00 EUR ve üzeri siparişlerde)"],
  ])("begin with what the cart gives, in the language %s", (locale, first) => {
    const lines = benefitsOf(tier, { locale, currency: "EUR" });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(first);
    expect(lines[2]).toBe("Early access");
  });

  test("name no least subtotal where there is none, and nothing that is not given", () => {
    const perks = { ...tier.perks, minimumSubtotalMinor: 0n };
    const shop = { locale: "en", currency: "JPY" };
    expect(benefitsOf({ ...tier, perks }, shop)).toEqual([
      "12.5% off",
      "Free shipping",
      "Early access",
    ]);
    const nothing = { ...perks, discountPercent: null, freeShipping: false };
    expect(benefitsOf({ ...tier, perks: nothing }, shop)).toEqual(["Early access"]);
  });
});
