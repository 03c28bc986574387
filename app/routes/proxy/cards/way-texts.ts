// What shoppers read of ways to earn beside the names that the store gave them.
import type { WayPeriod, WayTrigger } from "../../../core/program/ways-to-earn-terms.ts";

export interface WayTexts {
  /** What is to be done, where the name alone may not say it. */
  readonly about: Readonly<Record<Exclude<WayTrigger, "social">, string>>;
  readonly social: (network: string) => string;
  readonly open: (network: string) => string;
  /** Where the network has no name of its own. */
  readonly otherNetwork: string;
  readonly collect: string;
  readonly signIn: string;
  readonly once: string;
  readonly done: string;
  readonly forSome: string;
  readonly often: (times: number, per: WayPeriod) => string;
  readonly again: (days: number) => string;
  readonly granted: (points: string) => string;
  /** The store has to be asked whether it is for this customer. */
  readonly waiting: string;
  readonly repeated: string;
  readonly notNow: string;
  readonly ended: string;
}

const en: WayTexts = {
  about: {
    account: "For having an account with us.",
    newsletter: "Agree to our e-mails, at the checkout or wherever we offer them.",
    sms: "Agree to our text messages, at the checkout or wherever we offer them.",
    anniversary: "Each year on the day on which you joined.",
    review: "Write a review of something that you bought.",
    survey: "Answer our short question.",
    check_in: "Show your code at one of our events.",
    custom: "",
  },
  social: (network) => `Have a look at our page on ${network}, and follow us if you like it.`,
  open: (network) => `Open ${network}`,
  otherNetwork: "our page",
  collect: "Collect",
  signIn: "Sign in or create an account to collect them.",
  once: "Once",
  done: "Collected",
  forSome: "For some customers",
  often: (times, per) => {
    const often = times === 1 ? "Once" : `Up to ${times} times`;
    return per === "ever" ? often : `${often} a ${per}`;
  },
  again: (days) => (days === 1 ? "Again the next day" : `Again after ${days} days`),
  granted: (points) => `Thank you! You get ${points}.`,
  waiting: "Thank you! We are checking, and your points come by themselves.",
  repeated: "You have collected these already.",
  notNow: "This earns nothing for you at the moment.",
  ended: "This has ended. Open the page again to see what there is now.",
};

const dePeriods = { ever: "", year: " im Jahr", month: " im Monat", day: " am Tag" } as const;

const de: WayTexts = {
  about: {
    account: "Dafür, dass du ein Konto bei uns hast.",
    newsletter: "Stimme unseren E-Mails zu, an der Kasse oder wo immer wir sie anbieten.",
    sms: "Stimme unseren Textnachrichten zu, an der Kasse oder wo immer wir sie anbieten.",
    anniversary: "Jedes Jahr an dem Tag, an dem du dazugekommen bist.",
    review: "Schreib eine Bewertung zu etwas, das du gekauft hast.",
    survey: "Beantworte unsere kurze Frage.",
    check_in: "Zeig deinen Code bei einer unserer Veranstaltungen.",
    custom: "",
  },
  social: (network) =>
    `Sieh dir unsere Seite auf ${network} an, und folge uns, wenn sie dir gefällt.`,
  open: (network) => `${network} öffnen`,
  otherNetwork: "unsere Seite",
  collect: "Abholen",
  signIn: "Melde dich an oder eröffne ein Konto, um sie abzuholen.",
  once: "Einmal",
  done: "Abgeholt",
  forSome: "Für einige Kunden",
  often: (times, per) => `${times === 1 ? "Einmal" : `Bis zu ${times}-mal`}${dePeriods[per]}`,
  again: (days) => (days === 1 ? "Wieder am nächsten Tag" : `Wieder nach ${days} Tagen`),
  granted: (points) => `Danke! Du bekommst ${points}.`,
  waiting: "Danke! Wir prüfen das, und deine Punkte kommen von selbst.",
  repeated: "Das hast du schon abgeholt.",
  notNow: "Das bringt dir im Moment nichts.",
  ended: "Das ist vorbei. Öffne die Seite neu, um zu sehen, was es jetzt gibt.",
};

const frPeriods = { ever: "", year: " par an", month: " par mois", day: " par jour" } as const;

const fr: WayTexts = {
  about: {
    account: "Pour avoir un compte chez nous.",
    newsletter: "Acceptez nos e-mails, lors du paiement ou là où nous les proposons.",
    sms: "Acceptez nos SMS, lors du paiement ou là où nous les proposons.",
    anniversary: "Chaque année, le jour où vous nous avez rejoints.",
    review: "Donnez votre avis sur un article que vous avez acheté.",
    survey: "Répondez à notre courte question.",
    check_in: "Montrez votre code lors d’un de nos événements.",
    custom: "",
  },
  social: (network) => `Découvrez notre page sur ${network}, et suivez-nous si elle vous plaît.`,
  open: (network) => `Ouvrir ${network}`,
  otherNetwork: "notre page",
  collect: "Récupérer",
  signIn: "Connectez-vous ou créez un compte pour les récupérer.",
  once: "Une fois",
  done: "Récupéré",
  forSome: "Pour certains clients",
  often: (times, per) => `${times === 1 ? "Une fois" : `Jusqu’à ${times} fois`}${frPeriods[per]}`,
  again: (days) => (days === 1 ? "De nouveau le lendemain" : `De nouveau après ${days} jours`),
  granted: (points) => `Merci ! Vous recevez ${points}.`,
  waiting: "Merci ! Nous vérifions, et vos points arriveront d’eux-mêmes.",
  repeated: "Vous les avez déjà récupérés.",
  notNow: "Cela ne vous rapporte rien pour le moment.",
  ended: "C’est terminé. Rouvrez la page pour voir ce qu’il y a maintenant.",
};

const esPeriods = { ever: "", year: " al año", month: " al mes", day: " al día" } as const;

const es: WayTexts = {
  about: {
    account: "Por tener una cuenta con nosotros.",
    newsletter: "Acepta nuestros correos, al pagar o donde los ofrezcamos.",
    sms: "Acepta nuestros mensajes de texto, al pagar o donde los ofrezcamos.",
    anniversary: "Cada año, el día en que te uniste.",
    review: "Escribe una reseña de algo que hayas comprado.",
    survey: "Responde a nuestra breve pregunta.",
    check_in: "Muestra tu código en uno de nuestros eventos.",
    custom: "",
  },
  social: (network) => `Mira nuestra página en ${network} y síguenos si te gusta.`,
  open: (network) => `Abrir ${network}`,
  otherNetwork: "nuestra página",
  collect: "Recoger",
  signIn: "Inicia sesión o crea una cuenta para recogerlos.",
  once: "Una vez",
  done: "Recogido",
  forSome: "Para algunos clientes",
  often: (times, per) => `${times === 1 ? "Una vez" : `Hasta ${times} veces`}${esPeriods[per]}`,
  again: (days) => (days === 1 ? "Otra vez al día siguiente" : `Otra vez después de ${days} días`),
  granted: (points) => `¡Gracias! Recibes ${points}.`,
  waiting: "¡Gracias! Lo estamos comprobando y tus puntos llegarán solos.",
  repeated: "Ya los has recogido.",
  notNow: "Por ahora esto no te da nada.",
  ended: "Ha terminado. Vuelve a abrir la página para ver lo que hay ahora.",
};

const trPeriods = { ever: "", year: "Yılda ", month: "Ayda ", day: "Günde " } as const;

const tr: WayTexts = {
  about: {
    account: "Bizde bir hesabınız olduğu için.",
    newsletter: "Ödeme sırasında veya sunduğumuz her yerde e-postalarımıza onay verin.",
    sms: "Ödeme sırasında veya sunduğumuz her yerde kısa mesajlarımıza onay verin.",
    anniversary: "Her yıl, aramıza katıldığınız gün.",
    review: "Satın aldığınız bir ürün için yorum yazın.",
    survey: "Kısa sorumuzu yanıtlayın.",
    check_in: "Etkinliklerimizden birinde kodunuzu gösterin.",
    custom: "",
  },
  social: (network) => `Sayfamıza göz atın (${network}) ve beğenirseniz bizi takip edin.`,
  open: (network) => `Aç: ${network}`,
  otherNetwork: "sayfamız",
  collect: "Al",
  signIn: "Almak için oturum açın veya hesap oluşturun.",
  once: "Bir kez",
  done: "Alındı",
  forSome: "Bazı müşteriler için",
  often: (times, per) =>
    `${trPeriods[per]}${times === 1 ? "bir kez" : `en fazla ${times} kez`}`.replace(
      /^./,
      (letter) => letter.toLocaleUpperCase("tr"),
    ),
  again: (days) => (days === 1 ? "Ertesi gün yeniden" : `${days} gün sonra yeniden`),
  granted: (points) => `Teşekkürler! ${points} kazandınız.`,
  waiting: "Teşekkürler! Kontrol ediyoruz, puanlarınız kendiliğinden gelecek.",
  repeated: "Bunu zaten aldınız.",
  notNow: "Şu anda bundan bir şey kazanamazsınız.",
  ended: "Bu sona erdi. Şimdi neler olduğunu görmek için sayfayı yeniden açın.",
};

const byLanguage: Readonly<Record<string, WayTexts>> = { en, de, fr, es, tr };

/** `locale` is one of those that are spoken, with or without a region. */
export function wayTexts(locale: string): WayTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? en;
}
