// German.
import type { EmailTexts } from "./texts.ts";

export const de: EmailTexts = {
  letter: {
    greeting: "Hallo {name}!",
    greetingWithoutName: "Hallo!",
    balance: "Dein Stand",
    visit: "Zu {shop}",
    why: "Du bekommst diese E-Mail, weil du bei {shop} {pointsName} sammelst.",
    unsubscribe: "Diese E-Mails abbestellen",
  },
  rewards: {
    amount_off: "{amount} Rabatt",
    percentage_off: "{percent} Rabatt",
    points_for_money: "{amount} Rabatt oder mehr",
    free_shipping: "Kostenloser Versand",
  },
  orderEarned: {
    subject: "{points} für deine Bestellung {order}",
    preview: "Dein Stand bei {shop}: {balance}.",
    earned: "Danke für deine Bestellung {order}. Du hast damit {points} gesammelt.",
    waitingUntil: "Davon stehen {points} spätestens am {day} auf deinem Konto.",
    waitingForShipping: "Davon kommen {points} nach dem Versand deiner Bestellung auf dein Konto.",
    nextReward: "Noch {missing}, dann gehört dir: {reward}.",
    rewardReady: "Das reicht für: {reward}.",
  },
  expiryWarning: {
    subject: "{points} bis {day} einlösen",
    preview: "Dein Stand bei {shop}: {balance}.",
    inactive: "Du warst eine Weile nicht bei {shop}.",
    several:
      "Ein Teil von dem, was du bei {shop} gesammelt hast, verfällt bald. Letzte Tage zum Einlösen:",
    usableUntil: "Du kannst {points} bis zum {day} einlösen.",
    keepByOrder: "Wenn du bis dahin etwas bestellst, behältst du deinen Stand.",
    keepByRedemption: "Wenn du bis dahin etwas einlöst, behältst du deinen Stand.",
    keepByEither: "Wenn du bis dahin etwas bestellst oder einlöst, behältst du deinen Stand.",
    restExpires: "Was nach diesem Tag noch da ist, verfällt.",
    rewardReady: "Dein Stand reicht für: {reward}.",
  },
  tierReached: {
    subject: "Du bist jetzt {tier}",
    preview: "Dein neuer Status bei {shop}.",
    reached: "Herzlichen Glückwunsch: Bei {shop} bist du jetzt {tier}.",
    validUntil: "Dein Status gilt bis zum {day}.",
    earnsMore: "Deine Bestellungen bringen dir jetzt das {multiplier}-Fache.",
    gift: "Zur Begrüßung haben wir dir {points} gutgeschrieben.",
    benefits: "Das hast du davon:",
  },
  tierEnded: {
    subject: "Dein Status {tier} ist zu Ende",
    preview: "Dein Status bei {shop} hat sich geändert.",
    ended: "Dein Status {tier} bei {shop} ist zu Ende. Alles, was du gesammelt hast, bleibt dir.",
    nowIn: "Du bist jetzt {tier}.",
  },
  tierNotice: {
    subject: "Dein Status {tier} endet am {day}",
    preview: "So behältst du deinen Status bei {shop}.",
    ends: "Dein Status {tier} bei {shop} gilt bis zum {day}.",
    keepBy: "Damit du ihn behältst, fehlt noch: {way}.",
    keepByOneOf: "Damit du ihn behältst, fehlt noch eines davon:",
    afterwards: "Danach wärst du {tier}.",
  },
  tierInvitation: {
    subject: "Einladung: {tier}",
    preview: "Eine Einladung von {shop}.",
    invited: "{shop} lädt dich zum Status {tier} ein.",
    validUntil: "Der Status würde bis zum {day} gelten.",
    earnsMore: "Deine Bestellungen würden dir das {multiplier}-Fache bringen.",
    gift: "Zur Begrüßung würden wir dir {points} gutschreiben.",
    benefits: "Das hättest du davon:",
    answer:
      "Annehmen oder ablehnen kannst du in deinem Treuekonto bei {shop}. Bis dahin ändert sich nichts.",
  },
  missing: {
    forTier: "Bis {tier} fehlt dir noch: {way}.",
    forTierOneOf: "Bis {tier} fehlt dir noch eines davon:",
    spend: "Bestellungen für {amount}",
    points: "{points}",
    balance: "{points} auf deinem Konto",
    counts: {
      orders: { one: "{count} Bestellung", other: "{count} Bestellungen" },
      items: { one: "{count} Artikel", other: "{count} Artikel" },
      nights: { one: "{count} Nacht", other: "{count} Nächte" },
      visits: { one: "{count} Besuch", other: "{count} Besuche" },
      referrals: { one: "{count} Empfehlung", other: "{count} Empfehlungen" },
      events: { one: "{count} Veranstaltung", other: "{count} Veranstaltungen" },
    },
  },
  unsubscribePage: {
    title: "E-Mails abbestellen",
    question: "Möchtest du von {shop} keine E-Mails mehr zu deinem Treuekonto bekommen?",
    confirm: "Ja, abbestellen",
    done: "Erledigt. {shop} schreibt dir dazu nicht mehr. Was du gesammelt hast, bleibt dir.",
    invalidTitle: "Dieser Link funktioniert nicht",
    invalid:
      "Der Link ist unvollständig oder wurde verändert. Bitte nimm den aus deiner neuesten E-Mail.",
  },
};
