// What a shopper is told of rewards that are no code for the next order: what happens on
// confirming, what is asked about a friend, and how it stands afterwards.
import type { GiftView } from "../../../widget/contract/panel.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { formatDay, formatMoment, formatMoney } from "../../adapters/email/format.ts";
import { type LocalDate, addDaysTo } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { Reward, RewardOf } from "../../core/program/reward-terms.ts";
import {
  MAX_DAYS_AHEAD,
  MAX_EMAIL_CHARACTERS,
  MAX_MESSAGE_CHARACTERS,
  MAX_NAME_CHARACTERS,
} from "../../core/rewards/gift-recipient.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import type { Locales } from "./condition-sentences.ts";
import { type GivingTexts, givingTexts } from "./giving-texts.ts";

/** What happens on confirming; undefined where that is a code for the next order. */
export function promiseOf(reward: Reward, locales: Locales): string | undefined {
  const texts = givingTexts(chooseTexts(locales).locale);
  const what = whatHappens(reward, texts);
  return what && `${what} ${texts.noWayBack}`;
}

function whatHappens(reward: Reward, texts: GivingTexts): string | undefined {
  switch (reward.kind) {
    case "store_credit":
      return texts.credit;
    case "gift_card":
      return reward.recipient === "self" ? texts.card : texts.cardForFriend;
    case "donation":
      return texts.donation;
    case "experience":
      return texts.place;
    case "exclusive_product":
    case "early_access":
      return texts.access;
    case "amount_off":
    case "free_product":
    case "free_shipping":
    case "percentage_off":
    case "points_for_money":
      return undefined;
  }
}

/** What is asked about a friend. `today` is the day of the shop's calendar. */
export function giftOf(
  { recipient }: RewardOf<"gift_card">,
  today: LocalDate,
  locales: Locales,
): GiftView | undefined {
  if (recipient === "self") return undefined;
  const texts = givingTexts(chooseTexts(locales).locale);
  const optional = { required: false } as const;
  return {
    ...(recipient === "either" && { choice: texts.forFriend }),
    fields: [
      {
        name: "email",
        label: texts.email,
        type: "email",
        required: true,
        maxLength: MAX_EMAIL_CHARACTERS,
      },
      {
        name: "name",
        label: texts.name,
        type: "text",
        ...optional,
        maxLength: MAX_NAME_CHARACTERS,
      },
      {
        name: "message",
        label: texts.message,
        type: "text",
        ...optional,
        maxLength: MAX_MESSAGE_CHARACTERS,
      },
      {
        name: "sendOn",
        label: texts.sendOn,
        type: "date",
        ...optional,
        min: today,
        max: addDaysTo(today, MAX_DAYS_AHEAD),
      },
    ],
  };
}

/** How it stands; undefined where it is a code with an end, or is not had any more. */
export function noteOf(
  redemption: Redemption,
  timeZone: TimeZone,
  locales: Locales,
): string | undefined {
  const isGiven = redemption.reward.kind === "donation" && redemption.status === "used";
  if (redemption.status !== "issued" && !isGiven) return undefined;
  const { locale } = chooseTexts(locales);
  const texts = givingTexts(locale);
  const { reward, choice, issuedAt, requestedAt } = redemption;
  switch (reward.kind) {
    case "store_credit":
      return texts.creditLeft(left(redemption, locale));
    case "gift_card":
      return choice?.recipient === "friend"
        ? texts.cardSent
        : texts.cardLeft(left(redemption, locale));
    case "donation":
      return texts.given(formatDay(localDateOf(issuedAt ?? requestedAt, timeZone), locale));
    case "experience":
      return texts.placeKept(reward.place, formatMoment(reward.startsAt, locale));
    case "exclusive_product":
    case "early_access": {
      const { expiresAt: endsAt } = redemption;
      return endsAt === null
        ? texts.accessHad
        : texts.accessUntil(formatDay(localDateOf(endsAt - 1, timeZone), locale));
    }
    case "amount_off":
    case "free_product":
    case "free_shipping":
    case "percentage_off":
    case "points_for_money":
      return undefined;
  }
}

/** What is left of it, as far as is known. */
function left({ remainingMinor, amountMinor, currency }: Redemption, locale: string): string {
  const amount = formatAmount(rational(remainingMinor ?? amountMinor ?? 0n), currency);
  return formatMoney({ amount, currency }, locale);
}
