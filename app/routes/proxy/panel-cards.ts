// What the panel shows and asks besides rewards and history: each feature makes its own cards, and
// here they come together.
import type { Card } from "../../../widget/contract/card.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { ShopView } from "../../queries/shop.ts";
import { birthdayCards } from "./cards/birthday.ts";
import { campaignCards } from "./cards/campaigns.ts";
import { checkInCards } from "./cards/check-in.ts";
import { referralCards } from "./cards/referral.ts";
import { surveyCards } from "./cards/survey.ts";
import { waysToEarnCards } from "./cards/ways-to-earn.ts";
import type { Locales } from "./condition-sentences.ts";

/** For whom, where and when. */
export interface CardsAsked {
  readonly shop: ShopView;
  /** Null for a guest. */
  readonly customerId: string | null;
  /** Null for a guest, and for a customer who has not become a member yet. */
  readonly memberId: string | null;
  /** Of the program in force; its rewards cost what this shopper pays now. */
  readonly document: ProgramDocument;
  readonly locales: Locales;
  readonly now: Instant;
}

/** The cards of one feature: none where the program does not use it. Guests get no actions. */
export type CardsOf = (asked: CardsAsked) => Promise<Card[]>;

/** First what waits for an answer or ends, then what is always there. */
const features: readonly CardsOf[] = [
  surveyCards,
  birthdayCards,
  referralCards,
  campaignCards,
  waysToEarnCards,
  checkInCards,
];

/** What is done already comes last. */
export async function panelCards(asked: CardsAsked): Promise<Card[]> {
  const cards = (await Promise.all(features.map((cardsOf) => cardsOf(asked)))).flat();
  return [...cards.filter(({ isDone }) => !isDone), ...cards.filter(({ isDone }) => isDone)];
}
