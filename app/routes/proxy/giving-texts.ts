// Texts about rewards that are no code for the next order, in the languages that shoppers read.

export interface GivingTexts {
  /** What happens on confirming. */
  readonly credit: string;
  readonly card: string;
  readonly cardForFriend: string;
  readonly donation: string;
  readonly place: string;
  readonly access: string;
  /** Of all of these. */
  readonly noWayBack: string;
  /** How it stands afterwards. */
  readonly creditLeft: (left: string) => string;
  readonly cardLeft: (left: string) => string;
  readonly cardSent: string;
  readonly given: (day: string) => string;
  readonly placeKept: (place: string, moment: string) => string;
  readonly accessHad: string;
  readonly accessUntil: (day: string) => string;
  /** What is asked about a friend. */
  readonly forFriend: string;
  readonly email: string;
  readonly name: string;
  readonly message: string;
  readonly sendOn: string;
}

const english: GivingTexts = {
  credit: "It is added to your store credit, to be spent at checkout while you are logged in.",
  card: "You get the code of a gift card here, and the store sends it by e-mail.",
  cardForFriend: "The store sends the gift card by e-mail.",
  donation: "The store gives it for you.",
  place: "A place is kept for you.",
  access: "You see it in the store while you are logged in.",
  noWayBack: "It cannot be given back for points.",
  creditLeft: (left) => `${left} of it is in your store credit.`,
  cardLeft: (left) => `${left} is on the card.`,
  cardSent: "The store sends it to the person you named.",
  given: (day) => `Given on ${day}. Thank you!`,
  placeKept: (place, moment) => `A place is kept for you: ${place}, ${moment}.`,
  accessHad: "You see it in the store while you are logged in.",
  accessUntil: (day) => `You see it in the store while you are logged in, until ${day}.`,
  forFriend: "It is for somebody else",
  email: "Their e-mail address",
  name: "Their name (optional)",
  message: "Your message (optional)",
  sendOn: "To be sent on (optional)",
};

const byLanguage: Readonly<Record<string, GivingTexts>> = {
  en: english,
  de: {
    credit:
      "Du bekommst Guthaben im Shop und bezahlst damit an der Kasse, wenn du angemeldet bist.",
    card: "Du bekommst hier den Code einer Geschenkkarte, und der Shop schickt sie dir per E-Mail.",
    cardForFriend: "Der Shop verschickt die Geschenkkarte per E-Mail.",
    donation: "Der Shop spendet für dich.",
    place: "Dein Platz wird reserviert.",
    access: "Du siehst es im Shop, wenn du angemeldet bist.",
    noWayBack: "Zurück in Punkte lässt sich das nicht tauschen.",
    creditLeft: (left) => `${left} davon sind noch auf deinem Guthaben.`,
    cardLeft: (left) => `Auf der Karte sind ${left}.`,
    cardSent: "Der Shop schickt sie an die Person, die du genannt hast.",
    given: (day) => `Gespendet am ${day}. Danke!`,
    placeKept: (place, moment) => `Dein Platz ist reserviert: ${place}, ${moment}.`,
    accessHad: "Du siehst es im Shop, wenn du angemeldet bist.",
    accessUntil: (day) => `Du siehst es im Shop bis zum ${day}, wenn du angemeldet bist.`,
    forFriend: "Für jemand anderen",
    email: "E-Mail-Adresse der Person",
    name: "Name der Person (freiwillig)",
    message: "Deine Nachricht (freiwillig)",
    sendOn: "Verschicken am (freiwillig)",
  },
  es: {
    credit: "Se añade a tu crédito de la tienda, con el que pagas si has iniciado sesión.",
    card: "Recibes aquí el código de una tarjeta regalo, y la tienda te la envía por correo.",
    cardForFriend: "La tienda envía la tarjeta regalo por correo.",
    donation: "La tienda dona por ti.",
    place: "Te reservamos una plaza.",
    access: "Lo ves en la tienda cuando has iniciado sesión.",
    noWayBack: "No se puede devolver a cambio de puntos.",
    creditLeft: (left) => `Te quedan ${left} en tu crédito de la tienda.`,
    cardLeft: (left) => `En la tarjeta hay ${left}.`,
    cardSent: "La tienda se la envía a la persona que has indicado.",
    given: (day) => `Donado el ${day}. ¡Gracias!`,
    placeKept: (place, moment) => `Tienes una plaza reservada: ${place}, ${moment}.`,
    accessHad: "Lo ves en la tienda cuando has iniciado sesión.",
    accessUntil: (day) => `Lo ves en la tienda hasta el ${day} cuando has iniciado sesión.`,
    forFriend: "Es para otra persona",
    email: "Su correo electrónico",
    name: "Su nombre (opcional)",
    message: "Tu mensaje (opcional)",
    sendOn: "Enviar el día (opcional)",
  },
  fr: {
    credit: "Le montant s’ajoute à votre crédit en boutique, à utiliser quand vous êtes connecté.",
    card: "Vous recevez ici le code d’une carte cadeau, et la boutique vous l’envoie par e-mail.",
    cardForFriend: "La boutique envoie la carte cadeau par e-mail.",
    donation: "La boutique donne pour vous.",
    place: "Une place vous est réservée.",
    access: "Vous le voyez dans la boutique quand vous êtes connecté.",
    noWayBack: "Cela ne peut pas être rendu contre des points.",
    creditLeft: (left) => `Il en reste ${left} sur votre crédit en boutique.`,
    cardLeft: (left) => `Il y a ${left} sur la carte.`,
    cardSent: "La boutique l’envoie à la personne que vous avez indiquée.",
    given: (day) => `Donné le ${day}. Merci !`,
    placeKept: (place, moment) => `Une place vous est réservée : ${place}, ${moment}.`,
    accessHad: "Vous le voyez dans la boutique quand vous êtes connecté.",
    accessUntil: (day) => `Vous le voyez dans la boutique jusqu’au ${day}, une fois connecté.`,
    forFriend: "C’est pour quelqu’un d’autre",
    email: "Son adresse e-mail",
    name: "Son nom (facultatif)",
    message: "Votre message (facultatif)",
    sendOn: "À envoyer le (facultatif)",
  },
  tr: {
    credit: "Mağaza bakiyenize eklenir; giriş yaptığınızda ödeme sırasında kullanabilirsiniz.",
    card: "Hediye kartının kodunu burada görürsünüz, mağaza da e-postayla gönderir.",
    cardForFriend: "Mağaza hediye kartını e-postayla gönderir.",
    donation: "Mağaza sizin için bağış yapar.",
    place: "Size bir yer ayrılır.",
    access: "Giriş yaptığınızda mağazada görürsünüz.",
    noWayBack: "Puana geri çevrilemez.",
    creditLeft: (left) => `Mağaza bakiyenizde bundan kalan: ${left}.`,
    cardLeft: (left) => `Karttaki tutar: ${left}.`,
    cardSent: "Mağaza, kartı belirttiğiniz kişiye gönderir.",
    given: (day) => `Bağış tarihi: ${day}. Teşekkürler!`,
    placeKept: (place, moment) => `Size bir yer ayrıldı: ${place}, ${moment}.`,
    accessHad: "Giriş yaptığınızda mağazada görürsünüz.",
    accessUntil: (day) => `Giriş yaptığınızda mağazada görürsünüz; son gün: ${day}.`,
    forFriend: "Başka biri için",
    email: "E-posta adresi",
    name: "Adı (isteğe bağlı)",
    message: "Mesajınız (isteğe bağlı)",
    sendOn: "Gönderileceği gün (isteğe bağlı)",
  },
};

/** In the language of a locale that we speak, else in English. */
export function givingTexts(locale: string): GivingTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? english;
}
