// French words of referrals.
import type { enReferral } from "./en.ts";

export const frReferral: typeof enReferral = {
  referral_title: "Parrainer quelqu’un",
  referral_text:
    "La personne invitée reçoit : {friends}. Après sa première commande, vous recevez : {mine}.",
  referral_from: "{worth} dès {minimum} d’achat",
  referral_as_gift: "{reward} en cadeau",
  referral_after_minimum: "Sa première commande compte à partir de {minimum}.",
  referral_of_most: "{friends} parrainages sur {most} cette année",
  referral_friends: { one: "1 parrainage jusqu’ici", other: "{count} parrainages jusqu’ici" },
  referral_on_their_way: {
    one: "1 récompense est en route",
    other: "{count} récompenses sont en route",
  },
  referral_share: "Partager le lien",
  referral_share_text: "Je fais mes achats chez {shop}. Avec mon lien, vous recevez : {friends}",
  referral_share_text_label: "Votre message",
  referral_copy: "Copier le lien",
  referral_qr: "Afficher un code QR",
  referral_email: "E-mail",
  referral_email_subject: "Pour votre première commande chez {shop}",
  referral_welcome: "On vous offre : {worth}",
  referral_welcome_text:
    "Pour votre première commande ici. Indiquez votre adresse e-mail et commandez avec la même.",
  referral_minimum: "Pour les commandes à partir de {minimum}.",
  referral_your_email: "Votre adresse e-mail",
  referral_email_hint: "Le code ne fonctionne qu’avec cette adresse.",
  referral_get: "Obtenir le code",
  referral_issued: "Voici votre code : {worth}",
  referral_issued_text:
    "Saisissez-le au moment de payer, avec la même adresse e-mail. Il est valable jusqu’au {day}.",
  referral_mailed: "Consultez votre messagerie : {worth}",
  referral_mailed_text:
    "Si vous êtes nouveau ici, le code arrive par e-mail. Commandez avec lui et la même adresse.",
  referral_on_its_way: "Votre code est en préparation",
  referral_on_its_way_text: "Cela prend un instant. Rouvrez cette page dans une minute.",
  referral_looked: "Nous vérifions",
  referral_looked_text:
    "La boutique examine votre demande. Rouvrez cette page demain : votre code s’y trouvera.",
  referral_ordered: "Merci pour votre commande",
  referral_refused_unknown:
    "Ce lien n’est pas connu ici. Demandez-le de nouveau à la personne qui vous invite.",
  referral_refused_own_link: "C’est votre propre lien : envoyez-le à quelqu’un.",
  referral_refused_ended: "Il n’y a pas de bon de bienvenue en ce moment.",
  referral_refused_expired:
    "Vous avez ouvert le lien il y a trop longtemps. Ouvrez-le encore une fois.",
  referral_refused_too_many: "Trop d’essais. Attendez une heure, puis réessayez.",
  referral_refused_email: "Saisissez une adresse e-mail telle que nom@example.com.",
  referral_refused_claimed: "Cette adresse a déjà reçu son code de bienvenue.",
  referral_refused_not_for_you:
    "Le code de bienvenue est pour les nouveaux clients invités par quelqu’un d’autre.",
  referral_refused_not_now:
    "Nous ne pouvons pas le vérifier pour le moment. Réessayez dans un instant.",
  referral_dead_link:
    "Ce lien n’est pas connu ici. Demandez-le de nouveau à la personne qui vous invite.",
  referral_to_shop: "Aller à la boutique",
  referral_go_on: "Continuer",
};
