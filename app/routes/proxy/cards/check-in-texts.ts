// What shoppers read of events and of checking in.

const en = {
  event_title: "Event: {event}",
  event_text: "{place}, {moment}. Show your code when you arrive.",
  event_show: "Show my code",
  event_code_label: "Your code for checking in",
  event_hint: "It works until {until}. After that, show a new one.",
  event_shown: "Here is your code. Have it scanned, or read it out.",
  event_attended: "You have checked in.",
  event_full: "All places are taken.",
  event_no_event: "There is no event to check in at.",
  event_no_member: "Your membership begins with your first order. Ask the staff.",
};

const de: typeof en = {
  event_title: "Veranstaltung: {event}",
  event_text: "{place}, {moment}. Zeig deinen Code, wenn du ankommst.",
  event_show: "Meinen Code zeigen",
  event_code_label: "Dein Code für den Einlass",
  event_hint: "Gilt bis {until}. Danach zeig ihn neu an.",
  event_shown: "Hier ist dein Code. Lass ihn scannen oder lies ihn vor.",
  event_attended: "Du bist eingecheckt.",
  event_full: "Alle Plätze sind vergeben.",
  event_no_event: "Es gibt gerade keine Veranstaltung zum Einchecken.",
  event_no_member: "Deine Mitgliedschaft beginnt mit deiner ersten Bestellung. Frag das Team.",
};

const es: typeof en = {
  event_title: "Evento: {event}",
  event_text: "{place}, {moment}. Muestra tu código al llegar.",
  event_show: "Mostrar mi código",
  event_code_label: "Tu código de entrada",
  event_hint: "Vale hasta las {until}. Después, muéstralo de nuevo.",
  event_shown: "Este es tu código. Deja que lo escaneen o léelo en voz alta.",
  event_attended: "Ya has registrado tu llegada.",
  event_full: "Todas las plazas están ocupadas.",
  event_no_event: "No hay ningún evento en el que registrarte.",
  event_no_member: "Tu afiliación empieza con tu primer pedido. Pregunta al personal.",
};

const fr: typeof en = {
  event_title: "Événement : {event}",
  event_text: "{place}, {moment}. Présentez votre code à l’arrivée.",
  event_show: "Afficher mon code",
  event_code_label: "Votre code d’entrée",
  event_hint: "Valable jusqu’à {until}. Ensuite, affichez-le à nouveau.",
  event_shown: "Voici votre code. Faites-le scanner ou lisez-le à voix haute.",
  event_attended: "Votre arrivée est enregistrée.",
  event_full: "Toutes les places sont prises.",
  event_no_event: "Il n’y a pas d’événement où vous enregistrer.",
  event_no_member: "Votre adhésion commence avec votre première commande. Demandez à l’équipe.",
};

const tr: typeof en = {
  event_title: "Etkinlik: {event}",
  event_text: "{place}, {moment}. Geldiğinizde kodunuzu gösterin.",
  event_show: "Kodumu göster",
  event_code_label: "Giriş kodunuz",
  event_hint: "Saat {until} zamanına kadar geçerlidir. Sonra yeniden gösterin.",
  event_shown: "Kodunuz burada. Okutun ya da sesli okuyun.",
  event_attended: "Girişiniz yapıldı.",
  event_full: "Bütün yerler dolu.",
  event_no_event: "Giriş yapılacak bir etkinlik yok.",
  event_no_member: "Üyeliğiniz ilk siparişinizle başlar. Görevliye sorun.",
};

export const eventTexts = { en, de, es, fr, tr };
