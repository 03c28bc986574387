// Control calls about what customers have with a shop, and what a merchant does to discounts by
// hand.

import { z } from "zod";
import { amount, given, id, minor, moment, nothing, parseInput, text } from "./parse-input.ts";
import { idOf, onShop } from "./shop-routes.ts";
import { requireCustomer } from "../actions/customers.ts";
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  requireDiscount,
} from "../actions/discounts.ts";
import {
  createGiftCard,
  deactivateGiftCard,
  moveGiftCard,
  requireGiftCard,
} from "../actions/gift-cards.ts";
import { adjustCredit, creditAccountsOf } from "../actions/store-credit.ts";
import type { Route } from "../server.ts";

const newCard = z.strictObject({
  amount,
  code: text.optional(),
  customerId: id.optional(),
  expiresOn: z.iso.date().optional(),
  note: z.string().optional(),
});

export function creditRoutes(): Route[] {
  return [
    onShop("POST", "/discounts/:id", (request, context, shop) => {
      const { active } = parseInput(request, z.strictObject({ active: z.boolean() }));
      const discount = requireDiscount(shop, idOf(request));
      if (active) activateDiscount(context, discount);
      else deactivateDiscount(context, discount);
      context.emit(shop, { topic: "discounts/update", discount });
      return discount;
    }),
    onShop("DELETE", "/discounts/:id", (request, context, shop) => {
      deleteDiscount(context, shop, requireDiscount(shop, idOf(request)));
      return { deleted: idOf(request) };
    }),
    onShop("GET", "/gift-cards", (_request, _context, shop) => [...shop.giftCards.values()]),
    onShop("POST", "/gift-cards", (request, context, shop) => {
      const { amount: worth, ...input } = parseInput(request, newCard);
      return createGiftCard(context, shop, {
        code: null,
        expiresOn: null,
        note: null,
        customerId: null,
        templateSuffix: null,
        recipient: null,
        ...given(input),
        initialMinor: minor(worth, shop.currency),
      });
    }),
    onShop("POST", "/gift-cards/:id", (request, context, shop) => {
      const { amount: moved, note } = parseInput(
        request,
        z.strictObject({ amount, note: text.optional() }),
      );
      const card = requireGiftCard(shop, idOf(request));
      moveGiftCard(context, card, {
        amountMinor: minor(moved, card.currency),
        ...given({ note }),
      });
      return card;
    }),
    onShop("POST", "/gift-cards/:id/deactivate", (request, context, shop) => {
      parseInput(request, nothing);
      const card = requireGiftCard(shop, idOf(request));
      deactivateGiftCard(context, card);
      return card;
    }),
    onShop("GET", "/customers/:id/credit", (request, context, shop) =>
      creditAccountsOf(context, shop, idOf(request)),
    ),
    onShop("POST", "/customers/:id/credit", (request, context, shop) => {
      const { amount: moved, expiresAt = null } = parseInput(
        request,
        z.strictObject({ amount, expiresAt: moment.optional() }),
      );
      const { id: customerId } = requireCustomer(shop, idOf(request));
      return adjustCredit(context, shop, customerId, minor(moved, shop.currency), expiresAt);
    }),
  ];
}
