// Gift cards and store credit for tests, with what does not matter left out.

import { createCustomer } from "../../../simulator/actions/customers.ts";
import { createGiftCard, type GiftCardInput } from "../../../simulator/actions/gift-cards.ts";
import { addCredit, openCreditAccount } from "../../../simulator/actions/store-credit.ts";
import type { CreditAccount, Customer, GiftCard, Shop } from "../../../simulator/model.ts";
import type { World } from "../../../simulator/world.ts";

export function giftCard(world: World, shop: Shop, input: Partial<GiftCardInput> = {}): GiftCard {
  const plain = { code: null, initialMinor: 1_000, expiresOn: null, note: null };
  const nobody = { templateSuffix: null, customerId: null, recipient: null };
  return createGiftCard(world, shop, { ...plain, ...nobody, ...input });
}

let lastHolder = 0;

export function creditHolder(
  world: World,
  shop: Shop,
  amountMinor: number,
  expiresAt: string | null = null,
): { customer: Customer; account: CreditAccount } {
  lastHolder += 1;
  const customer = createCustomer(world, shop, { email: `holder-${lastHolder}@example.com` });
  const account = openCreditAccount(world, shop, customer.id, shop.currency);
  addCredit(world, account, { amountMinor, expiresAt });
  return { customer, account };
}
