// The e-mail after an order: what it earned, the balance, and how far the next reward is.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatDay, oneLine } from "./format.ts";
import {
  type Addressed,
  type Block,
  type Message,
  type RenderedEmail,
  type Voice,
  renderLetter,
} from "./letter.tsx";
import { fill } from "./locales/texts.ts";
import { rewardText } from "./reward-text.ts";

export interface OrderEarnedEmail extends Addressed {
  orderName: string;
  earnedPoints: bigint;
  /** What of it cannot be spent yet, and by which day it can; no day before it has shipped. */
  waiting: { points: bigint; by: string | null } | null;
  /** The reward to look forward to; none missing when it can be had now. Null without rewards. */
  nextReward: { reward: RewardParams; missingPoints: bigint } | null;
  /** Where the member answers the question of the survey; null where they are not asked. */
  surveyUrl: string | null;
}

export async function renderOrderEarnedEmail(email: OrderEarnedEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => messageOf(email, voice));
}

function messageOf(email: OrderEarnedEmail, voice: Voice): Message {
  const words = voice.texts.orderEarned;
  const order = oneLine(email.orderName);
  const points = voice.points(email.earnedPoints);
  const balance = voice.points(email.availablePoints);
  return {
    subject: fill(words.subject, { points, order }),
    preview: fill(words.preview, { shop: voice.shop, balance }),
    news: [fill(words.earned, { order, points }), ...waitingSentence(email, voice)],
    outlook: [...nextSentence(email, voice), ...surveyQuestion(email, voice)],
  };
}

function surveyQuestion({ surveyUrl }: OrderEarnedEmail, { texts, shop }: Voice): Block[] {
  if (surveyUrl === null) return [];
  const { question, answer } = texts.surveyPage;
  return [{ question: fill(question, { shop }), label: answer, href: surveyUrl }];
}

function waitingSentence({ waiting }: OrderEarnedEmail, voice: Voice): string[] {
  if (waiting === null) return [];
  const words = voice.texts.orderEarned;
  const points = voice.points(waiting.points);
  if (waiting.by === null) return [fill(words.waitingForShipping, { points })];
  return [fill(words.waitingUntil, { points, day: formatDay(waiting.by, voice.locale) })];
}

function nextSentence({ nextReward }: OrderEarnedEmail, voice: Voice): string[] {
  if (nextReward === null) return [];
  const words = voice.texts.orderEarned;
  const reward = rewardText(nextReward.reward, voice);
  const missing = nextReward.missingPoints;
  if (missing <= 0n) return [fill(words.rewardReady, { reward })];
  return [fill(words.nextReward, { reward, missing: voice.points(missing) })];
}
