// What shoppers read of what more is to be known of a reward.

const en = {
  detail_spend: "To be spent within {days}",
  detail_shown: "Yours to see for {days}",
  detail_early: "Before everybody else, until {moment}",
  detail_cause: "For: {cause}",
  detail_ships_to: "To {countries}",
  detail_shipping_up_to: "For shipping of at most {amount}",
};

const de: typeof en = {
  detail_spend: "{days} lang einlösbar",
  detail_shown: "{days} lang für dich sichtbar",
  detail_early: "Vor allen anderen, bis {moment}",
  detail_cause: "Für: {cause}",
  detail_ships_to: "Nach {countries}",
  detail_shipping_up_to: "Für Versand bis {amount}",
};

const es: typeof en = {
  detail_spend: "Para gastar en {days}",
  detail_shown: "Visible para ti durante {days}",
  detail_early: "Antes que nadie, hasta el {moment}",
  detail_cause: "Para: {cause}",
  detail_ships_to: "Destinos: {countries}",
  detail_shipping_up_to: "Para envíos de hasta {amount}",
};

const fr: typeof en = {
  detail_spend: "À dépenser dans les {days}",
  detail_shown: "Visible pour vous pendant {days}",
  detail_early: "Avant tout le monde, jusqu’au {moment}",
  detail_cause: "Pour : {cause}",
  detail_ships_to: "Destinations : {countries}",
  detail_shipping_up_to: "Pour une livraison de {amount} au plus",
};

const tr: typeof en = {
  detail_spend: "{days} içinde harcanabilir",
  detail_shown: "{days} boyunca size görünür",
  detail_early: "Herkesten önce; son an: {moment}",
  detail_cause: "Amaç: {cause}",
  detail_ships_to: "Gönderilen ülkeler: {countries}",
  detail_shipping_up_to: "En fazla {amount} tutarındaki gönderim için",
};

export const detailTexts = { en, de, es, fr, tr };
