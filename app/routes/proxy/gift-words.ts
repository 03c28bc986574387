// What a shopper reads of a voucher that was given to them, in the languages that shoppers read.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { GiftOccasion } from "../../core/rewards/redemption.ts";
import type { Locales } from "./condition-sentences.ts";

type GiftTexts = Readonly<Record<GiftOccasion, string>>;

const english: GiftTexts = {
  birthday: "A gift for your birthday.",
  referral: "A thank-you for inviting a friend.",
};

const byLanguage: Readonly<Record<string, GiftTexts>> = {
  en: english,
  de: {
    birthday: "Ein Geschenk zu deinem Geburtstag.",
    referral: "Ein Dankeschön, weil du Freunde eingeladen hast.",
  },
  es: {
    birthday: "Un regalo por tu cumpleaños.",
    referral: "Un agradecimiento por invitar a un amigo.",
  },
  fr: {
    birthday: "Un cadeau pour votre anniversaire.",
    referral: "Un merci pour avoir invité un proche.",
  },
  tr: {
    birthday: "Doğum gününüz için bir hediye.",
    referral: "Arkadaşınızı davet ettiğiniz için bir teşekkür.",
  },
};

/** Undefined for what the member spent points on. */
export function giftNote(occasion: GiftOccasion | null, locales: Locales): string | undefined {
  if (occasion === null) return undefined;
  const { language } = new Intl.Locale(chooseTexts(locales).locale);
  return (byLanguage[language] ?? english)[occasion];
}
