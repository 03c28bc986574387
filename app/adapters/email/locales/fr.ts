// French.
import type { EmailTexts } from "./texts.ts";

export const fr: EmailTexts = {
  orderEarned: {
    subject: "{points} gagnés avec la commande {order}",
    preview: "Votre solde chez {shop} : {balance}.",
    greeting: "Bonjour {name},",
    greetingWithoutName: "Bonjour,",
    earned: "Merci pour votre commande {order}. Elle vous rapporte {points}.",
    balance: "Votre solde",
    nextReward: "Encore {missing} et vous aurez {amount} de remise sur une commande.",
    rewardReady: "C’est assez pour {amount} de remise sur votre prochaine commande.",
    visit: "Aller chez {shop}",
    why: "Vous recevez cet e-mail parce que vous cumulez des {pointsName} chez {shop}.",
    unsubscribe: "Ne plus recevoir ces e-mails",
  },
  unsubscribePage: {
    title: "Se désabonner",
    question: "Voulez-vous ne plus recevoir d’e-mails sur votre compte fidélité chez {shop} ?",
    confirm: "Oui, me désabonner",
    done: "C’est fait. {shop} ne vous écrira plus à ce sujet. Vous gardez ce que vous avez cumulé.",
    invalidTitle: "Ce lien ne fonctionne pas",
    invalid:
      "Le lien est incomplet ou a été modifié. Utilisez celui de votre e-mail le plus récent.",
  },
};
