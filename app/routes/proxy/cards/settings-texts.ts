// What the panel says about settings, in every language that shoppers read.
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
import type { Locales } from "../condition-sentences.ts";

export interface SettingsTexts {
  emails: string;
  emailsText: string;
  emailsChoice: string;
  on: string;
  off: string;
  save: string;
  savedOn: string;
  savedOff: string;
  birthday: string;
  birthdayText: (day: string) => string;
  remove: string;
  removed: string;
  notAMember: string;
}

const languages: Readonly<Record<string, SettingsTexts>> = {
  en: {
    emails: "E-mails",
    emailsText: "What your orders bring, what ends soon, and gifts.",
    emailsChoice: "Do you want e-mails of the program?",
    on: "Yes",
    off: "No",
    save: "Save",
    savedOn: "You get e-mails of the program.",
    savedOff: "You get no more e-mails of the program.",
    birthday: "Your birthday",
    birthdayText: (day) =>
      `We know it as ${day}. Without it there is no gift for your birthday. Gifts that you have had stay yours.`,
    remove: "Remove my birthday",
    removed: "Your birthday is removed, in the store’s records, too.",
    notAMember: "Log in again to change this.",
  },
  de: {
    emails: "E-Mails",
    emailsText: "Was deine Bestellungen bringen, was bald verfällt, und Geschenke.",
    emailsChoice: "Möchtest du E-Mails des Programms?",
    on: "Ja",
    off: "Nein",
    save: "Speichern",
    savedOn: "Du bekommst E-Mails des Programms.",
    savedOff: "Du bekommst keine E-Mails des Programms mehr.",
    birthday: "Dein Geburtstag",
    birthdayText: (day) =>
      `Wir kennen ihn als ${day}. Ohne ihn gibt es kein Geburtstagsgeschenk. Was du schon bekommen hast, bleibt dir.`,
    remove: "Geburtstag entfernen",
    removed: "Dein Geburtstag ist entfernt, auch in den Daten des Shops.",
    notAMember: "Melde dich noch einmal an, um das zu ändern.",
  },
  fr: {
    emails: "E-mails",
    emailsText: "Ce que vos commandes rapportent, ce qui expire bientôt, et les cadeaux.",
    emailsChoice: "Souhaitez-vous recevoir les e-mails du programme ?",
    on: "Oui",
    off: "Non",
    save: "Enregistrer",
    savedOn: "Vous recevrez les e-mails du programme.",
    savedOff: "Vous ne recevrez plus d’e-mails du programme.",
    birthday: "Votre anniversaire",
    birthdayText: (day) =>
      `Date connue : ${day}. Sans elle, il n’y a pas de cadeau d’anniversaire. Les cadeaux déjà reçus restent à vous.`,
    remove: "Supprimer ma date",
    removed: "Votre anniversaire est supprimé, y compris dans les données de la boutique.",
    notAMember: "Reconnectez-vous pour modifier ceci.",
  },
  es: {
    emails: "Correos",
    emailsText: "Lo que dan tus pedidos, lo que caduca pronto y los regalos.",
    emailsChoice: "¿Quieres recibir los correos del programa?",
    on: "Sí",
    off: "No",
    save: "Guardar",
    savedOn: "Recibirás los correos del programa.",
    savedOff: "Ya no recibirás correos del programa.",
    birthday: "Tu cumpleaños",
    birthdayText: (day) =>
      `Lo conocemos como ${day}. Sin él no hay regalo de cumpleaños. Los regalos que ya recibiste siguen siendo tuyos.`,
    remove: "Quitar mi cumpleaños",
    removed: "Hemos quitado tu cumpleaños, también de los datos de la tienda.",
    notAMember: "Inicia sesión otra vez para cambiarlo.",
  },
  tr: {
    emails: "E-postalar",
    emailsText: "Siparişlerinizin kazandırdıkları, yakında sona erenler ve hediyeler.",
    emailsChoice: "Programın e-postalarını almak ister misiniz?",
    on: "Evet",
    off: "Hayır",
    save: "Kaydet",
    savedOn: "Programın e-postalarını alacaksınız.",
    savedOff: "Artık programdan e-posta almayacaksınız.",
    birthday: "Doğum gününüz",
    birthdayText: (day) =>
      `Bildiğimiz tarih: ${day}. Bu tarih olmadan doğum günü hediyesi olmaz. Aldığınız hediyeler sizin kalır.`,
    remove: "Doğum günümü sil",
    removed: "Doğum gününüz, mağazanın kayıtlarından da silindi.",
    notAMember: "Bunu değiştirmek için yeniden giriş yapın.",
  },
};

export function settingsTexts(locales: Locales): SettingsTexts {
  const { locale } = chooseTexts(locales);
  const texts = languages[new Intl.Locale(locale).language] ?? languages["en"];
  if (!texts) throw new RangeError("There are no English texts");
  return texts;
}
