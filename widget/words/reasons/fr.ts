// French words of the history.
import type { Reasons } from "../reasons.ts";

const fr: Reasons = {
  order_earned: "Commande {order} : {amount} à {rate} pour {unit}",
  order_earned_with: "Commande {order} : {amount} à {rate} pour {unit}, avec {extras}",
  order_edited: "Commande {order} modifiée : désormais {amount} à {rate} pour {unit}",
  order_refunded: "Remboursement de {amount} sur la commande {order}",
  order_cancelled: "Commande {order} annulée",
  order_moved: "La commande {order} appartient désormais à un autre compte",
  redeemed: "Échangé : {reward}",
  redeemed_by_itself: "Échangé automatiquement : {reward}",
  voucher_returned: "Code non utilisé, rendu : {reward}",
  voucher_used_late: "Code finalement utilisé sur la commande {order} : {reward}",
  voucher_points_returned: "Commande {order} remboursée, code rendu : {reward}",
  redemption_refused: "Le code n’a pas pu être créé : {reward}",
  adjusted: "De la part de la boutique : {reason}",
  shortfall_repaid: {
    one: "{points} a compensé un remboursement antérieur",
    other: "{points} ont compensé un remboursement antérieur",
  },
  shortfall_forgiven: "Offert par la boutique : {points}",
  points_released: "Mise à disposition de {points}",
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
  action_rewarded: "{points} pour : {action}",
  birthday: "{points} pour votre anniversaire",
  action_taken_back: "Reprise de {points} : {action}",
  friend_ordered: "{points} pour un parrainage",
  friend_order_undone: "Reprise de {points} pour un parrainage : la commande ne compte plus",
  other: "Solde mis à jour",
};

export default fr;
