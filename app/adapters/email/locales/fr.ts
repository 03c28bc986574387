// French.
import type { EmailTexts } from "./texts.ts";

export const fr: EmailTexts = {
  letter: {
    greeting: "Bonjour {name},",
    greetingWithoutName: "Bonjour,",
    balance: "Votre solde",
    visit: "Aller chez {shop}",
    why: "Vous recevez cet e-mail parce que vous cumulez des {pointsName} chez {shop}.",
    unsubscribe: "Ne plus recevoir ces e-mails",
  },
  rewards: {
    amount_off: "{amount} de remise",
    percentage_off: "{percent} de remise",
    points_for_money: "{amount} de remise ou plus",
    free_shipping: "Livraison offerte",
  },
  orderEarned: {
    subject: "{points} gagnés avec la commande {order}",
    preview: "Votre solde chez {shop} : {balance}.",
    earned: "Merci pour votre commande {order}. Elle vous rapporte {points}.",
    waitingUntil: "Dont {points} qui rejoindront votre solde au plus tard le {day}.",
    waitingForShipping:
      "Dont {points} qui rejoindront votre solde après l’expédition de votre commande.",
    nextReward: "Encore {missing} et c’est à vous : {reward}.",
    rewardReady: "C’est assez pour : {reward}.",
  },
  expiryWarning: {
    subject: "{points} à utiliser jusqu’au {day}",
    preview: "Votre solde chez {shop} : {balance}.",
    inactive: "Nous ne vous avons pas vu chez {shop} depuis un moment.",
    several:
      "Une partie de ce que vous avez cumulé chez {shop} va expirer. Derniers jours pour l’utiliser :",
    usableUntil: "Vous pouvez utiliser {points} jusqu’au {day}.",
    keepByOrder: "Si vous commandez d’ici là, vous gardez votre solde.",
    keepByRedemption: "Si vous utilisez une récompense d’ici là, vous gardez votre solde.",
    keepByEither: "Si vous commandez ou utilisez une récompense d’ici là, vous gardez votre solde.",
    restExpires: "Ce qui reste après ce jour expire.",
    rewardReady: "Votre solde suffit pour : {reward}.",
  },
  tierReached: {
    subject: "Vous avez le statut {tier}",
    preview: "Votre nouveau statut chez {shop}.",
    reached: "Félicitations : chez {shop}, vous avez maintenant le statut {tier}.",
    validUntil: "Votre statut est valable jusqu’au {day}.",
    earnsMore: "Vos commandes rapportent désormais {multiplier} fois plus.",
    gift: "Pour vous y accueillir, nous vous avons offert {points}.",
    benefits: "Voici vos avantages :",
  },
  tierEnded: {
    subject: "Votre statut {tier} a pris fin",
    preview: "Votre statut chez {shop} a changé.",
    ended: "Votre statut {tier} chez {shop} a pris fin. Vous gardez tout ce que vous avez cumulé.",
    nowIn: "Vous avez maintenant le statut {tier}.",
  },
  tierNotice: {
    subject: "Votre statut {tier} prend fin le {day}",
    preview: "Comment garder votre statut chez {shop}.",
    ends: "Votre statut {tier} chez {shop} est valable jusqu’au {day}.",
    keepBy: "Pour le garder, il vous manque : {way}.",
    keepByOneOf: "Pour le garder, il vous manque l’un de ces éléments :",
    afterwards: "Ensuite, vous auriez le statut {tier}.",
  },
  tierInvitation: {
    subject: "Une invitation : {tier}",
    preview: "Une invitation de {shop}.",
    invited: "{shop} vous invite à rejoindre le statut {tier}.",
    validUntil: "Le statut serait valable jusqu’au {day}.",
    earnsMore: "Vos commandes rapporteraient {multiplier} fois plus.",
    gift: "Pour vous y accueillir, nous vous offririons {points}.",
    benefits: "Voici ce que vous auriez :",
    answer: "Acceptez ou refusez dans votre compte fidélité chez {shop}. D’ici là, rien ne change.",
  },
  missing: {
    forTier: "Pour le statut {tier}, il vous manque : {way}.",
    forTierOneOf: "Pour le statut {tier}, il vous manque l’un de ces éléments :",
    spend: "{amount} de commandes",
    points: "{points}",
    balance: "{points} sur votre solde",
    counts: {
      orders: { one: "{count} commande", other: "{count} commandes" },
      items: { one: "{count} article", other: "{count} articles" },
      nights: { one: "{count} nuit", other: "{count} nuits" },
      visits: { one: "{count} visite", other: "{count} visites" },
      referrals: { one: "{count} parrainage", other: "{count} parrainages" },
      events: { one: "{count} événement", other: "{count} événements" },
    },
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
