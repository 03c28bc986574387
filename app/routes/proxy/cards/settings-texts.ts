// What shoppers read of what they decide about themselves.

const en = {
  settings_emails: "E-mails",
  settings_emails_text: "What your orders bring, what ends soon, and gifts.",
  settings_emails_choice: "Do you want e-mails from the program?",
  settings_on: "Yes",
  settings_off: "No",
  settings_save: "Save",
  settings_saved_on: "You get e-mails from the program.",
  settings_saved_off: "You get no more e-mails from the program.",
  settings_birthday: "Your birthday",
  settings_birthday_text:
    "You told us: {day}. Without it, there is no gift for your birthday. Gifts that you already have stay yours.",
  settings_remove: "Remove my birthday",
  settings_removed: "Your birthday has been removed, from the shop’s records, too.",
  settings_not_a_member: "Log in again to change this.",
};

const de: typeof en = {
  settings_emails: "E-Mails",
  settings_emails_text: "Was deine Bestellungen bringen, was bald verfällt, und Geschenke.",
  settings_emails_choice: "Möchtest du E-Mails zum Programm bekommen?",
  settings_on: "Ja",
  settings_off: "Nein",
  settings_save: "Speichern",
  settings_saved_on: "Du bekommst E-Mails zum Programm.",
  settings_saved_off: "Du bekommst keine E-Mails zum Programm mehr.",
  settings_birthday: "Dein Geburtstag",
  settings_birthday_text:
    "Gespeichert ist: {day}. Ohne Datum gibt es kein Geburtstagsgeschenk. Was du schon bekommen hast, bleibt dir.",
  settings_remove: "Geburtstag entfernen",
  settings_removed: "Dein Geburtstag ist entfernt, auch in den Daten des Shops.",
  settings_not_a_member: "Melde dich noch einmal an, um das zu ändern.",
};

const es: typeof en = {
  settings_emails: "Correos",
  settings_emails_text: "Lo que dan tus pedidos, lo que caduca pronto y los regalos.",
  settings_emails_choice: "¿Quieres recibir los correos del programa?",
  settings_on: "Sí",
  settings_off: "No",
  settings_save: "Guardar",
  settings_saved_on: "Recibirás los correos del programa.",
  settings_saved_off: "Ya no recibirás correos del programa.",
  settings_birthday: "Tu cumpleaños",
  settings_birthday_text:
    "Lo conocemos como {day}. Sin él no hay regalo de cumpleaños. Los regalos que ya recibiste siguen siendo tuyos.",
  settings_remove: "Quitar mi cumpleaños",
  settings_removed: "Hemos quitado tu cumpleaños, también de los datos de la tienda.",
  settings_not_a_member: "Inicia sesión otra vez para cambiarlo.",
};

const fr: typeof en = {
  settings_emails: "E-mails",
  settings_emails_text: "Ce que vos commandes rapportent, ce qui expire bientôt, et les cadeaux.",
  settings_emails_choice: "Souhaitez-vous recevoir les e-mails du programme ?",
  settings_on: "Oui",
  settings_off: "Non",
  settings_save: "Enregistrer",
  settings_saved_on: "Vous recevrez les e-mails du programme.",
  settings_saved_off: "Vous ne recevrez plus d’e-mails du programme.",
  settings_birthday: "Votre anniversaire",
  settings_birthday_text:
    "Date connue : {day}. Sans elle, il n’y a pas de cadeau d’anniversaire. Les cadeaux déjà reçus restent à vous.",
  settings_remove: "Supprimer ma date",
  settings_removed: "Votre anniversaire est supprimé, y compris dans les données de la boutique.",
  settings_not_a_member: "Reconnectez-vous pour modifier ceci.",
};

const tr: typeof en = {
  settings_emails: "E-postalar",
  settings_emails_text: "Siparişlerinizin kazandırdıkları, yakında sona erenler ve hediyeler.",
  settings_emails_choice: "Programın e-postalarını almak ister misiniz?",
  settings_on: "Evet",
  settings_off: "Hayır",
  settings_save: "Kaydet",
  settings_saved_on: "Programın e-postalarını alacaksınız.",
  settings_saved_off: "Artık programdan e-posta almayacaksınız.",
  settings_birthday: "Doğum gününüz",
  settings_birthday_text:
    "Bildiğimiz tarih: {day}. Bu tarih olmadan doğum günü hediyesi olmaz. Aldığınız hediyeler sizin kalır.",
  settings_remove: "Doğum günümü sil",
  settings_removed: "Doğum gününüz, mağazanın kayıtlarından da silindi.",
  settings_not_a_member: "Bunu değiştirmek için yeniden giriş yapın.",
};

export const settingsTexts = { en, de, es, fr, tr };
