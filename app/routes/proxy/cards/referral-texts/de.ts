// German words of referrals.
import type { enReferral } from "./en.ts";

export const deReferral: typeof enReferral = {
  referral_title: "Lade jemanden ein",
  referral_text:
    "Wer deiner Einladung folgt, bekommt: {friends}. Nach der ersten Bestellung bekommst du: {mine}.",
  referral_from: "{worth} ab {minimum} Bestellwert",
  referral_as_gift: "{reward} als Geschenk",
  referral_after_minimum: "Die erste Bestellung zählt ab {minimum}.",
  referral_of_most: "{friends} von {most} Einladungen in diesem Jahr",
  referral_friends: { one: "Bisher 1 Einladung", other: "Bisher {count} Einladungen" },
  referral_on_their_way: {
    one: "1 Belohnung ist unterwegs",
    other: "{count} Belohnungen sind unterwegs",
  },
  referral_share: "Link teilen",
  referral_share_text: "Ich kaufe bei {shop} ein. Mit meinem Link bekommst du: {friends}",
  referral_share_text_label: "Deine Nachricht",
  referral_copy: "Link kopieren",
  referral_qr: "QR-Code zeigen",
  referral_email: "E-Mail",
  referral_email_subject: "Für deine erste Bestellung bei {shop}",
  referral_welcome: "Du bist eingeladen: {worth}",
  referral_welcome_text:
    "Für deine erste Bestellung hier. Nenne uns deine E-Mail-Adresse und gib sie auch bei der Bestellung an.",
  referral_minimum: "Für Bestellungen ab {minimum}.",
  referral_your_email: "Deine E-Mail-Adresse",
  referral_email_hint: "Der Code gilt nur mit dieser Adresse.",
  referral_get: "Code holen",
  referral_issued: "Hier ist dein Code: {worth}",
  referral_issued_text:
    "Gib ihn an der Kasse ein, mit derselben E-Mail-Adresse. Er gilt bis zum {day}.",
  referral_mailed: "Sieh in dein Postfach: {worth}",
  referral_mailed_text:
    "Wenn du hier neu bist, kommt der Code per E-Mail. Bestelle mit ihm und derselben Adresse.",
  referral_on_its_way: "Dein Code wird erstellt",
  referral_on_its_way_text:
    "Das dauert einen Moment. Öffne diese Seite in einer Minute noch einmal.",
  referral_looked: "Wir sehen nach",
  referral_looked_text:
    "Der Shop sieht sich deine Anfrage an. Öffne diese Seite morgen noch einmal: Dann steht dein Code hier.",
  referral_ordered: "Danke für deine Bestellung",
  referral_refused_unknown:
    "Dieser Link ist hier nicht bekannt. Bitte lass ihn dir noch einmal schicken.",
  referral_refused_own_link: "Das ist dein eigener Link: Schick ihn jemandem.",
  referral_refused_ended: "Zurzeit gibt es keinen Willkommensgutschein.",
  referral_refused_expired:
    "Es ist zu lange her, dass du den Link geöffnet hast. Öffne ihn noch einmal.",
  referral_refused_too_many:
    "Zu viele Versuche. Bitte warte eine Stunde und versuche es dann noch einmal.",
  referral_refused_email: "Gib eine E-Mail-Adresse ein, wie name@example.com.",
  referral_refused_claimed: "Für diese Adresse gab es schon einen Willkommenscode.",
  referral_refused_not_for_you:
    "Der Willkommenscode ist für neue Kunden, die jemand anders eingeladen hat.",
  referral_refused_not_now:
    "Das lässt sich gerade nicht prüfen. Bitte versuche es gleich noch einmal.",
  referral_dead_link:
    "Dieser Link ist hier nicht bekannt. Bitte lass ihn dir noch einmal schicken.",
  referral_to_shop: "Zum Shop",
  referral_go_on: "Weiter zum Willkommen",
};
