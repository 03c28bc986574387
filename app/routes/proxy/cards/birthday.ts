// Birthdays on the panel: the gift while it can be had, and the date that is asked for.
import type { Card, CardAction, CardField } from "../../../../widget/contract/card.ts";
import { formatDay, formatPoints } from "../../../adapters/email/format.ts";
import { rewardText } from "../../../adapters/email/reward-text.ts";
import type { RewardParams } from "../../../core/explanations/reward-params.ts";
import { localDateOf } from "../../../core/calendar/local-time.ts";
import type { BirthdayTerms } from "../../../core/program/birthday-terms.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import { isVoucherRedemption } from "../../../core/rewards/carrier.ts";
import { leastOffer, offerParams } from "../../../core/rewards/offer.ts";
import { type Redemption, rewardParams } from "../../../core/rewards/redemption.ts";
import { type BirthdayView, type CurrentGift, loadBirthday } from "../../../queries/birthday.ts";
import type { EnterBirthDateResult } from "../../../usecases/birthdays/enter-birth-date.ts";
import type { ChooseBirthdayResult } from "../../../usecases/birthdays/settle-gift.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { type Voice, voiceOf } from "../voice.ts";

/** The words and numbers of one reader. */
interface Speaker {
  readonly say: Voice["say"];
  readonly points: (count: bigint) => string;
  readonly day: (date: string) => string;
  readonly reward: (params: RewardParams) => string;
}

function speakerOf({ pointsName }: Pick<ProgramDocument, "pointsName">, voice: Voice): Speaker {
  const { locale, say } = voice;
  return {
    say,
    points: (count) => formatPoints(count, pointsName, locale),
    day: (date) => formatDay(date, locale),
    reward: (params) => rewardText(params, voice),
  };
}

/** None where the program knows no birthdays; an offer that is open stays all the same. */
export async function birthdayCards(asked: CardsAsked): Promise<Card[]> {
  const { shop, memberId, customerId, document, locales, now } = asked;
  const speaker = speakerOf(document, voiceOf(locales, document.texts));
  const view =
    memberId === null
      ? { birthDate: null, current: null }
      : await loadBirthday(shop.id, memberId, now);
  const offer = view.current === null ? null : giftCard(view.current, asked, speaker);
  const { birthday } = document;
  const isSignedIn = customerId !== null;
  return [
    ...(offer === null ? [] : [offer]),
    ...(birthday === null
      ? []
      : [dateCard(view, { birthday, document, shop, isSignedIn }, speaker)]),
  ];
}

/** Null for what cannot be told: its reward is none of the program any more. */
export function giftCard(
  { gift, redemption }: CurrentGift,
  { document, shop }: Pick<CardsAsked, "document" | "shop">,
  speaker: Speaker,
): Card | null {
  const { say, points, day } = speaker;
  const lastDay = day(localDateOf(gift.until - 1, shop.timeZone));
  const card = { id: "birthday", title: say("birthday_happy"), note: null, action: null } as const;
  if (gift.status === "points" && gift.points !== null) {
    return {
      ...card,
      text: say("birthday_got_points", { points: points(gift.points) }),
      isDone: true,
    };
  }
  if (redemption !== null) return { ...card, ...rewardGiven(redemption, lastDay, speaker) };
  const reward = rewardOf(document, gift.rewardId, shop.currency, speaker);
  if (reward === null) return null;
  if (gift.points === null)
    return { ...card, text: say("birthday_on_its_way", { reward }), isDone: false };
  const options = [
    { value: "points", label: points(gift.points) },
    { value: "reward", label: reward },
  ];
  return {
    ...card,
    text: say("birthday_choose_by", { day: lastDay }),
    note: say("birthday_otherwise", { points: points(gift.points) }),
    isDone: false,
    action: {
      kind: "form",
      label: say("birthday_choose"),
      path: "birthday/choice",
      fields: [
        {
          name: "gift",
          label: say("birthday_gift"),
          type: "choice",
          options,
          required: true,
          hint: null,
        },
      ],
    },
  };
}

type Given = Pick<Card, "text" | "isDone" | "note" | "action">;

function rewardGiven(redemption: Redemption, lastDay: string, speaker: Speaker): Given {
  const { say } = speaker;
  const reward = speaker.reward(rewardParams(redemption));
  const isOpen = redemption.status === "reserved" || redemption.status === "unsettled";
  if (isOpen || redemption.status === "refused") {
    return {
      text: say("birthday_on_its_way", { reward }),
      isDone: false,
      note: null,
      action: null,
    };
  }
  const text = say("birthday_got_reward", { reward });
  if (redemption.status !== "issued")
    return { text, isDone: true, note: say("birthday_used"), action: null };
  if (!isVoucherRedemption(redemption)) return { text, isDone: true, note: null, action: null };
  const href = `/discount/${encodeURIComponent(redemption.code)}`;
  return {
    text,
    isDone: false,
    note: say("birthday_code", { code: redemption.code, day: lastDay }),
    action: { kind: "link", label: say("birthday_use_code"), href, path: null },
  };
}

interface Asking {
  readonly birthday: BirthdayTerms;
  readonly document: ProgramDocument;
  readonly shop: Pick<CardsAsked["shop"], "currency">;
  readonly isSignedIn: boolean;
}

function dateCard(
  { birthDate }: Pick<BirthdayView, "birthDate">,
  { birthday, document, shop, isSignedIn }: Asking,
  speaker: Speaker,
): Card {
  const { say, day } = speaker;
  const worth = worthOf(birthday, document, shop.currency, speaker);
  const isKnown = birthDate !== null;
  const asked = isSignedIn ? say("birthday_tell_us") : say("birthday_sign_in");
  return {
    id: "birthday/date",
    title: say("birthday_title"),
    text: isKnown ? say("birthday_known", { day: day(birthDate) }) : asked,
    ...(worth !== null && { worth }),
    isDone: isKnown,
    note: isSignedIn ? say("birthday_counts", { count: birthday.blackoutDays }) : null,
    action: isSignedIn ? dateForm(birthDate, birthday, say) : null,
  };
}

function dateForm(
  birthDate: string | null,
  { minimumAge }: BirthdayTerms,
  say: Voice["say"],
): CardAction {
  const field: CardField = {
    name: "birthDate",
    label: say("birthday_birth_date"),
    type: "date",
    required: true,
    hint: minimumAge === null ? null : say("birthday_from_age", { years: minimumAge }),
    autocomplete: "bday",
    ...(birthDate !== null && { value: birthDate }),
  };
  const label = birthDate === null ? say("birthday_save") : say("birthday_change");
  return { kind: "form", label, path: "birthday", fields: [field] };
}

/** What the birthday brings; null where its reward is none of the program. */
function worthOf(
  { gift }: BirthdayTerms,
  document: ProgramDocument,
  currency: string,
  speaker: Speaker,
): string | null {
  const { say, points } = speaker;
  if (gift.kind === "points") return points(gift.points);
  const reward = rewardOf(document, gift.rewardId, currency, speaker);
  if (gift.kind === "reward" || reward === null) return reward;
  return say("birthday_or", { points: points(gift.points), reward });
}

function rewardOf(
  { rewards }: ProgramDocument,
  rewardId: string | null,
  currency: string,
  speaker: Speaker,
): string | null {
  const reward = rewards.find(({ id }) => id === rewardId);
  return reward ? speaker.reward(offerParams(reward, leastOffer(reward), currency)) : null;
}

/** What has become of an entry, to be read aloud, and the field that is to be put right. */
export function enteredMessage(
  result: EnterBirthDateResult,
  { say }: Voice,
): { readonly message: string; readonly field: string | null } {
  if (result.outcome === "entered") {
    return {
      message: result.isNew ? say("birthday_saved") : say("birthday_unchanged"),
      field: null,
    };
  }
  const { reason, minimumAge } = result;
  if (reason === "not_asked" || reason === "not_a_member") {
    return { message: say("birthday_not_asked"), field: null };
  }
  const message = say(`birthday_problem_${reason}`, { years: minimumAge });
  return { message, field: "birthDate" };
}

export function chosenMessage(result: ChooseBirthdayResult, { say }: Voice): string {
  if (result.outcome === "given") return say("birthday_gift");
  if (result.reason === "chosen") return say("birthday_chosen");
  return result.reason === "no_offer" || result.reason === "not_a_member"
    ? say("birthday_no_offer")
    : say("birthday_not_now");
}
