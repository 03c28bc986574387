// Sentences of the check-in card, in the languages that shoppers read.

export interface CheckInTexts {
  readonly title: (event: string) => string;
  /** Where and when. */
  readonly text: (place: string, moment: string) => string;
  readonly show: string;
  readonly codeLabel: string;
  readonly hint: (until: string) => string;
  readonly shown: string;
  readonly attended: string;
  readonly full: string;
  readonly noEvent: string;
  readonly noMember: string;
}

const english: CheckInTexts = {
  title: (event) => `Event: ${event}`,
  text: (place, moment) => `${place}, ${moment}. Show your code when you arrive.`,
  show: "Show my code",
  codeLabel: "Your code for checking in",
  hint: (until) => `Works until ${until}. After that, show it anew.`,
  shown: "Here is your code. Let it be scanned, or read it out.",
  attended: "You have checked in.",
  full: "All places are taken.",
  noEvent: "There is no event to check in at.",
  noMember: "Your membership begins with your first order. Ask the staff.",
};

const byLanguage: Readonly<Record<string, CheckInTexts>> = {
  en: english,
  de: {
    title: (event) => `Veranstaltung: ${event}`,
    text: (place, moment) => `${place}, ${moment}. Zeig deinen Code, wenn du ankommst.`,
    show: "Meinen Code zeigen",
    codeLabel: "Dein Code für den Einlass",
    hint: (until) => `Gilt bis ${until}. Danach zeig ihn neu an.`,
    shown: "Hier ist dein Code. Lass ihn scannen oder lies ihn vor.",
    attended: "Du bist eingecheckt.",
    full: "Alle Plätze sind vergeben.",
    noEvent: "Es gibt gerade keine Veranstaltung zum Einchecken.",
    noMember: "Deine Mitgliedschaft beginnt mit deiner ersten Bestellung. Frag das Team.",
  },
  es: {
    title: (event) => `Evento: ${event}`,
    text: (place, moment) => `${place}, ${moment}. Muestra tu código al llegar.`,
    show: "Mostrar mi código",
    codeLabel: "Tu código de entrada",
    hint: (until) => `Vale hasta las ${until}. Después, muéstralo de nuevo.`,
    shown: "Este es tu código. Deja que lo escaneen o léelo en voz alta.",
    attended: "Ya has registrado tu llegada.",
    full: "Todas las plazas están ocupadas.",
    noEvent: "No hay ningún evento en el que registrarte.",
    noMember: "Tu afiliación empieza con tu primer pedido. Pregunta al personal.",
  },
  fr: {
    title: (event) => `Événement : ${event}`,
    text: (place, moment) => `${place}, ${moment}. Présentez votre code à l’arrivée.`,
    show: "Afficher mon code",
    codeLabel: "Votre code d’entrée",
    hint: (until) => `Valable jusqu’à ${until}. Ensuite, affichez-le à nouveau.`,
    shown: "Voici votre code. Faites-le scanner ou lisez-le à voix haute.",
    attended: "Votre arrivée est enregistrée.",
    full: "Toutes les places sont prises.",
    noEvent: "Il n’y a pas d’événement où vous enregistrer.",
    noMember: "Votre adhésion commence avec votre première commande. Demandez à l’équipe.",
  },
  tr: {
    title: (event) => `Etkinlik: ${event}`,
    text: (place, moment) => `${place}, ${moment}. Geldiğinizde kodunuzu gösterin.`,
    show: "Kodumu göster",
    codeLabel: "Giriş kodunuz",
    hint: (until) => `Saat ${until} zamanına kadar geçerlidir. Sonra yeniden gösterin.`,
    shown: "Kodunuz burada. Okutun ya da sesli okuyun.",
    attended: "Girişiniz yapıldı.",
    full: "Bütün yerler dolu.",
    noEvent: "Giriş yapılacak bir etkinlik yok.",
    noMember: "Üyeliğiniz ilk siparişinizle başlar. Görevliye sorun.",
  },
};

/** In English where a language is not known. */
export function checkInTexts(locale: string): CheckInTexts {
  return byLanguage[locale.split("-", 1)[0] ?? ""] ?? english;
}
