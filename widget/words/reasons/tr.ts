// Turkish words of the history.
import type { Reasons } from "../reasons.ts";

const tr: Reasons = {
  order_earned: "Sipariş {order}: {amount}, {unit} başına {rate}",
  order_earned_with: "Sipariş {order}: {amount}, {unit} başına {rate}, ek kazanç: {extras}",
  order_edited: "Sipariş {order} değişti: şimdi {amount}, {unit} başına {rate}",
  order_refunded: "Sipariş {order}: {amount} iade",
  order_cancelled: "Sipariş {order} iptal edildi",
  order_moved: "Sipariş {order} artık başka bir hesaba ait",
  redeemed: "Kullanıldı: {reward}",
  redeemed_by_itself: "Kendiliğinden kullanıldı: {reward}",
  voucher_returned: "Kullanılmamış kod geri verildi: {reward}",
  voucher_used_late: "Kod sonradan {order} siparişinde kullanıldı: {reward}",
  voucher_points_returned: "Sipariş {order} iade edildi, kodu geri verildi: {reward}",
  redemption_refused: "Kod oluşturulamadı: {reward}",
  adjusted: "Mağazadan: {reason}",
  shortfall_repaid: "{points} önceki bir iadeyi karşıladı",
  shortfall_forgiven: "{points} mağaza tarafından silindi",
  points_released: "{points} kullanıma açıldı",
  points_expired: "{points} için süre doldu",
  balance_expired: "{points} için süre doldu: uzun süre işlem yapılmadı",
  expiry_reversed: "{points} geri geldi: zamanında işlem yapmışsınız",
  transferred_out: "Diğer hesabınıza aktarıldı",
  transferred_in: "Diğer hesabınızdan aktarıldı",
  tier_entered: "{tier} seviyesi için {points}",
  action_rewarded: "{action} için {points}",
  birthday: "Doğum gününüz için {points}",
  action_taken_back: "{action} için verilen {points} geri alındı",
  friend_ordered: "Bir arkadaşınızı davet ettiğiniz için {points}",
  friend_order_undone: "Davet için verilen {points} geri alındı: sipariş artık sayılmıyor",
  other: "Bakiye güncellendi",
};

export default tr;
