// How a redemption looks as a gift card in the store, and how to tell that a card is a redemption's
// own.
import type {
  GiftCardInput,
  GiftCardRecipient,
} from "../../adapters/shopify/operations/create-gift-card.ts";
import type { FoundGiftCard } from "../../adapters/shopify/operations/find-gift-card.ts";
import { DAY_MS, type Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { instantOfLocal, localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import { priceInTitle } from "./voucher-marks.ts";

/**
 * Made of what was stored with the reservation, so that every repetition asks for the same card.
 */
export function giftCardOf(
  { redemption, code }: { readonly redemption: Redemption; readonly code: string },
  customerId: string,
  zone: TimeZone,
  recipient: GiftCardRecipient | null,
): GiftCardInput {
  const { currency, expiresAt } = redemption;
  return {
    code,
    amount: formatAmount(rational(worthOf(redemption)), currency),
    currency,
    note: noteOf(redemption),
    customerId,
    expiresOn: expiresAt === null ? null : localDateOf(expiresAt, zone),
    recipient,
  };
}

/** In minor units. Throws a RangeError for a reward that is no amount. */
export function worthOf({ amountMinor }: Redemption): bigint {
  if (amountMinor === null) throw new RangeError("Money of an amount that is not known");
  return amountMinor;
}

/** When people look into their mail box. */
const SENT_AT = "09:00";
/** How far ahead Shopify sends; a little less, for the time until it reads the request. */
const LATEST_SENDING_MS = 90 * DAY_MS - 60_000;

/** In the morning of the day; null for at once where that is over. */
export function sendMoment(day: LocalDate, zone: TimeZone, now: Instant): Date | null {
  const at = instantOfLocal(`${day}T${SENT_AT}`, zone, "earlier");
  return at > now ? new Date(Math.min(at, now + LATEST_SENDING_MS)) : null;
}

interface OwnCard {
  readonly redemption: Redemption;
  readonly customerId: string | null;
}

/**
 * By the redemption's id in its note; where the merchant wrote another one, by what nobody can
 * change: amount and customer, and that it is younger than the redemption.
 */
export function isOwnCard(card: FoundGiftCard, { redemption, customerId }: OwnCard): boolean {
  if (card.note.includes(redemption.id)) return true;
  const { n, d } = card.initial;
  return (
    n === worthOf(redemption) * d &&
    card.currency === redemption.currency &&
    card.customerId === customerId &&
    card.createdAt >= redemption.requestedAt - CLOCK_SKEW_MS
  );
}

/** How far Shopify's clock and ours may be apart. */
const CLOCK_SKEW_MS = 60_000;

/** For merchants our reference, as in the titles of discounts; for us the id. */
function noteOf(redemption: Redemption): string {
  return `Loyalty: ${priceInTitle(redemption)} (${redemption.code}) ${redemption.id}`;
}
