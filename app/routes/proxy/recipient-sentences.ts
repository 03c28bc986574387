// What a shopper is told whose friend cannot be sent a gift card like this: what to say otherwise.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import type { RecipientProblem } from "../../core/rewards/gift-recipient.ts";
import type { Locales } from "./condition-sentences.ts";

type Texts = Readonly<Record<RecipientProblem, string>>;

const english: Texts = {
  email: "Enter the e-mail address of your friend.",
  name: "Shorten the name to at most 255 characters, without angle brackets.",
  message: "Shorten the message to at most 200 characters, without angle brackets.",
  send_on: "Choose a day that exists.",
  send_on_range: "Choose a day from today on, at most 90 days ahead.",
};

const byLanguage: Readonly<Record<string, Texts>> = {
  en: english,
  de: {
    email: "Gib die E-Mail-Adresse der beschenkten Person ein.",
    name: "Kürze den Namen auf höchstens 255 Zeichen ohne spitze Klammern.",
    message: "Kürze die Nachricht auf höchstens 200 Zeichen ohne spitze Klammern.",
    send_on: "Wähle einen Tag, den es gibt.",
    send_on_range: "Wähle einen Tag ab heute, höchstens 90 Tage im Voraus.",
  },
  es: {
    email: "Escribe el correo electrónico de quien recibe el regalo.",
    name: "Acorta el nombre a 255 caracteres como máximo, sin los signos < y >.",
    message: "Acorta el mensaje a 200 caracteres como máximo, sin los signos < y >.",
    send_on: "Elige un día que exista.",
    send_on_range: "Elige un día a partir de hoy y con 90 días de antelación como máximo.",
  },
  fr: {
    email: "Indiquez l’adresse e-mail de la personne à qui vous l’offrez.",
    name: "Raccourcissez le nom à 255 caractères au plus, sans les signes < et >.",
    message: "Raccourcissez le message à 200 caractères au plus, sans les signes < et >.",
    send_on: "Choisissez un jour qui existe.",
    send_on_range: "Choisissez un jour à partir d’aujourd’hui, au plus 90 jours à l’avance.",
  },
  tr: {
    email: "Hediyeyi alacak kişinin e-posta adresini girin.",
    name: "Adı en fazla 255 karaktere kısaltın; < ve > işaretlerini kullanmayın.",
    message: "Mesajı en fazla 200 karaktere kısaltın; < ve > işaretlerini kullanmayın.",
    send_on: "Var olan bir gün seçin.",
    send_on_range: "Bugünden başlayarak en fazla 90 gün sonrası için bir gün seçin.",
  },
};

/** In the first of the languages that we speak, else in English. */
export function recipientSentence(problem: RecipientProblem, locales: Locales): string {
  const { locale } = chooseTexts(locales);
  return (byLanguage[new Intl.Locale(locale).language] ?? english)[problem];
}
