// What the page after checkout tells a signed-in customer: from the queries and the cards that the
// panel has, so that both say the same.
import type { Card } from "../../../widget/contract/card.ts";
import type {
  MemberThankYouAnswer,
  OrderPointsView,
  ReferralView,
} from "../../../widget/contract/thank-you.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { type OrderPoints, loadOrderPoints } from "../../queries/order-points.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import type { ShopView } from "../../queries/shop.ts";
import { findShopper } from "../../queries/shopper.ts";
import { isAskedAfterCheckout } from "../../queries/survey-question.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { birthdayCards } from "../proxy/cards/birthday.ts";
import { referralCards } from "../proxy/cards/referral.ts";
import { surveyCard } from "../proxy/cards/survey.ts";
import type { Locales } from "../proxy/condition-sentences.ts";
import { problem } from "../proxy/door.ts";
import type { CardsAsked } from "../proxy/panel-cards.ts";
import { balanceView } from "../proxy/views.ts";
import { voiceOf } from "../proxy/voice.ts";
import { ownWords } from "./own-words.ts";
import { storeUrl } from "./store-url.ts";
import { waitingSentence } from "./waiting-sentence.ts";

interface ThankYouAsked {
  readonly shop: ShopView;
  readonly customerId: string;
  /** Null where the page does not know it. */
  readonly orderId: string | null;
  readonly locales: Locales;
  readonly now: Instant;
}

/** Throws the answer that there is nothing, while the shop has no program in force. */
export async function thankYouAnswer({
  orderId,
  ...visit
}: ThankYouAsked): Promise<MemberThankYouAnswer> {
  const { shop, customerId, now } = visit;
  const [shopper, program, order] = await Promise.all([
    findShopper(shop.id, customerId),
    loadActiveProgram(shop.id, new Date(now)),
    orderId === null ? undefined : loadOrderPoints(shop, { customerId, orderId }),
  ]);
  if (program === undefined) throw problem("not_found");
  const { document } = program;
  const memberId = shopper?.memberId ?? null;
  const asked = { ...visit, memberId, document };
  const [referral, birthday, survey] = await Promise.all([
    ownLink(asked),
    openGift(asked),
    question(asked),
  ]);
  return {
    audience: "member",
    pointsName: document.pointsName,
    balance: balanceView(shopper),
    order: orderId === null ? null : orderView(order, document, visit.locales),
    referral,
    birthday,
    survey,
    ...ownWords("thank-you", visit.locales, document.texts),
  };
}

function orderView(
  order: OrderPoints | undefined,
  { pointsName, texts }: ProgramDocument,
  locales: Locales,
): OrderPointsView {
  if (order === undefined) return { state: "counting" };
  const { points, waiting } = order;
  const voice = voiceOf(locales, texts);
  return {
    state: "counted",
    points: toWholeNumber(points),
    waits: waiting > 0n ? waitingSentence(order, voice, pointsName) : null,
  };
}

async function ownLink(asked: CardsAsked): Promise<ReferralView | null> {
  if (asked.memberId === null) return null;
  const [card] = await referralCards(asked);
  if (card?.action?.kind !== "share") return null;
  const { title, text, action } = card;
  return { title, text, link: inStore(action.url, asked.shop), copyLabel: action.copyLabel };
}

/** The date of birth is asked for in the account, not here. */
export async function openGift(asked: CardsAsked): Promise<Card | null> {
  if (asked.memberId === null) return null;
  const gift = (await birthdayCards(asked)).find(({ id }) => id === "birthday");
  if (gift === undefined || gift.isDone) return null;
  const { action } = gift;
  if (action?.kind !== "link") return { ...gift, action: null };
  return { ...gift, action: { ...action, href: inStore(action.href, asked.shop) } };
}

async function question(asked: CardsAsked): Promise<Card | null> {
  const { shop, memberId, document, locales, now } = asked;
  if (memberId === null || document.survey === null) return null;
  const { id: shopId, timeZone } = shop;
  const isAsked = await isAskedAfterCheckout({ shopId, memberId, timeZone, now }, document.survey);
  return isAsked
    ? surveyCard(document, shop.name ?? shop.domain, voiceOf(locales, document.texts))
    : null;
}

/** The extension does not run in the store: a path leads nowhere there. */
function inStore(path: string, shop: Pick<ShopView, "domain">): string {
  return new URL(path, storeUrl(shop)).href;
}
