// Pieces that many payloads share: moments in the shop's time zone, money sets, addresses.

import type { Address, MoneyBag, Shop, TaxLine } from "../../model.ts";
import { formatMinor } from "../../money.ts";
import { numberText, type JsonObject } from "../json.ts";

/** "2026-03-29T03:00:00+02:00": whole seconds, with the shop's offset at that moment. */
export function shopTime(shop: Shop, moment: string): string {
  const date = new Date(moment);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: shop.timeZone,
    timeZoneName: "longOffset",
  }).formatToParts(date);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  const sign = match?.[1] === "-" ? -1 : 1;
  const minutes = sign * (Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0));
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${match?.[1] ?? "+"}${match?.[2] ?? "00"}:${match?.[3] ?? "00"}`;
}

export type Currencies = { currency: string; presentmentCurrency: string };

export function moneySet(bag: MoneyBag, order: Currencies): JsonObject {
  const { currency, presentmentCurrency } = order;
  return {
    shop_money: { amount: formatMinor(bag.shop, currency), currency_code: currency },
    presentment_money: {
      amount: formatMinor(bag.presentment, presentmentCurrency),
      currency_code: presentmentCurrency,
    },
  };
}

export function shopAmount(bag: MoneyBag, order: Currencies): string {
  return formatMinor(bag.shop, order.currency);
}

export function taxLine(tax: TaxLine, order: Currencies): JsonObject {
  return {
    channel_liable: false,
    price: shopAmount(tax.amount, order),
    price_set: moneySet(tax.amount, order),
    rate: numberText(tax.rate),
    title: tax.title,
  };
}

export function addressFields(address: Address): JsonObject {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    company: "",
    address1: address.address1,
    address2: "",
    city: address.city,
    province: address.province,
    country: address.country,
    zip: address.zip,
    phone: address.phone,
    name: `${address.firstName} ${address.lastName}`.trim(),
    province_code: address.provinceCode,
    country_code: address.countryCode,
  };
}
