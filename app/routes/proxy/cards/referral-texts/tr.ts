// Turkish words of referrals.
import type { enReferral } from "./en.ts";

export const trReferral: typeof enReferral = {
  referral_title: "Bir arkadaşını davet et",
  referral_text:
    "Davet ettiğin kişi şunu alır: {friends}. İlk siparişinden sonra sen şunu alırsın: {mine}.",
  referral_from: "{minimum} ve üzeri siparişlerde {worth}",
  referral_as_gift: "hediye olarak {reward}",
  referral_after_minimum: "İlk sipariş {minimum} tutarından itibaren sayılır.",
  referral_of_most: "Bu yıl {most} davetten {friends} tanesi",
  referral_friends: { one: "Şimdiye kadar 1 davet", other: "Şimdiye kadar {count} davet" },
  referral_on_their_way: { one: "1 ödül yolda", other: "{count} ödül yolda" },
  referral_share: "Bağlantını paylaş",
  referral_share_text:
    "{shop} mağazasından alışveriş yapıyorum. Bağlantımla şunu alırsın: {friends}",
  referral_share_text_label: "Mesajın",
  referral_copy: "Bağlantıyı kopyala",
  referral_qr: "QR kodu göster",
  referral_email: "E-posta",
  referral_email_subject: "{shop} mağazasındaki ilk siparişin için",
  referral_welcome: "Bir arkadaşın seni davet etti: {worth}",
  referral_welcome_text:
    "Buradaki ilk siparişin için. E-posta adresini yaz ve siparişi aynı adresle ver.",
  referral_minimum: "{minimum} ve üzeri siparişler için.",
  referral_your_email: "E-posta adresin",
  referral_email_hint: "Kod yalnızca bu adresle çalışır.",
  referral_get: "Kodu al",
  referral_issued: "İşte kodun: {worth}",
  referral_issued_text: "Ödemede aynı e-posta adresiyle gir. Son geçerlilik günü: {day}.",
  referral_mailed: "E-postalarına bak: {worth}",
  referral_mailed_text:
    "Burada yeniysen kod e-postayla gelir. Bu kodla ve aynı e-posta adresiyle sipariş ver.",
  referral_on_its_way: "Kodun hazırlanıyor",
  referral_on_its_way_text: "Bu biraz sürer. Bir dakika sonra bu sayfayı yeniden aç.",
  referral_looked: "Bakıyoruz",
  referral_looked_text:
    "Mağaza isteğine bakıyor. Yarın bu sayfayı yeniden aç: kodun burada olacak.",
  referral_ordered: "Siparişin için teşekkürler",
  referral_refused_unknown: "Bu bağlantı burada bilinmiyor. Arkadaşından yeniden iste.",
  referral_refused_own_link: "Bu senin kendi bağlantın: bir arkadaşına gönder.",
  referral_refused_ended: "Şu anda hoş geldin kuponu yok.",
  referral_refused_expired: "Bağlantıyı açalı çok zaman oldu. Bir kez daha aç.",
  referral_refused_too_many: "Çok fazla deneme. Bir saat bekleyip yeniden dene.",
  referral_refused_email: "ad@example.com gibi bir e-posta adresi gir.",
  referral_refused_claimed: "Bu adres hoş geldin kodunu zaten aldı.",
  referral_refused_not_for_you:
    "Hoş geldin kodu, başka birinin davet ettiği yeni müşteriler içindir.",
  referral_refused_not_now: "Bunu şu anda kontrol edemiyoruz. Birazdan yeniden dene.",
  referral_dead_link: "Bu bağlantı burada bilinmiyor. Arkadaşından yeniden iste.",
  referral_to_shop: "Mağazaya git",
  referral_go_on: "Devam et",
};
