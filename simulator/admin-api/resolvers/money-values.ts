// Money and moments as GraphQL shows them: "5.0" without zeros, times in UTC and whole seconds.

import { fieldsOf, type FieldResolvers } from "../call.ts";
import type { MoneyBag } from "../../model.ts";
import { formatDecimal } from "../../money.ts";

export type MoneyV2 = { amount: string; currencyCode: string };

export function moneyOf(minor: number, currency: string): MoneyV2 {
  return { amount: formatDecimal(minor, currency), currencyCode: currency };
}

export function bagOf(
  bag: MoneyBag,
  order: { currency: string; presentmentCurrency: string },
): { shopMoney: MoneyV2; presentmentMoney: MoneyV2 } {
  return {
    shopMoney: moneyOf(bag.shop, order.currency),
    presentmentMoney: moneyOf(bag.presentment, order.presentmentCurrency),
  };
}

export function utc(moment: string): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

export function utcOrNull(moment: string | null): string | null {
  return moment === null ? null : utc(moment);
}

/** Types whose values carry their fields by name already. */
export function plainFields(...names: string[]): FieldResolvers {
  return fieldsOf<Record<string, unknown>>(
    Object.fromEntries(names.map((name) => [name, (source) => source[name] ?? null])),
  );
}

export const moneyTypes: Record<string, FieldResolvers> = {
  MoneyV2: plainFields("amount", "currencyCode"),
  MoneyBag: plainFields("shopMoney", "presentmentMoney"),
  PricingPercentageValue: plainFields("percentage"),
  PageInfo: plainFields("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"),
};

export const userErrorTypes: Record<string, FieldResolvers> = {
  UserError: plainFields("field", "message"),
  DiscountUserError: plainFields("field", "message", "code", "extraInfo"),
  MetafieldsSetUserError: plainFields("field", "message", "code", "elementIndex"),
};
