// What a shopper is told of rewards that are no code for the next order: what happens on
// confirming, what is asked about a friend, and how it stands afterwards.
import type { GiftView } from "../../../widget/contract/panel.ts";
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
import type { Voice } from "./voice.ts";

/** What happens on confirming; undefined where that is a code for the next order. */
export function promiseOf(reward: Reward, { say }: Voice): string | undefined {
  const what = whatHappens(reward, say);
  return what && `${what} ${say("giving_no_way_back")}`;
}

function whatHappens(reward: Reward, say: Voice["say"]): string | undefined {
  switch (reward.kind) {
    case "store_credit":
      return say("giving_credit");
    case "gift_card":
      return reward.recipient === "self" ? say("giving_card") : say("giving_card_for_friend");
    case "donation":
      return say("giving_donation");
    case "experience":
      return say("giving_place");
    case "exclusive_product":
    case "early_access":
      return say("giving_access");
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
  { say }: Voice,
): GiftView | undefined {
  if (recipient === "self") return undefined;
  const optional = { required: false } as const;
  return {
    ...(recipient === "either" && { choice: say("giving_for_friend") }),
    fields: [
      {
        name: "email",
        label: say("giving_email"),
        type: "email",
        required: true,
        maxLength: MAX_EMAIL_CHARACTERS,
      },
      {
        name: "name",
        label: say("giving_name"),
        type: "text",
        ...optional,
        maxLength: MAX_NAME_CHARACTERS,
      },
      {
        name: "message",
        label: say("giving_message"),
        type: "text",
        ...optional,
        maxLength: MAX_MESSAGE_CHARACTERS,
      },
      {
        name: "sendOn",
        label: say("giving_send_on"),
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
  { locale, say }: Voice,
): string | undefined {
  const isGiven = redemption.reward.kind === "donation" && redemption.status === "used";
  if (redemption.status !== "issued" && !isGiven) return undefined;
  const { reward, choice, issuedAt, requestedAt } = redemption;
  switch (reward.kind) {
    case "store_credit":
      return say("giving_credit_left", { left: left(redemption, locale) });
    case "gift_card":
      return choice?.recipient === "friend"
        ? say("giving_card_sent")
        : say("giving_card_left", { left: left(redemption, locale) });
    case "donation":
      return say("giving_given", {
        day: formatDay(localDateOf(issuedAt ?? requestedAt, timeZone), locale),
      });
    case "experience":
      return say("giving_place_kept", {
        place: reward.place,
        moment: formatMoment(reward.startsAt, locale),
      });
    case "exclusive_product":
    case "early_access": {
      const { expiresAt: endsAt } = redemption;
      if (endsAt === null) return say("giving_access_had");
      const day = formatDay(localDateOf(endsAt - 1, timeZone), locale);
      return say("giving_access_until", { day });
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
