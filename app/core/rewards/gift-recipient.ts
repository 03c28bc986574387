// The friend to whom a member sends a gift card: whom Shopify writes to, what it says, and when.
import { z } from "zod";
import { type LocalDate, daysBetween } from "../calendar/local-date.ts";
import { localDate } from "../program/calendar-fields.ts";
import { writable } from "../program/fields.ts";

/** Somebody else's personal data: kept until the card is issued or refused, told to nobody. */
export interface GiftRecipient {
  readonly email: string;
  readonly name: string | null;
  readonly message: string | null;
  /** The day of the shop's calendar on which Shopify sends it; null for at once. */
  readonly sendOn: LocalDate | null;
}

/** As Shopify takes them. */
export const MAX_EMAIL_CHARACTERS = 255;
export const MAX_NAME_CHARACTERS = 255;
export const MAX_MESSAGE_CHARACTERS = 200;
export const MAX_DAYS_AHEAD = 90;

const email = z.email().max(MAX_EMAIL_CHARACTERS);
/** Mail programs would take angle brackets for more than text. */
const plainText = writable.regex(/^[^<>]*$/);
const friendName = plainText.max(MAX_NAME_CHARACTERS).regex(/^[^\r\n]*$/);
const message = plainText.max(MAX_MESSAGE_CHARACTERS);

/** What has to be said otherwise before a gift card can be sent. */
export type RecipientProblem = "email" | "name" | "message" | "send_on" | "send_on_range";

/**
 * The first thing that is wrong with a recipient; null where nothing is. `today` is the day of the
 * shop's calendar: a card is sent today at the earliest and 90 days ahead at the latest. Rule:
 * docs/rewards.md.
 */
export function recipientProblem(
  recipient: GiftRecipient,
  today: LocalDate,
): RecipientProblem | null {
  if (!email.safeParse(recipient.email).success) return "email";
  if (!friendName.nullable().safeParse(recipient.name).success) return "name";
  if (!message.nullable().safeParse(recipient.message).success) return "message";
  if (recipient.sendOn === null) return null;
  if (!localDate.safeParse(recipient.sendOn).success) return "send_on";
  const ahead = daysBetween(today, recipient.sendOn);
  return ahead < 0 || ahead > MAX_DAYS_AHEAD ? "send_on_range" : null;
}

/** Shorter ones stand in many words. */
const LEAST_TELLING_CHARACTERS = 3;

/**
 * Why a card was refused, as it is kept for the merchant: without the words of a refusal that
 * repeat what was said of the friend. Rule: docs/rewards.md.
 */
export function withoutFriend(refusal: string, friend: GiftRecipient | null): string {
  const { email: address = null, name = null, message: words = null } = friend ?? {};
  const isTold = [address, name, words].some(
    (said) =>
      said !== null &&
      said.length >= LEAST_TELLING_CHARACTERS &&
      refusal.toLowerCase().includes(said.toLowerCase()),
  );
  return isTold ? "Shopify does not take what was said of the friend." : refusal;
}
