// French words of the history.
import type { ActivityWords } from "../../activity/words.ts";

const fr: ActivityWords = {
  empty: "Dès votre première commande, chaque point sera expliqué ici.",
  more: "Afficher plus",
  comes_on: "disponible au plus tard le {date}",
  why: {
    order_earned: "Commande {order} : {amount} à {rate} pour {unit}",
    order_earned_with: "Commande {order} : {amount} à {rate} pour {unit}, avec {extras}",
    order_edited: "Commande {order} modifiée : désormais {amount} à {rate} pour {unit}",
    order_refunded: "Remboursement de {amount} sur la commande {order}",
    order_cancelled: "Commande {order} annulée",
    order_moved: "La commande {order} appartient désormais à un autre compte",
    redeemed: "Échange contre {amount} de remise",
    voucher_returned: "Code de {amount} non utilisé, rendu",
    voucher_used_late: "Code de {amount} finalement utilisé sur la commande {order}",
    voucher_points_returned: "Commande {order} remboursée : code de {amount} rendu",
    redemption_refused: "Le code de {amount} n’a pas pu être créé",
    adjusted: "De la part de la boutique : {reason}",
    shortfall_repaid: {
      one: "{points} a compensé un remboursement antérieur",
      other: "{points} ont compensé un remboursement antérieur",
    },
    shortfall_forgiven: "Offert par la boutique : {points}",
    points_released: {
      one: "{points} est maintenant disponible",
      other: "{points} sont maintenant disponibles",
    },
    points_expired: { one: "{points} a expiré", other: "{points} ont expiré" },
    balance_expired: {
      one: "{points} a expiré après une longue période sans activité",
      other: "{points} ont expiré après une longue période sans activité",
    },
    expiry_reversed: {
      one: "{points} est de retour : votre activité a été prise en compte",
      other: "{points} sont de retour : votre activité a été prise en compte",
    },
    transferred_out: "Transfert vers votre autre compte",
    transferred_in: "Transfert depuis votre autre compte",
    tier_entered: "{points} pour le statut {tier}",
    other: "Points mis à jour",
  },
};

export default fr;
