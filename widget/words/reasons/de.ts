// German words of the history.
import type { Reasons } from "../reasons.ts";

const de: Reasons = {
  order_earned: "Bestellung {order}: {amount}, {rate} je {unit}",
  order_earned_with: "Bestellung {order}: {amount}, {rate} je {unit}, mit {extras}",
  order_edited: "Bestellung {order} geändert: jetzt {amount}, {rate} je {unit}",
  order_refunded: "Erstattung von {amount} zu Bestellung {order}",
  order_cancelled: "Bestellung {order} wurde storniert",
  order_moved: "Bestellung {order} gehört jetzt zu einem anderen Konto",
  redeemed: "Eingelöst: {reward}",
  redeemed_by_itself: "Automatisch eingelöst: {reward}",
  voucher_returned: "Unbenutzten Code zurückgegeben: {reward}",
  voucher_used_late: "Code wurde doch bei Bestellung {order} benutzt: {reward}",
  voucher_points_returned: "Bestellung {order} wurde erstattet, Code zurückgegeben: {reward}",
  redemption_refused: "Code konnte nicht erstellt werden: {reward}",
  adjusted: "Vom Shop: {reason}",
  shortfall_repaid: "{points} mit einer früheren Erstattung verrechnet",
  shortfall_forgiven: "{points} vom Shop erlassen",
  points_released: {
    one: "{points} wurde freigegeben",
    other: "{points} wurden freigegeben",
  },
  points_expired: { one: "{points} ist verfallen", other: "{points} sind verfallen" },
  balance_expired: {
    one: "{points} ist nach langer Zeit ohne Aktivität verfallen",
    other: "{points} sind nach langer Zeit ohne Aktivität verfallen",
  },
  expiry_reversed: {
    one: "{points} ist wieder da: Du warst rechtzeitig aktiv",
    other: "{points} sind wieder da: Du warst rechtzeitig aktiv",
  },
  transferred_out: "Auf dein anderes Konto übertragen",
  transferred_in: "Von deinem anderen Konto übertragen",
  tier_entered: "{points} für den Status {tier}",
  action_rewarded: "{points} für: {action}",
  birthday: "{points} zum Geburtstag",
  action_taken_back: "{points} zurückgenommen: {action}",
  friend_ordered: "{points} für eine Empfehlung",
  friend_order_undone:
    "{points} für eine Empfehlung zurückgenommen: Die Bestellung zählt nicht mehr",
  other: "Guthaben angepasst",
};

export default de;
