// What shoppers read of a voucher that was given to them.

const en = {
  gift_birthday: "A gift for your birthday.",
  gift_referral: "A thank-you for inviting a friend.",
};

const de: typeof en = {
  gift_birthday: "Ein Geschenk zu deinem Geburtstag.",
  gift_referral: "Ein Dankeschön, weil du Freunde eingeladen hast.",
};

const es: typeof en = {
  gift_birthday: "Un regalo por tu cumpleaños.",
  gift_referral: "Un agradecimiento por invitar a un amigo.",
};

const fr: typeof en = {
  gift_birthday: "Un cadeau pour votre anniversaire.",
  gift_referral: "Un merci pour avoir invité un proche.",
};

const tr: typeof en = {
  gift_birthday: "Doğum gününüz için bir hediye.",
  gift_referral: "Arkadaşınızı davet ettiğiniz için bir teşekkür.",
};

export const giftTexts = { en, de, es, fr, tr };
