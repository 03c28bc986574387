// Parts of an order travel with it, because they need its currencies.

import type { DiscountApplication, Order } from "../../model.ts";

export type InOrder<Item> = { order: Order; item: Item };

export function inOrder<Item>(order: Order, items: Item[]): InOrder<Item>[] {
  return items.map((item) => ({ order, item }));
}

export function keyOf(entry: InOrder<{ id: string }>): string {
  return entry.item.id;
}

export type ApplicationInOrder = InOrder<DiscountApplication> & {
  index: number;
  __typename: string;
};

export function applicationsOf(order: Order): ApplicationInOrder[] {
  return order.discountApplications.map((item, index) => ({
    order,
    item,
    index,
    __typename: typeNames[item.kind],
  }));
}

const typeNames = {
  discount_code: "DiscountCodeApplication",
  manual: "ManualDiscountApplication",
  automatic: "AutomaticDiscountApplication",
};
