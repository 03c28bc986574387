// What shoppers read of campaigns that they can join, beside the names that the store gave them.

export interface CampaignTexts {
  /** What it gives; `times` is a number, the others are points in words. */
  readonly times: (times: string, points: string) => string;
  readonly perUnit: (points: string, unit: string) => string;
  readonly perItem: (points: string) => string;
  readonly perOrder: (points: string) => string;
  readonly someOrders: string;
  /** When it runs. */
  readonly until: (end: string) => string;
  readonly between: (start: string, end: string) => string;
  readonly onDays: (days: string) => string;
  readonly atHours: (from: string, until: string) => string;
  readonly join: string;
  readonly fromNowOn: string;
  readonly logIn: string;
  /** What has become of joining, and then how it stands. */
  readonly joined: string;
  readonly isIn: string;
  readonly over: string;
  readonly gone: string;
  readonly noMember: string;
}

const english: CampaignTexts = {
  times: (times, points) => `${times} times the ${points} on your orders.`,
  perUnit: (points, unit) => `${points} more for each ${unit} of your orders.`,
  perItem: (points) => `${points} more for each item.`,
  perOrder: (points) => `${points} more for each order.`,
  someOrders: "For certain products or orders.",
  until: (end) => `Until ${end}.`,
  between: (start, end) => `From ${start} until ${end}.`,
  onDays: (days) => `On ${days}.`,
  atHours: (from, until) => `Between ${from} and ${until}.`,
  join: "Join",
  fromNowOn: "It counts for what you order after you joined.",
  logIn: "Log in to join.",
  joined: "You have joined: it counts for what you order from now on.",
  isIn: "You have joined.",
  over: "This has ended, so it cannot be joined any more.",
  gone: "The store no longer offers this.",
  noMember: "You cannot join with this account. Please ask the store.",
};

const byLanguage: Readonly<Record<string, CampaignTexts>> = {
  en: english,
  de: {
    times: (times, points) => `${times}-mal so viele ${points} für deine Bestellungen.`,
    perUnit: (points, unit) => `${points} mehr für je ${unit} deiner Bestellungen.`,
    perItem: (points) => `${points} mehr für jeden Artikel.`,
    perOrder: (points) => `${points} mehr für jede Bestellung.`,
    someOrders: "Für bestimmte Produkte oder Bestellungen.",
    until: (end) => `Bis ${end}.`,
    between: (start, end) => `Von ${start} bis ${end}.`,
    onDays: (days) => `Nur: ${days}.`,
    atHours: (from, until) => `Zwischen ${from} und ${until} Uhr.`,
    join: "Mitmachen",
    fromNowOn: "Es zählt, was du danach bestellst.",
    logIn: "Melde dich an, um mitzumachen.",
    joined: "Du machst mit: Ab jetzt zählt, was du bestellst.",
    isIn: "Du machst mit.",
    over: "Das ist vorbei. Mitmachen geht nicht mehr.",
    gone: "Das bietet der Shop nicht mehr an.",
    noMember: "Mit diesem Konto kannst du nicht mitmachen. Bitte frag im Shop nach.",
  },
  es: {
    times: (times, points) => `${times} veces los ${points} en tus pedidos.`,
    perUnit: (points, unit) => `${points} más por cada ${unit} de tus pedidos.`,
    perItem: (points) => `${points} más por cada artículo.`,
    perOrder: (points) => `${points} más por cada pedido.`,
    someOrders: "Para determinados productos o pedidos.",
    until: (end) => `Hasta el ${end}.`,
    between: (start, end) => `Del ${start} al ${end}.`,
    onDays: (days) => `Solo: ${days}.`,
    atHours: (from, until) => `Entre las ${from} y las ${until}.`,
    join: "Participar",
    fromNowOn: "Cuenta lo que pidas después de apuntarte.",
    logIn: "Inicia sesión para participar.",
    joined: "Ya participas: cuenta lo que pidas a partir de ahora.",
    isIn: "Ya participas.",
    over: "Ya ha terminado y no es posible apuntarse.",
    gone: "La tienda ya no lo ofrece.",
    noMember: "No puedes participar con esta cuenta. Pregunta en la tienda.",
  },
  fr: {
    times: (times, points) => `${times} fois les ${points} sur vos commandes.`,
    perUnit: (points, unit) => `${points} de plus pour chaque ${unit} de vos commandes.`,
    perItem: (points) => `${points} de plus pour chaque article.`,
    perOrder: (points) => `${points} de plus pour chaque commande.`,
    someOrders: "Pour certains produits ou certaines commandes.",
    until: (end) => `Jusqu’au ${end}.`,
    between: (start, end) => `Du ${start} au ${end}.`,
    onDays: (days) => `Seulement : ${days}.`,
    atHours: (from, until) => `Entre ${from} et ${until}.`,
    join: "Participer",
    fromNowOn: "Ce que vous commandez après votre inscription compte.",
    logIn: "Connectez-vous pour participer.",
    joined: "Vous participez : ce que vous commandez désormais compte.",
    isIn: "Vous participez.",
    over: "C’est terminé : il n’est plus possible de participer.",
    gone: "La boutique ne le propose plus.",
    noMember: "Ce compte ne permet pas de participer. Demandez à la boutique.",
  },
  tr: {
    times: (times, points) => `Siparişlerinizde ${times} kat ${points}.`,
    perUnit: (points, unit) => `Siparişlerinizin her ${unit} tutarı için ${points} daha.`,
    perItem: (points) => `Her ürün için ${points} daha.`,
    perOrder: (points) => `Her sipariş için ${points} daha.`,
    someOrders: "Belirli ürünler veya siparişler için.",
    until: (end) => `Bitiş: ${end}.`,
    between: (start, end) => `Başlangıç: ${start}. Bitiş: ${end}.`,
    onDays: (days) => `Yalnızca: ${days}.`,
    atHours: (from, until) => `Saat: ${from}–${until}.`,
    join: "Katıl",
    fromNowOn: "Katıldıktan sonraki siparişleriniz sayılır.",
    logIn: "Katılmak için giriş yapın.",
    joined: "Katıldınız: bundan sonraki siparişleriniz sayılır.",
    isIn: "Katıldınız.",
    over: "Bu sona erdi, artık katılamazsınız.",
    gone: "Mağaza bunu artık sunmuyor.",
    noMember: "Bu hesapla katılamazsınız. Lütfen mağazaya sorun.",
  },
};

/** English where the language is none of ours. */
export function campaignTexts(locale: string): CampaignTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? english;
}
