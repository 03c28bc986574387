// Spanish words of the history.
import type { Reasons } from "../reasons.ts";

const es: Reasons = {
  order_earned: "Pedido {order}: {amount} a {rate} por {unit}",
  order_earned_with: "Pedido {order}: {amount} a {rate} por {unit}, con {extras}",
  order_edited: "Pedido {order} modificado: ahora {amount} a {rate} por {unit}",
  order_refunded: "Reembolso de {amount} del pedido {order}",
  order_cancelled: "Pedido {order} cancelado",
  order_moved: "El pedido {order} pertenece ahora a otra cuenta",
  redeemed: "Canjeado: {reward}",
  redeemed_by_itself: "Canjeado automáticamente: {reward}",
  voucher_returned: "Código sin usar, devuelto: {reward}",
  voucher_used_late: "El código se usó finalmente en el pedido {order}: {reward}",
  voucher_points_returned: "Pedido {order} reembolsado, código devuelto: {reward}",
  redemption_refused: "No se pudo crear el código: {reward}",
  adjusted: "De la tienda: {reason}",
  shortfall_repaid: {
    one: "{points} compensó un reembolso anterior",
    other: "{points} compensaron un reembolso anterior",
  },
  shortfall_forgiven: "Condonado por la tienda: {points}",
  points_released: {
    one: "{points} pasó a estar disponible",
    other: "{points} pasaron a estar disponibles",
  },
  points_expired: { one: "{points} ha caducado", other: "{points} han caducado" },
  balance_expired: {
    one: "{points} ha caducado tras mucho tiempo sin actividad",
    other: "{points} han caducado tras mucho tiempo sin actividad",
  },
  expiry_reversed: {
    one: "{points} está de vuelta: hubo actividad a tiempo",
    other: "{points} están de vuelta: hubo actividad a tiempo",
  },
  transferred_out: "Traspaso a tu otra cuenta",
  transferred_in: "Traspaso desde tu otra cuenta",
  tier_entered: "{points} por el nivel {tier}",
  action_rewarded: "{points} por: {action}",
  birthday: "{points} por tu cumpleaños",
  action_taken_back: "Retirada de {points} por: {action}",
  friend_ordered: "{points} por invitar a alguien",
  friend_order_undone: "Retirada de {points} por una invitación: el pedido ya no cuenta",
  other: "Saldo actualizado",
};

export default es;
