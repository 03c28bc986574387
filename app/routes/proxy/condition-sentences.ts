// What a shopper is told who cannot have a reward now: what is missing, in their language. Said
// here and not in the panel, which would carry every language of what few shoppers ever read.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { formatDay } from "../../adapters/email/format.ts";
import type { UnmetCondition } from "../../core/rewards/unmet-condition.ts";

interface Texts {
  readonly limit: (day: string) => string;
  readonly limitForGood: string;
  readonly soldOut: string;
  readonly opens: (moment: string) => string;
  readonly over: string;
}

const english: Texts = {
  limit: (day) => `You can have this again from ${day}.`,
  limitForGood: "You have had this as often as it can be had.",
  soldOut: "All of these are taken.",
  opens: (moment) => `You can have this from ${moment} on.`,
  over: "This is over.",
};

const byLanguage: Readonly<Record<string, Texts>> = {
  en: english,
  de: {
    limit: (day) => `Das kannst du wieder ab dem ${day} haben.`,
    limitForGood: "Öfter kannst du das nicht einlösen.",
    soldOut: "Davon ist nichts mehr da.",
    opens: (moment) => `Das gibt es ab ${moment}.`,
    over: "Das gibt es nicht mehr.",
  },
  es: {
    limit: (day) => `Podrás volver a canjearla a partir del ${day}.`,
    limitForGood: "Ya la has canjeado todas las veces posibles.",
    soldOut: "Ya no queda ninguna.",
    opens: (moment) => `Disponible a partir del ${moment}.`,
    over: "Esta recompensa ya ha terminado.",
  },
  fr: {
    limit: (day) => `Vous pourrez l’obtenir à nouveau à partir du ${day}.`,
    limitForGood: "Vous l’avez déjà obtenue autant de fois que possible.",
    soldOut: "Il n’en reste plus.",
    opens: (moment) => `Disponible à partir du ${moment}.`,
    over: "Cette offre est terminée.",
  },
  tr: {
    limit: (day) => `Bunu yeniden alabileceğiniz ilk gün: ${day}.`,
    limitForGood: "Bunu alınabileceği kadar aldınız.",
    soldOut: "Bundan hiç kalmadı.",
    opens: (moment) => `Bunu alabileceğiniz ilk an: ${moment}.`,
    over: "Bunun süresi doldu.",
  },
};

/** Of the page, as whoever asked wrote it, then of the shop. */
export type Locales = readonly (string | null)[];

/** In the first of the languages that we speak, else in English. */
export function conditionSentence(condition: UnmetCondition, locales: Locales): string {
  const { locale } = chooseTexts(locales);
  const texts = byLanguage[new Intl.Locale(locale).language] ?? english;
  if (condition.reason === "sold_out") return texts.soldOut;
  if (condition.reason === "not_on_sale") {
    const { opensAt } = condition;
    return opensAt === null ? texts.over : texts.opens(formatMoment(opensAt, locale));
  }
  const { next } = condition;
  return next === null ? texts.limitForGood : texts.limit(formatDay(next, locale));
}

/** A time of the shop's clock, such as 2026-03-01T09:00. */
function formatMoment(dateTime: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return format.format(new Date(`${dateTime}Z`));
}
