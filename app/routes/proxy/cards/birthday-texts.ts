// What shoppers read of their birthday.
import type { BirthDateProblem } from "../../../core/birthdays/birth-date.ts";

export interface BirthdayTexts {
  readonly title: string;
  readonly tellUs: string;
  /** For who is not signed in. */
  readonly signIn: string;
  readonly birthDate: string;
  readonly save: string;
  readonly change: string;
  /** What is known: `day` with its year. */
  readonly known: (day: string) => string;
  /** How soon a date counts. */
  readonly counts: (days: number) => string;
  readonly fromAge: (years: number) => string;
  readonly or: (one: string, other: string) => string;
  readonly saved: string;
  readonly unchanged: string;
  readonly problems: Readonly<Record<BirthDateProblem, (years: number) => string>>;
  readonly notAsked: string;
  readonly happy: string;
  readonly chooseBy: (day: string) => string;
  readonly otherwise: (points: string) => string;
  readonly gift: string;
  readonly choose: string;
  readonly gotPoints: (points: string) => string;
  readonly gotReward: (reward: string) => string;
  readonly onItsWay: (reward: string) => string;
  readonly until: (day: string) => string;
  readonly code: (code: string, day: string) => string;
  readonly useCode: string;
  readonly used: string;
  readonly noOffer: string;
  readonly chosen: string;
  readonly notNow: string;
}

const en: BirthdayTexts = {
  title: "Your birthday",
  tellUs: "Tell us when it is, and get a gift every year.",
  signIn: "Sign in to tell us when it is, and get a gift every year.",
  birthDate: "Date of birth",
  save: "Save",
  change: "Change",
  known: (day) => `Born on ${day}. Your gift comes by itself.`,
  counts: (days) =>
    days === 1
      ? "A date counts from the day after you entered or changed it."
      : `A date counts ${days} days after you entered or changed it.`,
  fromAge: (years) => `From the age of ${years}.`,
  or: (one, other) => `${one} or ${other}`,
  saved: "Thank you! We have kept your birthday in mind.",
  unchanged: "That is the date that we have already.",
  problems: {
    not_a_date: () => "There is no such day. Enter day, month and year of your birth.",
    in_future: () => "This day is still to come. Enter the day on which you were born.",
    too_old: () => "This is too long ago. Check the year.",
    too_young: (years) => `You have to be at least ${years} years old for this.`,
  },
  notAsked: "This has ended. Open the page again to see what there is now.",
  happy: "Happy birthday!",
  chooseBy: (day) => `Choose your gift by ${day}.`,
  otherwise: (points) => `If you do not choose, you get ${points}.`,
  gift: "Your gift",
  choose: "Choose",
  gotPoints: (points) => `Your gift: ${points}. They are in your balance.`,
  gotReward: (reward) => `Your gift: ${reward}.`,
  onItsWay: (reward) => `Your gift: ${reward}. It is on its way.`,
  until: (day) => `Until ${day}`,
  code: (code, day) => `Code ${code}, until ${day}`,
  useCode: "Use it now",
  used: "Used",
  noOffer: "There is nothing to choose any more. Open the page again to see how it stands.",
  chosen: "You have chosen already.",
  notNow: "This gift cannot be had at the moment. Choose the other one, or try again later.",
};

const de: BirthdayTexts = {
  title: "Dein Geburtstag",
  tellUs: "Sag uns, wann er ist, und bekomm jedes Jahr ein Geschenk.",
  signIn: "Melde dich an, sag uns, wann er ist, und bekomm jedes Jahr ein Geschenk.",
  birthDate: "Geburtsdatum",
  save: "Speichern",
  change: "Ändern",
  known: (day) => `Geboren am ${day}. Dein Geschenk kommt von selbst.`,
  counts: (days) =>
    days === 1
      ? "Ein Datum zählt ab dem Tag, nachdem du es eingetragen oder geändert hast."
      : `Ein Datum zählt ${days} Tage, nachdem du es eingetragen oder geändert hast.`,
  fromAge: (years) => `Ab ${years} Jahren.`,
  or: (one, other) => `${one} oder ${other}`,
  saved: "Danke! Wir haben uns deinen Geburtstag gemerkt.",
  unchanged: "Dieses Datum haben wir schon.",
  problems: {
    not_a_date: () => "Diesen Tag gibt es nicht. Gib Tag, Monat und Jahr deiner Geburt ein.",
    in_future: () => "Dieser Tag kommt erst noch. Gib den Tag ein, an dem du geboren bist.",
    too_old: () => "Das ist zu lange her. Prüf das Jahr.",
    too_young: (years) => `Dafür musst du mindestens ${years} Jahre alt sein.`,
  },
  notAsked: "Das gibt es nicht mehr. Lade die Seite neu, um zu sehen, was es jetzt gibt.",
  happy: "Alles Gute zum Geburtstag!",
  chooseBy: (day) => `Such dir bis ${day} dein Geschenk aus.`,
  otherwise: (points) => `Wählst du nichts aus, bekommst du ${points}.`,
  gift: "Dein Geschenk",
  choose: "Auswählen",
  gotPoints: (points) => `Dein Geschenk: ${points}, schon auf deinem Konto.`,
  gotReward: (reward) => `Dein Geschenk: ${reward}.`,
  onItsWay: (reward) => `Dein Geschenk: ${reward}. Es ist unterwegs.`,
  until: (day) => `Bis ${day}`,
  code: (code, day) => `Code ${code}, bis ${day}`,
  useCode: "Jetzt einlösen",
  used: "Eingelöst",
  noOffer: "Es gibt nichts mehr auszuwählen. Lade die Seite neu, um zu sehen, wie es steht.",
  chosen: "Du hast schon gewählt.",
  notNow: "Das gibt es gerade nicht. Wähl das andere, oder versuch es später noch einmal.",
};

const es: BirthdayTexts = {
  title: "Tu cumpleaños",
  tellUs: "Dinos cuándo es y recibe un regalo cada año.",
  signIn: "Inicia sesión, dinos cuándo es y recibe un regalo cada año.",
  birthDate: "Fecha de nacimiento",
  save: "Guardar",
  change: "Cambiar",
  known: (day) => `Naciste el ${day}. Tu regalo llega solo.`,
  counts: (days) =>
    days === 1
      ? "Una fecha cuenta desde el día siguiente al que la indicas o la cambias."
      : `Una fecha cuenta ${days} días después de indicarla o cambiarla.`,
  fromAge: (years) => `A partir de ${years} años.`,
  or: (one, other) => `${one} o ${other}`,
  saved: "¡Gracias! Hemos anotado tu cumpleaños.",
  unchanged: "Esa fecha ya la tenemos.",
  problems: {
    not_a_date: () => "Ese día no existe. Indica el día, el mes y el año en que naciste.",
    in_future: () => "Ese día aún no ha llegado. Indica el día en que naciste.",
    too_old: () => "Hace demasiado tiempo. Comprueba el año.",
    too_young: (years) => `Para esto hay que tener al menos ${years} años.`,
  },
  notAsked: "Esto ha terminado. Vuelve a abrir la página para ver lo que hay ahora.",
  happy: "¡Feliz cumpleaños!",
  chooseBy: (day) => `Elige tu regalo a más tardar el ${day}.`,
  otherwise: (points) => `Si no eliges, recibes ${points}.`,
  gift: "Tu regalo",
  choose: "Elegir",
  gotPoints: (points) => `Tu regalo: ${points}, ya en tu saldo.`,
  gotReward: (reward) => `Tu regalo: ${reward}.`,
  onItsWay: (reward) => `Tu regalo: ${reward}. Está en camino.`,
  until: (day) => `Hasta el ${day}`,
  code: (code, day) => `Código ${code}, hasta el ${day}`,
  useCode: "Usar ahora",
  used: "Usado",
  noOffer: "Ya no hay nada que elegir. Vuelve a abrir la página para ver cómo está.",
  chosen: "Ya has elegido.",
  notNow: "Ese regalo no está disponible ahora. Elige el otro o inténtalo más tarde.",
};

const fr: BirthdayTexts = {
  title: "Votre anniversaire",
  tellUs: "Dites-nous quand il tombe et recevez un cadeau chaque année.",
  signIn: "Connectez-vous, dites-nous quand il tombe et recevez un cadeau chaque année.",
  birthDate: "Date de naissance",
  save: "Enregistrer",
  change: "Modifier",
  known: (day) => `Naissance le ${day}. Votre cadeau arrive tout seul.`,
  counts: (days) =>
    days === 1
      ? "Une date compte dès le lendemain de sa saisie ou de son changement."
      : `Une date compte ${days} jours après sa saisie ou son changement.`,
  fromAge: (years) => `À partir de ${years} ans.`,
  or: (one, other) => `${one} ou ${other}`,
  saved: "Merci ! Votre anniversaire est noté.",
  unchanged: "Nous avons déjà cette date.",
  problems: {
    not_a_date: () => "Ce jour n’existe pas. Indiquez le jour, le mois et l’année de naissance.",
    in_future: () => "Ce jour est encore à venir. Indiquez le jour de votre naissance.",
    too_old: () => "C’est trop loin dans le passé. Vérifiez l’année.",
    too_young: (years) => `Il faut avoir au moins ${years} ans.`,
  },
  notAsked: "C’est terminé. Rouvrez la page pour voir ce qu’il y a maintenant.",
  happy: "Joyeux anniversaire !",
  chooseBy: (day) => `Choisissez votre cadeau d’ici au ${day}.`,
  otherwise: (points) => `Sans choix de votre part, vous recevez ${points}.`,
  gift: "Votre cadeau",
  choose: "Choisir",
  gotPoints: (points) => `Votre cadeau : ${points}, déjà sur votre solde.`,
  gotReward: (reward) => `Votre cadeau : ${reward}.`,
  onItsWay: (reward) => `Votre cadeau : ${reward}. Il est en route.`,
  until: (day) => `Jusqu’au ${day}`,
  code: (code, day) => `Code ${code}, jusqu’au ${day}`,
  useCode: "L’utiliser",
  used: "Utilisé",
  noOffer: "Il n’y a plus rien à choisir. Rouvrez la page pour voir où cela en est.",
  chosen: "Vous avez déjà choisi.",
  notNow: "Ce cadeau n’est pas disponible. Choisissez l’autre, ou réessayez plus tard.",
};

const tr: BirthdayTexts = {
  title: "Doğum gününüz",
  tellUs: "Ne zaman olduğunu söyleyin, her yıl bir hediye alın.",
  signIn: "Giriş yapın, ne zaman olduğunu söyleyin, her yıl bir hediye alın.",
  birthDate: "Doğum tarihi",
  save: "Kaydet",
  change: "Değiştir",
  known: (day) => `Doğum tarihiniz: ${day}. Hediyeniz kendiliğinden gelir.`,
  counts: (days) =>
    days === 1
      ? "Tarih, girdiğiniz veya değiştirdiğiniz günün ertesi günü geçerli olur."
      : `Tarih, girdikten veya değiştirdikten ${days} gün sonra geçerli olur.`,
  fromAge: (years) => `${years} yaşından itibaren.`,
  or: (one, other) => `${one} veya ${other}`,
  saved: "Teşekkürler! Doğum gününüzü not ettik.",
  unchanged: "Bu tarih zaten bizde kayıtlı.",
  problems: {
    not_a_date: () => "Böyle bir gün yok. Doğduğunuz günü, ayı ve yılı girin.",
    in_future: () => "Bu gün henüz gelmedi. Doğduğunuz günü girin.",
    too_old: () => "Bu çok uzun zaman önce. Yılı kontrol edin.",
    too_young: (years) => `Bunun için en az ${years} yaşında olmanız gerekir.`,
  },
  notAsked: "Bu sona erdi. Şimdi ne olduğunu görmek için sayfayı yeniden açın.",
  happy: "Doğum gününüz kutlu olsun!",
  chooseBy: (day) => `Hediyenizi en geç ${day} tarihine kadar seçin.`,
  otherwise: (points) => `Seçmezseniz ${points} alırsınız.`,
  gift: "Hediyeniz",
  choose: "Seç",
  gotPoints: (points) => `Hediyeniz: ${points}. Bakiyenize eklendi.`,
  gotReward: (reward) => `Hediyeniz: ${reward}.`,
  onItsWay: (reward) => `Hediyeniz: ${reward}. Yolda.`,
  until: (day) => `Son gün: ${day}`,
  code: (code, day) => `Kod: ${code}, son gün: ${day}`,
  useCode: "Şimdi kullan",
  used: "Kullanıldı",
  noOffer: "Artık seçilecek bir şey yok. Durumu görmek için sayfayı yeniden açın.",
  chosen: "Seçiminizi zaten yaptınız.",
  notNow: "Bu hediye şu anda alınamıyor. Diğerini seçin veya daha sonra tekrar deneyin.",
};

const byLanguage: Readonly<Record<string, BirthdayTexts>> = { en, de, es, fr, tr };

/** In English where the language is none that we speak. */
export function birthdayTexts(locale: string): BirthdayTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? en;
}
