// The e-mail before points end: how many, until when they can be used, and what keeps them.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatDay } from "./format.ts";
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

export interface ExpiryWarningEmail extends Addressed {
  /** The earliest first; none is not a reason to write. */
  endings: readonly { points: bigint; lastDay: string }[];
  /** What keeps a balance that ends for inactivity; null where age ends the points. */
  keptBy: "order" | "redemption" | "either" | null;
  /** What the balance can be turned into now. */
  affordable: RewardParams | null;
}

export async function renderExpiryWarningEmail(email: ExpiryWarningEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => messageOf(email, voice));
}

function messageOf(email: ExpiryWarningEmail, voice: Voice): Message {
  const words = voice.texts.expiryWarning;
  const [first] = email.endings;
  if (first === undefined) throw new RangeError("A warning names what ends");
  const { affordable } = email;
  const ready = affordable && rewardText(affordable, voice);
  return {
    subject: fill(words.subject, valuesOf(first, voice)),
    preview: fill(words.preview, {
      shop: voice.shop,
      balance: voice.points(email.availablePoints),
    }),
    news: [
      ...(email.keptBy === null ? [] : [fill(words.inactive, { shop: voice.shop })]),
      ...endings(email, voice),
    ],
    outlook: [
      ...keeping(email, voice),
      ...(ready === null ? [] : [fill(words.rewardReady, { reward: ready })]),
    ],
  };
}

function endings(email: ExpiryWarningEmail, voice: Voice): Block[] {
  const words = voice.texts.expiryWarning;
  const values = email.endings.map((ending) => valuesOf(ending, voice));
  if (values.length === 1) return values.map((one) => fill(words.usableUntil, one));
  const lead = fill(words.several, { shop: voice.shop });
  return [{ lead, items: values.map(({ points, day }) => `${points}: ${day}`) }];
}

function keeping({ keptBy, endings: { length } }: ExpiryWarningEmail, { texts }: Voice): string[] {
  const words = texts.expiryWarning;
  switch (keptBy) {
    case "order":
      return [words.keepByOrder];
    case "redemption":
      return [words.keepByRedemption];
    case "either":
      return [words.keepByEither];
    case null:
      return length === 1 ? [words.restExpires] : [];
  }
}

function valuesOf(
  { points, lastDay }: ExpiryWarningEmail["endings"][number],
  voice: Voice,
): { points: string; day: string } {
  return { points: voice.points(points), day: formatDay(lastDay, voice.locale) };
}
