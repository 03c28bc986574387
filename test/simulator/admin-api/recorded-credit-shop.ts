// What the shop of the recorded errors has of gift cards and store credit.

import { createCustomer } from "../../../simulator/actions/customers.ts";
import { createGiftCard, deactivateGiftCard } from "../../../simulator/actions/gift-cards.ts";
import { addCredit, openCreditAccount } from "../../../simulator/actions/store-credit.ts";
import type { GiftCard } from "../../../simulator/model.ts";
import { gid } from "../../../simulator/world.ts";
import type { RunningSimulator } from "../support/running-simulator.ts";

const numbers = {
  open: "501",
  expired: "502",
  ended: "503",
  full: "504",
  ofSilent: "505",
  forSilent: "506",
};

export const cards = Object.fromEntries(
  Object.entries(numbers).map(([name, id]) => [name, gid("GiftCard", id)]),
) as Record<keyof typeof numbers, string>;
export const silent = gid("Customer", "2");
export const account = gid("StoreCreditAccount", "601");
export const takenCode = "takencode1";

export function fillCreditShop({ context, shop }: RunningSimulator): void {
  createCustomer(context, shop, { id: "2", firstName: "Silent" });
  const card = (name: keyof typeof numbers, change: Partial<GiftCard> = {}): GiftCard => {
    const plain = { code: null, initialMinor: 1_000, expiresOn: null, note: null };
    const nobody = { templateSuffix: null, customerId: null, recipient: null };
    const made = createGiftCard(context, shop, { ...plain, ...nobody, ...change });
    shop.giftCards.delete(made.id);
    Object.assign(made, { id: numbers[name], notifiedAt: made.createdAt });
    shop.giftCards.set(made.id, made);
    return made;
  };
  card("open", { code: takenCode });
  card("expired", { expiresOn: "2020-01-01" });
  deactivateGiftCard(context, card("ended"));
  card("full", { initialMinor: shop.giftCardLimitMinor });
  card("ofSilent", { customerId: "2" });
  const recipient = { customerId: "2", preferredName: null, message: null };
  card("forSilent", { recipient: { ...recipient, sendNotificationAt: null } });
  const opened = openCreditAccount(context, shop, "1", shop.currency);
  addCredit(context, opened, { amountMinor: 1_000 });
  shop.creditAccounts.delete(opened.id);
  opened.id = "601";
  shop.creditAccounts.set(opened.id, opened);
}
