// What Shopify finds wrong with the input of a gift card, in the order and the words that stores
// gave.

import type { Call } from "../call.ts";
import { gap, topLevel, userError, type UserError } from "../errors.ts";
import { findGiftCard, normalCode, shopDay } from "../../actions/gift-cards.ts";
import type { GiftCardRecipient, Shop } from "../../model.ts";
import { minorDigits, parseFraction, scale } from "../../money.ts";
import { idOf } from "../../world.ts";

type Money = { amount: string | number; currencyCode: string };

export type RecipientInput = {
  id: string;
  message?: string | null;
  preferredName?: string | null;
  sendNotificationAt?: string | null;
};

export type GiftCardFields = {
  initialAmount?: Money | null;
  initialValue?: string | number | null;
  code?: string | null;
  customerId?: string | null;
  expiresOn?: string | null;
  note?: string | null;
  templateSuffix?: string | null;
  recipientAttributes?: RecipientInput | null;
};

const codeLength = { least: 8, most: 20 };
const textLength = { preferredName: 255, message: 200 };
const scheduleDays = 90;
const dayMs = 24 * 3600 * 1000;

/** Texts that are too long end the whole request. */
export function refuseLongTexts(recipient: RecipientInput | null | undefined): void {
  for (const [name, most] of Object.entries(textLength)) {
    const text = recipient?.[name as keyof typeof textLength];
    if (text && text.length > most) {
      const message = `${name} is too long (maximum is ${most})`;
      throw topLevel(message, "INVALID_FIELD_ARGUMENTS");
    }
  }
}

export function checkNewCard(input: GiftCardFields, call: Call): UserError[] {
  const customer = checkCustomer(input.customerId, call);
  if (customer.length > 0) return customer;
  const errors = [
    ...checkValue(input, call.shop),
    ...checkCode(input.code, call.shop),
    ...checkExpiry(input.expiresOn, call),
    ...checkRecipient(input.recipientAttributes, call),
  ];
  return errors.length > 0 ? errors : checkLimit(input, call.shop);
}

export function checkCustomer(id: string | null | undefined, call: Call): UserError[] {
  if (!id || customerIn(call, id)) return [];
  const message = "The customer could not be found.";
  return [userError(["input", "customerId"], message, "CUSTOMER_NOT_FOUND")];
}

/** A customer's digits; null where there is none. An id of no digits ends the request. */
export function customerIn(call: Call, globalId: string): string | null {
  const id = idOf("Customer", globalId);
  if (id === null) throw topLevel(`Invalid id: ${globalId}`, "RESOURCE_NOT_FOUND");
  return call.shop.customers.has(id) ? id : null;
}

export function checkExpiry(expiresOn: string | null | undefined, call: Call): UserError[] {
  if (!expiresOn || expiresOn >= shopDay(call.context, call.shop)) return [];
  return [userError(["input", "expiresOn"], "Expires on must be in the future", "INVALID")];
}

export function checkRecipient(
  recipient: RecipientInput | null | undefined,
  call: Call,
): UserError[] {
  if (!recipient) return [];
  const at = (field: string): string[] => ["input", "recipientAttributes", field];
  const invalid = (field: string, message: string) => userError(at(field), message, "INVALID");
  if (!customerIn(call, recipient.id)) {
    return [userError(at("id"), "Recipient could not be found", "RECIPIENT_NOT_FOUND")];
  }
  const texts = Object.entries({ preferredName: "Preferred name", message: "Message" });
  const found = texts.flatMap(([field, name]) => {
    const text = recipient[field as keyof typeof textLength];
    if (text === null || text === undefined) return [];
    if (text.trim() === "") return [invalid(field, `${name} can't be blank`)];
    return /<[^>]+>/.test(text) ? [invalid(field, `${name} cannot contain HTML tags`)] : [];
  });
  const sendAt = recipient.sendNotificationAt;
  if (!sendAt) return found;
  const ahead = Date.parse(sendAt) - call.context.now().getTime();
  if (ahead >= 0 && ahead <= scheduleDays * dayMs) return found;
  const message = `Send notification at must be within ${scheduleDays} days from now`;
  return [...found, invalid("sendNotificationAt", message)];
}

export function recipientOf(input: RecipientInput, call: Call): GiftCardRecipient {
  return {
    customerId: customerIn(call, input.id) ?? "",
    preferredName: input.preferredName ?? null,
    message: input.message ?? null,
    sendNotificationAt: input.sendNotificationAt
      ? new Date(input.sendNotificationAt).toISOString()
      : null,
  };
}

/** Amounts finer than the currency are rounded to it. */
export function minorOf(amount: string | number, currency: string): number {
  const text = typeof amount === "number" ? amount.toFixed(8) : amount;
  const { numerator, denominator } = parseFraction(text);
  return scale(1, numerator * 10n ** BigInt(minorDigits(currency)), denominator);
}

export function valueIn(input: GiftCardFields, shop: Shop): number | null {
  const { initialAmount, initialValue } = input;
  if (initialAmount && initialAmount.currencyCode !== shop.currency) {
    gap("gift cards in another currency than the shop's");
  }
  const amount = initialAmount?.amount ?? initialValue;
  return amount === null || amount === undefined ? null : minorOf(amount, shop.currency);
}

function checkValue(input: GiftCardFields, shop: Shop): UserError[] {
  const value = valueIn(input, shop);
  if (value === null) {
    const message = "An initial amount is required";
    return [userError(["input", "initialAmount"], message, "MISSING_ARGUMENT")];
  }
  if (value > 0) return [];
  return [userError(valueField(input), "must be greater than 0", "GREATER_THAN")];
}

function checkLimit(input: GiftCardFields, shop: Shop): UserError[] {
  const { giftCardLimitMinor, currency } = shop;
  if ((valueIn(input, shop) ?? 0) <= giftCardLimitMinor) return [];
  const limit = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(giftCardLimitMinor / 10 ** minorDigits(currency));
  const message = `can't exceed ${limit} ${currency}`;
  return [userError(valueField(input), message, "GIFT_CARD_LIMIT_EXCEEDED")];
}

/** Errors name the field that was used. */
function valueField(input: GiftCardFields): string[] {
  return input.initialAmount ? ["input", "initialAmount", "amount"] : ["input", "initialValue"];
}

function checkCode(given: string | null | undefined, shop: Shop): UserError[] {
  if (given === null || given === undefined) return [];
  const code = normalCode(given);
  const finding = (message: string, kind: string | null) => [
    userError(["input", "code"], message, kind),
  ];
  if (code.length < codeLength.least) {
    return finding(`Code must be at least ${codeLength.least} characters long`, "TOO_SHORT");
  }
  if (code.length > codeLength.most) {
    return finding(`Code must be at most ${codeLength.most} characters long`, "TOO_LONG");
  }
  if (!/^[a-z0-9]+$/.test(code)) {
    return finding("Code can only contain letters(a-z) and numbers(0-9)", "INVALID");
  }
  return findGiftCard(shop, code) ? finding("Code has already been taken", null) : [];
}
