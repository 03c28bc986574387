// The e-mail for a birthday: what the member was given, or what they can choose from.
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

export type TellableGift =
  | { readonly kind: "points"; readonly points: bigint }
  /** Without a code where Shopify itself writes of it, or it is had without one. */
  | { readonly kind: "reward"; readonly reward: RewardParams; readonly code: string | null }
  | { readonly kind: "choice"; readonly points: bigint; readonly reward: RewardParams };

export interface BirthdayEmail extends Addressed {
  gift: TellableGift;
  /** The last day on which it can be had. */
  lastDay: string;
}

export async function renderBirthdayEmail(email: BirthdayEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => messageOf(email, voice));
}

function messageOf({ gift, lastDay }: BirthdayEmail, voice: Voice): Message {
  const words = voice.texts.birthday;
  const { shop } = voice;
  const day = formatDay(lastDay, voice.locale);
  const lead =
    gift.kind === "choice" ? fill(words.choose, { shop, day }) : fill(words.gift, { shop });
  return {
    subject: fill(words.subject, { shop }),
    preview: words.preview,
    news: [{ lead, items: itemsOf(gift, day, voice) }],
    outlook: gift.kind === "choice" ? [fill(words.how, { points: voice.points(gift.points) })] : [],
  };
}

function itemsOf(gift: TellableGift, day: string, voice: Voice): string[] {
  const words = voice.texts.birthday;
  switch (gift.kind) {
    case "points":
      return [fill(words.points, { points: voice.points(gift.points) })];
    case "reward": {
      const reward = rewardText(gift.reward, voice);
      return [gift.code === null ? reward : fill(words.code, { reward, code: gift.code, day })];
    }
    case "choice":
      return [voice.points(gift.points), rewardText(gift.reward, voice)];
  }
}
