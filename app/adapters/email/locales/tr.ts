// Turkish.
import type { EmailTexts } from "./texts.ts";

export const tr: EmailTexts = {
  orderEarned: {
    subject: "{order} numaralı siparişinizle {points} kazandınız",
    preview: "{shop} bakiyeniz: {balance}.",
    greeting: "Merhaba {name},",
    greetingWithoutName: "Merhaba,",
    earned: "{order} numaralı siparişiniz için teşekkürler. Size {points} kazandırdı.",
    balance: "Bakiyeniz",
    nextReward: "{missing} daha topladığınızda bir siparişte {amount} indirim kazanırsınız.",
    rewardReady: "Bakiyeniz, sonraki siparişinizde {amount} indirim için yeterli.",
    visit: "{shop} mağazasına git",
    why: "Bu e-postayı {shop} mağazasında {pointsName} topladığınız için alıyorsunuz.",
    unsubscribe: "Bu e-postaları almayı bırak",
  },
  unsubscribePage: {
    title: "Abonelikten çık",
    question:
      "{shop} mağazasındaki sadakat hesabınız için e-posta almayı bırakmak istiyor musunuz?",
    confirm: "Evet, çık",
    done: "Tamamlandı. {shop} size bu konuda artık yazmayacak. Topladıklarınız sizde kalır.",
    invalidTitle: "Bu bağlantı çalışmıyor",
    invalid:
      "Bağlantı eksik ya da değiştirilmiş. Lütfen en son e-postanızdaki bağlantıyı kullanın.",
  },
};
