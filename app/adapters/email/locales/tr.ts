// Turkish.
import type { EmailTexts } from "./texts.ts";

export const tr: EmailTexts = {
  letter: {
    greeting: "Merhaba {name},",
    greetingWithoutName: "Merhaba,",
    balance: "Bakiyeniz",
    visit: "{shop} mağazasına git",
    why: "Bu e-postayı {shop} mağazasında {pointsName} topladığınız için alıyorsunuz.",
    unsubscribe: "Bu e-postaları almayı bırak",
  },
  rewards: {
    amount_off: "{amount} indirim",
    percentage_off: "{percent} indirim",
    points_for_money: "{amount} veya daha fazla indirim",
    free_shipping: "Ücretsiz kargo",
    free_product: "Ücretsiz ürün",
    store_credit: "{amount} mağaza kredisi",
    gift_card: "{amount} tutarında hediye kartı",
    donation: "{amount} bağış",
    experience: "Deneyim",
    exclusive_product: "Özel ürün",
    early_access: "Erken erişim",
  },
  orderEarned: {
    subject: "{order} numaralı siparişinizle {points} kazandınız",
    preview: "{shop} bakiyeniz: {balance}.",
    earned: "{order} numaralı siparişiniz için teşekkürler. Size {points} kazandırdı.",
    waitingUntil: "Bunun {points} kadarı en geç {day} tarihinde bakiyenize eklenecek.",
    waitingForShipping:
      "Bunun {points} kadarı siparişiniz kargoya verildikten sonra bakiyenize eklenecek.",
    nextReward: "{missing} daha topladığınızda şu sizin olur: {reward}.",
    rewardReady: "Bu, şunun için yeterli: {reward}.",
  },
  expiryWarning: {
    subject: "{points} için son gün: {day}",
    preview: "{shop} bakiyeniz: {balance}.",
    inactive: "Bir süredir {shop} mağazasında görünmüyorsunuz.",
    several:
      "{shop} mağazasında topladıklarınızın bir kısmının süresi doluyor. Kullanmak için son günler:",
    usableUntil: "{points} {day} tarihine kadar kullanılabilir.",
    keepByOrder: "O tarihe kadar sipariş verirseniz bakiyeniz sizde kalır.",
    keepByRedemption: "O tarihe kadar bir ödül alırsanız bakiyeniz sizde kalır.",
    keepByEither: "O tarihe kadar sipariş verir ya da bir ödül alırsanız bakiyeniz sizde kalır.",
    restExpires: "O günden sonra kalanların süresi dolar.",
    rewardReady: "Bakiyeniz şunun için yeterli: {reward}.",
  },
  rewardIssued: {
    subject: "Sizin için: {reward}",
    subjectSeveral: "Sizin için ödüller",
    preview: "{shop} bakiyeniz artık {balance}.",
    became: "Siz bir şey yapmadan {shop} mağazasındaki {points} şuna dönüştü:",
    code: "{reward}: {code} kodu",
    codeUntil: "{reward}: {code} kodu, son gün {day}",
    giveBack:
      "Bakiyenizi korumayı tercih ederseniz kullanmadığınız kodu sadakat hesabınızda geri verin.",
  },
  tierReached: {
    subject: "Yeni seviyeniz: {tier}",
    preview: "{shop} mağazasındaki yeni seviyeniz.",
    reached: "Tebrikler: {shop} mağazasında artık {tier} seviyesindesiniz.",
    validUntil: "Seviyeniz {day} tarihine kadar geçerli.",
    earnsMore: "Siparişleriniz artık {multiplier} kat kazandırıyor.",
    gift: "Hoş geldiniz hediyesi olarak size {points} verdik.",
    benefits: "Ayrıcalıklarınız:",
  },
  tierEnded: {
    subject: "{tier} seviyeniz sona erdi",
    preview: "{shop} mağazasındaki seviyeniz değişti.",
    ended: "{shop} mağazasındaki {tier} seviyeniz sona erdi. Topladıklarınız sizde kalır.",
    nowIn: "Artık {tier} seviyesindesiniz.",
  },
  tierNotice: {
    subject: "{tier} seviyeniz için son gün: {day}",
    preview: "{shop} mağazasındaki seviyenizi nasıl korursunuz?",
    ends: "{shop} mağazasındaki {tier} seviyeniz {day} tarihine kadar geçerli.",
    keepBy: "Korumak için eksik olan: {way}.",
    keepByOneOf: "Korumak için şunlardan biri eksik:",
    afterwards: "Ondan sonra {tier} seviyesinde olursunuz.",
  },
  tierInvitation: {
    subject: "Davetlisiniz: {tier}",
    preview: "{shop} mağazasından bir davet.",
    invited: "{shop} sizi {tier} seviyesine davet ediyor.",
    validUntil: "Seviyeniz {day} tarihine kadar geçerli olur.",
    earnsMore: "Siparişleriniz {multiplier} kat kazandırır.",
    gift: "Hoş geldiniz hediyesi olarak size {points} veririz.",
    benefits: "Ayrıcalıklarınız şunlar olur:",
    answer:
      "{shop} mağazasındaki sadakat hesabınızda kabul edebilir ya da reddedebilirsiniz. O zamana kadar hiçbir şey değişmez.",
  },
  missing: {
    forTier: "{tier} seviyesi için eksik olan: {way}.",
    forTierOneOf: "{tier} seviyesi için şunlardan biri eksik:",
    spend: "{amount} tutarında sipariş",
    points: "{points}",
    balance: "bakiyenizde {points}",
    counts: {
      orders: { one: "{count} sipariş", other: "{count} sipariş" },
      items: { one: "{count} ürün", other: "{count} ürün" },
      nights: { one: "{count} gece", other: "{count} gece" },
      visits: { one: "{count} ziyaret", other: "{count} ziyaret" },
      referrals: { one: "{count} tavsiye", other: "{count} tavsiye" },
      events: { one: "{count} etkinlik", other: "{count} etkinlik" },
    },
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
