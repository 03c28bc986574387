// The e-mails about tiers: one is reached, one has ended, one will end, one is offered.
import { formatDay, formatDecimal, oneLine } from "./format.ts";
import {
  type Addressed,
  type Block,
  type Message,
  type RenderedEmail,
  type Voice,
  renderLetter,
} from "./letter.tsx";
import { fill } from "./locales/texts.ts";
import { type MissingWays, missingBlocks } from "./missing-words.ts";

/** The next tier, and what it still asks for. */
export interface TierAhead {
  tierName: string;
  ways: MissingWays;
}

/** A tier, and what it gives. */
interface TierGiven extends Addressed {
  tierName: string;
  /** Null where nothing ends it. */
  lastDay: string | null;
  /** Decimal text; `1` where orders earn as before. */
  earnMultiplier: string;
  /** Points given on entering it; zero for none. */
  giftPoints: bigint;
  benefits: readonly string[];
}

export interface TierReachedEmail extends TierGiven {
  ahead: TierAhead | null;
}

/** The shop's address is that of the loyalty account, where the answer is given. */
export type TierInvitationEmail = TierGiven;

export interface TierEndedEmail extends Addressed {
  tierName: string;
  /** The tier now; null for none. */
  nowTierName: string | null;
  ahead: TierAhead | null;
}

export interface TierNoticeEmail extends Addressed {
  tierName: string;
  lastDay: string;
  /** What keeps the tier; none where nothing does. */
  ways: MissingWays;
  /** The tier after it; null for none. */
  nextTierName: string | null;
}

export async function renderTierReachedEmail(email: TierReachedEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => {
    const words = voice.texts.tierReached;
    const values = { tier: oneLine(email.tierName), shop: voice.shop };
    return {
      subject: fill(words.subject, values),
      preview: fill(words.preview, values),
      news: [fill(words.reached, values), ...givenDetails(email, words, voice)],
      outlook: aheadBlocks(email.ahead, voice),
    };
  });
}

export async function renderTierInvitationEmail(
  email: TierInvitationEmail,
): Promise<RenderedEmail> {
  return renderLetter(email, (voice) => {
    const words = voice.texts.tierInvitation;
    const values = { tier: oneLine(email.tierName), shop: voice.shop };
    return {
      subject: fill(words.subject, values),
      preview: fill(words.preview, values),
      news: [
        fill(words.invited, values),
        ...givenDetails(email, words, voice),
        fill(words.answer, values),
      ],
      outlook: [],
    };
  });
}

type GivenWords = Record<"validUntil" | "gift" | "earnsMore" | "benefits", string>;

function givenDetails(email: TierGiven, words: GivenWords, voice: Voice): Block[] {
  const { lastDay, giftPoints, earnMultiplier } = email;
  const blocks: Block[] = [];
  if (lastDay !== null) {
    blocks.push(fill(words.validUntil, { day: formatDay(lastDay, voice.locale) }));
  }
  if (giftPoints > 0n) blocks.push(fill(words.gift, { points: voice.points(giftPoints) }));
  if (Number(earnMultiplier) > 1) {
    const multiplier = formatDecimal(earnMultiplier, voice.locale);
    blocks.push(fill(words.earnsMore, { multiplier }));
  }
  const items = email.benefits.map(oneLine);
  return items.length === 0 ? blocks : [...blocks, { lead: words.benefits, items }];
}

export async function renderTierEndedEmail(email: TierEndedEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice): Message => {
    const words = voice.texts.tierEnded;
    const values = { tier: oneLine(email.tierName), shop: voice.shop };
    const now = email.nowTierName;
    return {
      subject: fill(words.subject, values),
      preview: fill(words.preview, values),
      news: [
        fill(words.ended, values),
        ...(now === null ? [] : [fill(words.nowIn, { tier: oneLine(now) })]),
      ],
      outlook: aheadBlocks(email.ahead, voice),
    };
  });
}

export async function renderTierNoticeEmail(email: TierNoticeEmail): Promise<RenderedEmail> {
  return renderLetter(email, (voice): Message => {
    const words = voice.texts.tierNotice;
    const day = formatDay(email.lastDay, voice.locale);
    const values = { tier: oneLine(email.tierName), shop: voice.shop, day };
    const next = email.nextTierName;
    const sentences = {
      one: (way: string) => fill(words.keepBy, { way }),
      several: words.keepByOneOf,
    };
    return {
      subject: fill(words.subject, values),
      preview: fill(words.preview, values),
      news: [fill(words.ends, values), ...missingBlocks(email.ways, sentences, voice)],
      outlook: next === null ? [] : [fill(words.afterwards, { tier: oneLine(next) })],
    };
  });
}

function aheadBlocks(ahead: TierAhead | null, voice: Voice): Block[] {
  if (!ahead) return [];
  const { forTier, forTierOneOf } = voice.texts.missing;
  const tier = oneLine(ahead.tierName);
  const sentences = {
    one: (way: string) => fill(forTier, { tier, way }),
    several: fill(forTierOneOf, { tier }),
  };
  return missingBlocks(ahead.ways, sentences, voice);
}
