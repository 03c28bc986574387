// French words of referrals.
import type { ReferralTexts } from "../referral-texts.ts";

export const frReferral: ReferralTexts = {
  title: "Parrainer quelqu’un",
  text: (mine, friends) =>
    `La personne invitée reçoit : ${friends}. Après sa première commande, vous recevez : ${mine}.`,
  from: (worth, minimum) => `${worth} dès ${minimum} d’achat`,
  asGift: (reward) => `${reward} en cadeau`,
  afterMinimum: (minimum) => `Sa première commande compte à partir de ${minimum}.`,
  ofMost: (friends, most) => `${friends} parrainages sur ${most} cette année`,
  friends: (friends) =>
    friends === 1 ? "1 parrainage jusqu’ici" : `${friends} parrainages jusqu’ici`,
  onTheirWay: (friends) =>
    friends === 1 ? "1 récompense est en route" : `${friends} récompenses sont en route`,
  share: "Partager le lien",
  shareText: (shop, friends) =>
    `Je fais mes achats chez ${shop}. Avec mon lien, vous recevez : ${friends}`,
  shareTextLabel: "Votre message",
  copy: "Copier le lien",
  qr: "Afficher un code QR",
  email: "E-mail",
  emailSubject: (shop) => `Pour votre première commande chez ${shop}`,
  welcome: (worth) => `On vous offre : ${worth}`,
  welcomeText:
    "Pour votre première commande ici. Indiquez votre adresse e-mail et commandez avec la même.",
  minimum: (minimum) => `Pour les commandes à partir de ${minimum}.`,
  yourEmail: "Votre adresse e-mail",
  emailHint: "Le code ne fonctionne qu’avec cette adresse.",
  get: "Obtenir le code",
  issued: (worth) => `Voici votre code : ${worth}`,
  issuedText: (day) =>
    `Saisissez-le au moment de payer, avec la même adresse e-mail. Il est valable jusqu’au ${day}.`,
  mailed: (worth) => `Consultez votre messagerie : ${worth}`,
  mailedText:
    "Si vous êtes nouveau ici, le code arrive par e-mail. Commandez avec lui et la même adresse.",
  onItsWay: "Votre code est en préparation",
  onItsWayText: "Cela prend un instant. Rouvrez cette page dans une minute.",
  looked: "Nous vérifions",
  lookedText:
    "La boutique examine votre demande. Rouvrez cette page demain : votre code s’y trouvera.",
  ordered: "Merci pour votre commande",
  refusals: {
    unknown: "Ce lien n’est pas connu ici. Demandez-le de nouveau à la personne qui vous invite.",
    own_link: "C’est votre propre lien : envoyez-le à quelqu’un.",
    ended: "Il n’y a pas de bon de bienvenue en ce moment.",
    expired: "Vous avez ouvert le lien il y a trop longtemps. Ouvrez-le encore une fois.",
    too_many: "Trop d’essais. Attendez une heure, puis réessayez.",
    email: "Saisissez une adresse e-mail telle que nom@example.com.",
    claimed: "Cette adresse a déjà reçu son code de bienvenue.",
    not_for_you:
      "Le code de bienvenue est pour les nouveaux clients invités par quelqu’un d’autre.",
    not_now: "Nous ne pouvons pas le vérifier pour le moment. Réessayez dans un instant.",
  },
  deadLink: "Ce lien n’est pas connu ici. Demandez-le de nouveau à la personne qui vous invite.",
  toShop: "Aller à la boutique",
  goOn: "Continuer",
};
