// What customers read of an order's points, and of their membership beside their profile.

export interface AccountTexts {
  readonly orderTitle: string;
  readonly details: string;
  readonly counting: string;
  readonly unpaid: string;
  readonly nothing: string;
  readonly earned: (points: string) => string;
  /** All of them. */
  readonly allWait: string;
  readonly allWaitUntil: (day: string) => string;
  readonly waits: (points: string) => string;
  readonly waitsUntil: (points: string, day: string) => string;
  readonly kept: string;
  readonly takenBack: (points: string) => string;
  /** What is left after that. */
  readonly leaves: (points: string) => string;
  readonly allTakenBack: (points: string) => string;
  readonly badges: Readonly<Record<"unpaid" | "waiting" | "kept" | "taken_back", string>>;
  readonly profileTitle: string;
  readonly balance: (points: string) => string;
  readonly tier: (name: string) => string;
  readonly more: string;
}

const en: AccountTexts = {
  orderTitle: "Points for this order",
  details: "What happened to them",
  counting: "The points for this order are being counted.",
  unpaid: "You get points for this order once it is paid.",
  nothing: "This order earns no points.",
  earned: (points) => `You earned ${points} with this order.`,
  allWait: "They will be yours to spend later.",
  allWaitUntil: (day) => `They will be yours to spend from ${day}.`,
  waits: (points) => `${points} of them will be yours to spend later.`,
  waitsUntil: (points, day) => `${points} of them will be yours to spend from ${day}.`,
  kept: "They have been added to your balance.",
  takenBack: (points) => `Taken back because the order changed: ${points}.`,
  leaves: (points) => `That leaves ${points}.`,
  allTakenBack: (points) =>
    `All that the order had earned was taken back, because the order changed: ${points}.`,
  badges: { unpaid: "Not paid", waiting: "On their way", kept: "Yours", taken_back: "Taken back" },
  profileTitle: "Your rewards",
  balance: (points) => `You have ${points} to spend.`,
  tier: (name) => `Your tier: ${name}.`,
  more: "All rewards and points",
};

const de: AccountTexts = {
  orderTitle: "Punkte für diese Bestellung",
  details: "Was damit geschehen ist",
  counting: "Die Punkte für diese Bestellung werden gerade gezählt.",
  unpaid: "Du bekommst Punkte für diese Bestellung, sobald sie bezahlt ist.",
  nothing: "Diese Bestellung bringt keine Punkte.",
  earned: (points) => `Mit dieser Bestellung hast du ${points} gesammelt.`,
  allWait: "Du kannst sie später einlösen.",
  allWaitUntil: (day) => `Du kannst sie ab ${day} einlösen.`,
  waits: (points) => `${points} davon kannst du später einlösen.`,
  waitsUntil: (points, day) => `${points} davon kannst du ab ${day} einlösen.`,
  kept: "Sie sind deinem Guthaben gutgeschrieben.",
  takenBack: (points) => `Zurückgenommen, weil sich die Bestellung geändert hat: ${points}.`,
  leaves: (points) => `Es bleiben ${points}.`,
  allTakenBack: (points) =>
    `Alles zurückgenommen, weil sich die Bestellung geändert hat: ${points}.`,
  badges: {
    unpaid: "Nicht bezahlt",
    waiting: "Unterwegs",
    kept: "Gutgeschrieben",
    taken_back: "Zurückgenommen",
  },
  profileTitle: "Deine Prämien",
  balance: (points) => `Du kannst ${points} einlösen.`,
  tier: (name) => `Dein Status: ${name}.`,
  more: "Alle Prämien und Punkte",
};

const es: AccountTexts = {
  orderTitle: "Puntos de este pedido",
  details: "Qué ha pasado con ellos",
  counting: "Estamos contando los puntos de este pedido.",
  unpaid: "Recibirás puntos por este pedido en cuanto esté pagado.",
  nothing: "Este pedido no da puntos.",
  earned: (points) => `Con este pedido has ganado ${points}.`,
  allWait: "Podrás usarlos más adelante.",
  allWaitUntil: (day) => `Podrás usarlos a partir del ${day}.`,
  waits: (points) => `Más adelante podrás usar ${points} de ellos.`,
  waitsUntil: (points, day) => `A partir del ${day} podrás usar ${points} de ellos.`,
  kept: "Se han añadido a tu saldo.",
  takenBack: (points) => `Retirado porque el pedido ha cambiado: ${points}.`,
  leaves: (points) => `Quedan ${points}.`,
  allTakenBack: (points) => `El pedido ha cambiado y se ha retirado todo lo ganado: ${points}.`,
  badges: {
    unpaid: "Sin pagar",
    waiting: "En camino",
    kept: "En tu saldo",
    taken_back: "Retirados",
  },
  profileTitle: "Tus recompensas",
  balance: (points) => `Puedes usar ${points}.`,
  tier: (name) => `Tu nivel: ${name}.`,
  more: "Todas las recompensas y puntos",
};

const fr: AccountTexts = {
  orderTitle: "Points de cette commande",
  details: "Ce qu’ils sont devenus",
  counting: "Les points de cette commande sont en cours de calcul.",
  unpaid: "Vous recevrez des points pour cette commande dès qu’elle sera payée.",
  nothing: "Cette commande ne rapporte pas de points.",
  earned: (points) => `Cette commande vous a rapporté ${points}.`,
  allWait: "Vous pourrez les utiliser plus tard.",
  allWaitUntil: (day) => `Vous pourrez les utiliser à partir du ${day}.`,
  waits: (points) => `Vous pourrez en utiliser ${points} plus tard.`,
  waitsUntil: (points, day) => `Vous pourrez en utiliser ${points} à partir du ${day}.`,
  kept: "Ils ont été ajoutés à votre solde.",
  takenBack: (points) => `Repris parce que la commande a changé : ${points}.`,
  leaves: (points) => `Il reste ${points}.`,
  allTakenBack: (points) => `Tout a été repris parce que la commande a changé : ${points}.`,
  badges: {
    unpaid: "Non payée",
    waiting: "En attente",
    kept: "Acquis",
    taken_back: "Repris",
  },
  profileTitle: "Vos récompenses",
  balance: (points) => `Vous pouvez utiliser ${points}.`,
  tier: (name) => `Votre statut : ${name}.`,
  more: "Toutes les récompenses et tous les points",
};

const tr: AccountTexts = {
  orderTitle: "Bu siparişin puanları",
  details: "Puanlara ne oldu",
  counting: "Bu siparişin puanları hesaplanıyor.",
  unpaid: "Bu siparişin puanları, ödemesi yapıldığında verilir.",
  nothing: "Bu sipariş puan kazandırmıyor.",
  earned: (points) => `Bu siparişle ${points} kazandınız.`,
  allWait: "Bunları daha sonra kullanabilirsiniz.",
  allWaitUntil: (day) => `Bunları ${day} tarihinden itibaren kullanabilirsiniz.`,
  waits: (points) => `Bunun ${points} kadarını daha sonra kullanabilirsiniz.`,
  waitsUntil: (points, day) =>
    `Bunun ${points} kadarını ${day} tarihinden itibaren kullanabilirsiniz.`,
  kept: "Bakiyenize eklendi.",
  takenBack: (points) => `Sipariş değiştiği için geri alınan: ${points}.`,
  leaves: (points) => `Kalan: ${points}.`,
  allTakenBack: (points) => `Sipariş değiştiği için kazandırdığı her şey geri alındı: ${points}.`,
  badges: {
    unpaid: "Ödenmedi",
    waiting: "Yolda",
    kept: "Bakiyenizde",
    taken_back: "Geri alındı",
  },
  profileTitle: "Ödülleriniz",
  balance: (points) => `Kullanabileceğiniz bakiye: ${points}.`,
  tier: (name) => `Seviyeniz: ${name}.`,
  more: "Tüm ödüller ve puanlar",
};

const byLanguage: Readonly<Record<string, AccountTexts>> = { en, de, es, fr, tr };

/** In English where the language is none that we speak. */
export function accountTexts(locale: string): AccountTexts {
  return byLanguage[new Intl.Locale(locale).language] ?? en;
}
