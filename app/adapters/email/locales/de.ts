// German.
import type { EmailTexts } from "./texts.ts";

export const de: EmailTexts = {
  orderEarned: {
    subject: "{points} für deine Bestellung {order}",
    preview: "Dein Stand bei {shop}: {balance}.",
    greeting: "Hallo {name},",
    greetingWithoutName: "Hallo,",
    earned: "danke für deine Bestellung {order}. Du hast damit {points} gesammelt.",
    balance: "Dein Stand",
    nextReward: "Noch {missing}, dann bekommst du {amount} Rabatt auf eine Bestellung.",
    rewardReady: "Das reicht für {amount} Rabatt auf deine nächste Bestellung.",
    visit: "Zu {shop}",
    why: "Du bekommst diese E-Mail, weil du bei {shop} {pointsName} sammelst.",
    unsubscribe: "Diese E-Mails abbestellen",
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
