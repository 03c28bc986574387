// What members and friends read of referrals, in the languages that shoppers read.
import type { ClaimRefusal } from "../../../usecases/referrals/claim-voucher.ts";
import type { VisitRefusal } from "../../../usecases/referrals/visit-link.ts";
import { deReferral } from "./referral-texts/de.ts";
import { enReferral } from "./referral-texts/en.ts";
import { esReferral } from "./referral-texts/es.ts";
import { frReferral } from "./referral-texts/fr.ts";
import { trReferral } from "./referral-texts/tr.ts";

export type ReferralRefusal = VisitRefusal | ClaimRefusal;

export interface ReferralTexts {
  readonly title: string;
  /** What both get; the friend's part may have a least order behind it. */
  readonly text: (mine: string, friends: string) => string;
  readonly from: (worth: string, minimum: string) => string;
  readonly asGift: (reward: string) => string;
  readonly afterMinimum: (minimum: string) => string;
  /** Of this calendar year. */
  readonly ofMost: (friends: number, most: number) => string;
  readonly friends: (friends: number) => string;
  readonly onTheirWay: (friends: number) => string;
  readonly share: string;
  /** Goes with the link; the member may edit it. */
  readonly shareText: (shop: string, friends: string) => string;
  readonly shareTextLabel: string;
  readonly copy: string;
  readonly qr: string;
  readonly email: string;
  readonly emailSubject: (shop: string) => string;
  readonly welcome: (worth: string) => string;
  readonly welcomeText: string;
  readonly minimum: (minimum: string) => string;
  readonly yourEmail: string;
  readonly emailHint: string;
  readonly get: string;
  readonly issued: (worth: string) => string;
  readonly issuedText: (day: string) => string;
  /** Where the code comes by e-mail. */
  readonly mailed: (worth: string) => string;
  readonly mailedText: string;
  readonly onItsWay: string;
  readonly onItsWayText: string;
  readonly looked: string;
  readonly lookedText: string;
  readonly ordered: string;
  readonly refusals: Readonly<Record<ReferralRefusal, string>>;
  /** The page of a link that leads nowhere. */
  readonly deadLink: string;
  readonly toShop: string;
  readonly goOn: string;
}

const byLanguage: Readonly<Record<string, ReferralTexts>> = {
  de: deReferral,
  en: enReferral,
  es: esReferral,
  fr: frReferral,
  tr: trReferral,
};

/** In English where the language is none of ours. */
export function referralTexts(locale: string): ReferralTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? enReferral;
}
