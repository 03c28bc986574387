// How what a member redeemed stands, on their page.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type MemberVoucher, VoucherCard } from "../../app/ui/voucher-card.tsx";

const money = { amount: "5.00", currency: "EUR" };

function textOf(changes: Partial<MemberVoucher>): string {
  const voucher: MemberVoucher = {
    id: "1",
    code: "REG-7K2M-Q0XD-91TB",
    status: "issued",
    points: 100,
    occasion: null,
    reward: { kind: "amount_off", ...money },
    requestedAt: new Date("2026-03-01T12:00:00Z"),
    expiresAt: null,
    usedOrderId: null,
    usedOrderName: null,
    returnReason: null,
    carrier: "discount",
    remainingMinor: null,
    ...changes,
  };
  const card = createElement(VoucherCard, {
    vouchers: [voucher],
    undo: () => "UNDO",
    pointsName: { one: "Bean", other: "Beans" },
    timeZone: "Europe/Berlin",
  });
  const markup = renderToStaticMarkup(
    createElement(AppProvider, { i18n: translations, children: card }),
  );
  return markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

const giftCard = { carrier: "gift_card", reward: { kind: "gift_card", ...money } };

test.each<[Partial<MemberVoucher>, readonly string[], readonly string[]]>([
  [{}, ["Ready to use", "€5.00 for 100 Beans"], ["UNDO", "spent"]],
  [
    { ...giftCard, remainingMinor: 380 },
    ["Given", "a gift card of €5.00 for 100 Beans", "€3.80 of it is not spent"],
    ["UNDO"],
  ],
  [{ points: 0, occasion: "birthday" }, ["€5.00 as a gift for a birthday"], ["for 0", "UNDO"]],
  [{ ...giftCard, remainingMinor: 0 }, ["All of it is spent"], ["UNDO"]],
  [{ ...giftCard, status: "used", remainingMinor: 100 }, ["Over", "€1.00"], ["UNDO"]],
  [
    { carrier: "none", reward: { kind: "experience", name: "A tasting" } },
    ["Redeemed", "an experience (“A tasting”)", "UNDO"],
    ["spent"],
  ],
  [{ carrier: "none", status: "used", reward: { kind: "experience" } }, ["Over", "UNDO"], []],
  [
    {
      carrier: "none",
      status: "returned",
      returnReason: "cancelled_by_merchant",
      reward: { kind: "donation", ...money },
    },
    ["Given back", "cancelled by your staff"],
    ["UNDO"],
  ],
])("%j says how it stands, and what can be undone", (changes, said, unsaid) => {
  const text = textOf(changes);
  for (const words of said) expect(text).toContain(words);
  for (const words of unsaid) expect(text).not.toContain(words);
});
