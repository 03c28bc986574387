// What shoppers read of rewards that are no code for the next order.

const en = {
  giving_credit:
    "It is added to your store credit, to be spent at checkout while you are logged in.",
  giving_card: "You get the code of a gift card here, and the shop sends it by e-mail.",
  giving_card_for_friend: "The shop sends the gift card by e-mail.",
  giving_donation: "The shop gives it for you.",
  giving_place: "A place is kept for you.",
  giving_access: "You see it in the shop while you are logged in.",
  giving_no_way_back: "Once redeemed, it cannot be given back.",
  giving_credit_left: "{left} of it is in your store credit.",
  giving_card_left: "{left} is on the card.",
  giving_card_sent: "The shop sends it to the person you named.",
  giving_given: "Given on {day}. Thank you!",
  giving_place_kept: "A place is kept for you: {place}, {moment}.",
  giving_access_had: "You see it in the shop while you are logged in.",
  giving_access_until: "You see it in the shop while you are logged in, until {day}.",
  giving_for_friend: "It is for somebody else",
  giving_email: "Their e-mail address",
  giving_name: "Their name (optional)",
  giving_message: "Your message (optional)",
  giving_send_on: "To be sent on (optional)",
};

const de: typeof en = {
  giving_credit:
    "Du bekommst Guthaben im Shop und bezahlst damit an der Kasse, wenn du angemeldet bist.",
  giving_card:
    "Du bekommst hier den Code einer Geschenkkarte, und der Shop schickt sie dir per E-Mail.",
  giving_card_for_friend: "Der Shop verschickt die Geschenkkarte per E-Mail.",
  giving_donation: "Der Shop spendet für dich.",
  giving_place: "Dein Platz wird reserviert.",
  giving_access: "Du siehst es im Shop, wenn du angemeldet bist.",
  giving_no_way_back: "Einmal eingelöst, lässt es sich nicht zurückgeben.",
  giving_credit_left: "{left} davon sind noch auf deinem Guthaben.",
  giving_card_left: "Auf der Karte sind {left}.",
  giving_card_sent: "Der Shop schickt sie an die Person, die du genannt hast.",
  giving_given: "Gespendet am {day}. Danke!",
  giving_place_kept: "Dein Platz ist reserviert: {place}, {moment}.",
  giving_access_had: "Du siehst es im Shop, wenn du angemeldet bist.",
  giving_access_until: "Du siehst es im Shop bis zum {day}, wenn du angemeldet bist.",
  giving_for_friend: "Für jemand anderen",
  giving_email: "E-Mail-Adresse der Person",
  giving_name: "Name der Person (freiwillig)",
  giving_message: "Deine Nachricht (freiwillig)",
  giving_send_on: "Verschicken am (freiwillig)",
};

const es: typeof en = {
  giving_credit: "Se añade a tu crédito de la tienda, con el que pagas si has iniciado sesión.",
  giving_card: "Recibes aquí el código de una tarjeta regalo, y la tienda te la envía por correo.",
  giving_card_for_friend: "La tienda envía la tarjeta regalo por correo.",
  giving_donation: "La tienda dona por ti.",
  giving_place: "Te reservamos una plaza.",
  giving_access: "Lo ves en la tienda cuando has iniciado sesión.",
  giving_no_way_back: "Una vez canjeada, no se puede devolver.",
  giving_credit_left: "Te quedan {left} en tu crédito de la tienda.",
  giving_card_left: "En la tarjeta hay {left}.",
  giving_card_sent: "La tienda se la envía a la persona que has indicado.",
  giving_given: "Donado el {day}. ¡Gracias!",
  giving_place_kept: "Tienes una plaza reservada: {place}, {moment}.",
  giving_access_had: "Lo ves en la tienda cuando has iniciado sesión.",
  giving_access_until: "Lo ves en la tienda hasta el {day} cuando has iniciado sesión.",
  giving_for_friend: "Es para otra persona",
  giving_email: "Su correo electrónico",
  giving_name: "Su nombre (opcional)",
  giving_message: "Tu mensaje (opcional)",
  giving_send_on: "Enviar el día (opcional)",
};

const fr: typeof en = {
  giving_credit:
    "Le montant s’ajoute à votre crédit en boutique, à utiliser quand vous êtes connecté.",
  giving_card:
    "Vous recevez ici le code d’une carte cadeau, et la boutique vous l’envoie par e-mail.",
  giving_card_for_friend: "La boutique envoie la carte cadeau par e-mail.",
  giving_donation: "La boutique donne pour vous.",
  giving_place: "Une place vous est réservée.",
  giving_access: "Vous le voyez dans la boutique quand vous êtes connecté.",
  giving_no_way_back: "Une fois obtenue, elle ne peut plus être rendue.",
  giving_credit_left: "Il en reste {left} sur votre crédit en boutique.",
  giving_card_left: "Il y a {left} sur la carte.",
  giving_card_sent: "La boutique l’envoie à la personne que vous avez indiquée.",
  giving_given: "Donné le {day}. Merci !",
  giving_place_kept: "Une place vous est réservée : {place}, {moment}.",
  giving_access_had: "Vous le voyez dans la boutique quand vous êtes connecté.",
  giving_access_until: "Vous le voyez dans la boutique jusqu’au {day}, une fois connecté.",
  giving_for_friend: "C’est pour quelqu’un d’autre",
  giving_email: "Son adresse e-mail",
  giving_name: "Son nom (facultatif)",
  giving_message: "Votre message (facultatif)",
  giving_send_on: "À envoyer le (facultatif)",
};

const tr: typeof en = {
  giving_credit: "Mağaza bakiyenize eklenir; giriş yaptığınızda ödeme sırasında kullanabilirsiniz.",
  giving_card: "Hediye kartının kodunu burada görürsünüz, mağaza da e-postayla gönderir.",
  giving_card_for_friend: "Mağaza hediye kartını e-postayla gönderir.",
  giving_donation: "Mağaza sizin için bağış yapar.",
  giving_place: "Size bir yer ayrılır.",
  giving_access: "Giriş yaptığınızda mağazada görürsünüz.",
  giving_no_way_back: "Alındıktan sonra geri verilemez.",
  giving_credit_left: "Mağaza bakiyenizde bundan kalan: {left}.",
  giving_card_left: "Karttaki tutar: {left}.",
  giving_card_sent: "Mağaza, kartı belirttiğiniz kişiye gönderir.",
  giving_given: "Bağış tarihi: {day}. Teşekkürler!",
  giving_place_kept: "Size bir yer ayrıldı: {place}, {moment}.",
  giving_access_had: "Giriş yaptığınızda mağazada görürsünüz.",
  giving_access_until: "Giriş yaptığınızda mağazada görürsünüz; son gün: {day}.",
  giving_for_friend: "Başka biri için",
  giving_email: "E-posta adresi",
  giving_name: "Adı (isteğe bağlı)",
  giving_message: "Mesajınız (isteğe bağlı)",
  giving_send_on: "Gönderileceği gün (isteğe bağlı)",
};

export const givingTexts = { en, de, es, fr, tr };
