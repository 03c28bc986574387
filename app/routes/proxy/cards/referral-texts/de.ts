// German words of referrals.
import type { ReferralTexts } from "../referral-texts.ts";

export const deReferral: ReferralTexts = {
  title: "Lade jemanden ein",
  text: (mine, friends) =>
    `Wen du einlädst, bekommt: ${friends}. Nach der ersten Bestellung bekommst du: ${mine}.`,
  from: (worth, minimum) => `${worth} ab ${minimum} Bestellwert`,
  asGift: (reward) => `${reward} als Geschenk`,
  afterMinimum: (minimum) => `Die erste Bestellung zählt ab ${minimum}.`,
  ofMost: (friends, most) => `${friends} von ${most} Einladungen in diesem Jahr`,
  friends: (friends) => (friends === 1 ? "Bisher 1 Einladung" : `Bisher ${friends} Einladungen`),
  onTheirWay: (friends) =>
    friends === 1 ? "1 Belohnung ist unterwegs" : `${friends} Belohnungen sind unterwegs`,
  share: "Link teilen",
  shareText: (shop, friends) =>
    `Ich kaufe bei ${shop} ein. Mit meinem Link bekommst du: ${friends}`,
  shareTextLabel: "Deine Nachricht",
  copy: "Link kopieren",
  qr: "QR-Code zeigen",
  email: "E-Mail",
  emailSubject: (shop) => `Für deine erste Bestellung bei ${shop}`,
  welcome: (worth) => `Du bist eingeladen: ${worth}`,
  welcomeText:
    "Für deine erste Bestellung hier. Nenne uns deine E-Mail-Adresse und bestelle mit derselben.",
  minimum: (minimum) => `Für Bestellungen ab ${minimum}.`,
  yourEmail: "Deine E-Mail-Adresse",
  emailHint: "Der Code gilt nur mit dieser Adresse.",
  get: "Code holen",
  issued: (worth) => `Hier ist dein Code: ${worth}`,
  issuedText: (day) =>
    `Gib ihn an der Kasse ein, mit derselben E-Mail-Adresse. Er gilt bis zum ${day}.`,
  mailed: (worth) => `Sieh in dein Postfach: ${worth}`,
  mailedText:
    "Wenn du hier neu bist, kommt der Code per E-Mail. Bestelle mit ihm und derselben Adresse.",
  onItsWay: "Dein Code wird gemacht",
  onItsWayText: "Das dauert einen Moment. Öffne diese Seite in einer Minute noch einmal.",
  looked: "Wir sehen nach",
  lookedText:
    "Der Shop sieht sich deine Anfrage an. Öffne diese Seite morgen noch einmal: Dann steht dein Code hier.",
  ordered: "Danke für deine Bestellung",
  refusals: {
    unknown: "Dieser Link ist hier nicht bekannt. Bitte lass ihn dir noch einmal schicken.",
    own_link: "Das ist dein eigener Link: Schick ihn jemandem.",
    ended: "Zurzeit gibt es keinen Willkommensgutschein.",
    expired: "Es ist zu lange her, dass du den Link geöffnet hast. Öffne ihn noch einmal.",
    too_many: "Zu viele Versuche. Bitte warte eine Stunde und versuche es dann noch einmal.",
    email: "Gib eine E-Mail-Adresse ein, wie name@example.com.",
    claimed: "Für diese Adresse gab es schon einen Willkommenscode.",
    not_for_you: "Der Willkommenscode ist für neue Kunden, die jemand anders eingeladen hat.",
    not_now: "Das lässt sich gerade nicht prüfen. Bitte versuche es gleich noch einmal.",
  },
  deadLink: "Dieser Link ist hier nicht bekannt. Bitte lass ihn dir noch einmal schicken.",
  toShop: "Zum Shop",
  goOn: "Weiter zum Willkommen",
};
