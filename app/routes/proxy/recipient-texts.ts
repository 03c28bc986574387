// What shoppers read whose friend cannot be sent a gift card like this: what to say otherwise.

const en = {
  recipient_email: "Enter the e-mail address of your friend.",
  recipient_name: "Shorten the name to at most 255 characters, without angle brackets.",
  recipient_message: "Shorten the message to at most 200 characters, without angle brackets.",
  recipient_send_on: "Choose a day that exists.",
  recipient_send_on_range: "Choose a day from today on, at most 90 days ahead.",
};

const de: typeof en = {
  recipient_email: "Gib die E-Mail-Adresse der beschenkten Person ein.",
  recipient_name: "Kürze den Namen auf höchstens 255 Zeichen ohne spitze Klammern.",
  recipient_message: "Kürze die Nachricht auf höchstens 200 Zeichen ohne spitze Klammern.",
  recipient_send_on: "Wähle einen Tag, den es gibt.",
  recipient_send_on_range: "Wähle einen Tag ab heute, höchstens 90 Tage im Voraus.",
};

const es: typeof en = {
  recipient_email: "Escribe el correo electrónico de quien recibe el regalo.",
  recipient_name: "Acorta el nombre a 255 caracteres como máximo, sin los signos < y >.",
  recipient_message: "Acorta el mensaje a 200 caracteres como máximo, sin los signos < y >.",
  recipient_send_on: "Elige un día que exista.",
  recipient_send_on_range: "Elige un día a partir de hoy y con 90 días de antelación como máximo.",
};

const fr: typeof en = {
  recipient_email: "Indiquez l’adresse e-mail de la personne à qui vous l’offrez.",
  recipient_name: "Raccourcissez le nom à 255 caractères au plus, sans les signes < et >.",
  recipient_message: "Raccourcissez le message à 200 caractères au plus, sans les signes < et >.",
  recipient_send_on: "Choisissez un jour qui existe.",
  recipient_send_on_range:
    "Choisissez un jour à partir d’aujourd’hui, au plus 90 jours à l’avance.",
};

const tr: typeof en = {
  recipient_email: "Hediyeyi alacak kişinin e-posta adresini girin.",
  recipient_name: "Adı en fazla 255 karaktere kısaltın; < ve > işaretlerini kullanmayın.",
  recipient_message: "Mesajı en fazla 200 karaktere kısaltın; < ve > işaretlerini kullanmayın.",
  recipient_send_on: "Var olan bir gün seçin.",
  recipient_send_on_range: "Bugünden başlayarak en fazla 90 gün sonrası için bir gün seçin.",
};

export const recipientTexts = { en, de, es, fr, tr };
