// The e-mail about rewards that issued themselves: what they are, and their codes.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatDay } from "./format.ts";
import {
  type Addressed,
  type Message,
  type RenderedEmail,
  type Voice,
  renderLetter,
} from "./letter.tsx";
import { fill } from "./locales/texts.ts";
import { rewardText } from "./reward-text.ts";

export interface IssuedReward {
  reward: RewardParams;
  /** Null for what is had without a code. */
  code: string | null;
  /** The last day of the code; null where nothing ends it. */
  lastDay: string | null;
}

export interface RewardIssuedEmail extends Addressed {
  /** One or more. */
  issued: readonly IssuedReward[];
  /** What all of it took. */
  spentPoints: bigint;
}

export async function renderRewardIssuedEmail(email: RewardIssuedEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => messageOf(email, voice));
}

function messageOf({ issued, spentPoints, availablePoints }: RewardIssuedEmail, voice: Voice) {
  const words = voice.texts.rewardIssued;
  const { shop, points } = voice;
  const [first, ...others] = issued;
  const only = first !== undefined && others.length === 0 ? first : null;
  const lead = fill(words.became, { points: points(spentPoints), shop });
  const hasCode = issued.some(({ code }) => code !== null);
  const message: Message = {
    subject: only
      ? fill(words.subject, { reward: rewardText(only.reward, voice) })
      : words.subjectSeveral,
    preview: fill(words.preview, { shop, balance: points(availablePoints) }),
    news: [{ lead, items: issued.map((one) => itemOf(one, voice)) }],
    outlook: hasCode ? [words.giveBack] : [],
  };
  return message;
}

function itemOf({ reward, code, lastDay }: IssuedReward, voice: Voice): string {
  const words = voice.texts.rewardIssued;
  const name = rewardText(reward, voice);
  if (code === null) return name;
  if (lastDay === null) return fill(words.code, { reward: name, code });
  return fill(words.codeUntil, { reward: name, code, day: formatDay(lastDay, voice.locale) });
}
