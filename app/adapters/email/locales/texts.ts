// Every sentence that the program's e-mails and the unsubscribe page can say; each locale has all
// of them.
import type { RewardKind } from "../../../core/program/reward-terms.ts";
import type { PointsBackReason } from "../../../core/rewards/points-back.ts";
import type { Counter } from "../../../core/program/tier-terms.ts";

/** A phrase that depends on a number; languages that know more forms use `other` for them. */
export interface PluralText {
  one: string;
  other: string;
}

export interface EmailTexts {
  /** What every e-mail says. */
  letter: {
    greeting: string;
    greetingWithoutName: string;
    balance: string;
    visit: string;
    why: string;
    unsubscribe: string;
  };
  /** What a reward without a name of its own is called. */
  rewards: Record<RewardKind, string>;
  orderEarned: {
    subject: string;
    preview: string;
    earned: string;
    waitingUntil: string;
    waitingForShipping: string;
    nextReward: string;
    rewardReady: string;
  };
  expiryWarning: {
    subject: string;
    preview: string;
    inactive: string;
    several: string;
    usableUntil: string;
    keepByOrder: string;
    keepByRedemption: string;
    keepByEither: string;
    restExpires: string;
    rewardReady: string;
  };
  /** Of rewards that issued themselves. */
  rewardIssued: {
    subject: string;
    subjectSeveral: string;
    preview: string;
    became: string;
    code: string;
    codeUntil: string;
    giveBack: string;
  };
  /** To a friend who is no member. */
  friendVoucher: {
    subject: string;
    preview: string;
    lead: string;
    code: string;
    how: string;
    use: string;
    why: string;
  };
  birthday: {
    subject: string;
    preview: string;
    /** Before what was given. */
    gift: string;
    points: string;
    code: string;
    /** Before what there is to choose from. */
    choose: string;
    how: string;
  };
  /** Of points that came back without the member's doing: why, by the reason. */
  pointsReturned: Record<PointsBackReason, string> & {
    subject: string;
    preview: string;
    back: string;
    less: string;
  };
  tierReached: {
    subject: string;
    preview: string;
    reached: string;
    validUntil: string;
    earnsMore: string;
    gift: string;
    benefits: string;
  };
  tierEnded: {
    subject: string;
    preview: string;
    ended: string;
    nowIn: string;
  };
  tierNotice: {
    subject: string;
    preview: string;
    ends: string;
    keepBy: string;
    keepByOneOf: string;
    afterwards: string;
  };
  tierInvitation: {
    subject: string;
    preview: string;
    invited: string;
    validUntil: string;
    earnsMore: string;
    gift: string;
    benefits: string;
    answer: string;
  };
  /** What is missing for a tier, as things. */
  missing: {
    forTier: string;
    forTierOneOf: string;
    spend: string;
    points: string;
    balance: string;
    counts: Record<Exclude<Counter, "spend" | "points" | "balance">, PluralText>;
  };
  /** Of the one question, in e-mails and on the page behind their link. */
  surveyPage: {
    title: string;
    question: string;
    /** Of the link that leads to the page. */
    answer: string;
    least: string;
    most: string;
    comment: string;
    send: string;
    scoreMissing: string;
    commentTooLong: string;
    thanks: string;
    points: string;
    alreadyAnswered: string;
    over: string;
    invalidTitle: string;
    invalid: string;
  };
  unsubscribePage: {
    title: string;
    question: string;
    confirm: string;
    done: string;
    invalidTitle: string;
    invalid: string;
  };
}

const placeholder = /\{([a-zA-Z]+)\}/g;

/** Puts values into a sentence. A placeholder without a value is a mistake of ours. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${text}"`);
    return value;
  });
}
