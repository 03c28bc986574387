// Sentences about what a reward asks for, in the languages that shoppers read.

export interface ConditionTexts {
  readonly limit: (day: string) => string;
  readonly limitForGood: string;
  readonly soldOut: string;
  /** After `soldOut`. */
  readonly moreFrom: (moment: string) => string;
  readonly opens: (moment: string) => string;
  readonly over: string;
  readonly tiersOnly: (tiers: string) => string;
  /** To a customer who is not one of those. */
  readonly someOnly: string;
  /** Of a reward, before anybody asked whether the customer is one of those. */
  readonly lookedUp: string;
  readonly notNow: string;
  /** Of a reward that the store cannot give for the time being. */
  readonly paused: string;
  readonly missing: (points: string) => string;
  readonly insteadOf: (points: string) => string;
}

const english: ConditionTexts = {
  limit: (day) => `You can have this again from ${day}.`,
  limitForGood: "You have had this as often as it can be had.",
  soldOut: "All of these are taken.",
  moreFrom: (moment) => `There are more from ${moment} on.`,
  opens: (moment) => `You can have this from ${moment} on.`,
  over: "This is over.",
  tiersOnly: (tiers) => `For members with this tier: ${tiers}.`,
  someOnly: "The store offers this to some customers only, and your account is not among them.",
  lookedUp: "For some customers of the store: we look it up when you redeem.",
  notNow: "We cannot check right now whether you can have this. Please try again in a moment.",
  paused: "This is not available at the moment.",
  missing: (points) => `You need ${points} more for this.`,
  insteadOf: (points) => `Instead of ${points}`,
};

const byLanguage: Readonly<Record<string, ConditionTexts>> = {
  en: english,
  de: {
    limit: (day) => `Das kannst du wieder ab dem ${day} haben.`,
    limitForGood: "Öfter kannst du das nicht einlösen.",
    soldOut: "Davon ist nichts mehr da.",
    moreFrom: (moment) => `Mehr davon gibt es ab ${moment}.`,
    opens: (moment) => `Das gibt es ab ${moment}.`,
    over: "Das gibt es nicht mehr.",
    tiersOnly: (tiers) => `Für Mitglieder mit dem Status ${tiers}.`,
    someOnly: "Das bietet der Shop nur manchen Kunden an, und dein Konto gehört nicht dazu.",
    lookedUp: "Nur für manche Kunden des Shops: Beim Einlösen sehen wir nach.",
    notNow:
      "Ob du das haben kannst, lässt sich gerade nicht prüfen. Versuche es gleich noch einmal.",
    paused: "Das ist zurzeit nicht verfügbar.",
    missing: (points) => `Dafür fehlen dir noch ${points}.`,
    insteadOf: (points) => `Statt ${points}`,
  },
  es: {
    limit: (day) => `Podrás volver a canjearla a partir del ${day}.`,
    limitForGood: "Ya la has canjeado todas las veces posibles.",
    soldOut: "Ya no queda ninguna.",
    moreFrom: (moment) => `Habrá más a partir del ${moment}.`,
    opens: (moment) => `Disponible a partir del ${moment}.`,
    over: "Esta recompensa ya ha terminado.",
    tiersOnly: (tiers) => `Para quienes tienen el nivel ${tiers}.`,
    someOnly: "La tienda la ofrece solo a algunos clientes, y tu cuenta no está entre ellos.",
    lookedUp: "Solo para algunos clientes de la tienda: lo comprobamos al canjearla.",
    notNow:
      "Ahora mismo no podemos comprobar si puedes obtenerla. Vuelve a intentarlo en un momento.",
    paused: "No está disponible en este momento.",
    missing: (points) => `Para esta recompensa te faltan ${points}.`,
    insteadOf: (points) => `En lugar de ${points}`,
  },
  fr: {
    limit: (day) => `Vous pourrez l’obtenir à nouveau à partir du ${day}.`,
    limitForGood: "Vous l’avez déjà obtenue autant de fois que possible.",
    soldOut: "Il n’en reste plus.",
    moreFrom: (moment) => `Il y en aura d’autres à partir du ${moment}.`,
    opens: (moment) => `Disponible à partir du ${moment}.`,
    over: "Cette offre est terminée.",
    tiersOnly: (tiers) => `Pour les membres avec le statut ${tiers}.`,
    someOnly: "La boutique la propose à certains clients, et votre compte n’en fait pas partie.",
    lookedUp: "Pour certains clients de la boutique : nous le vérifions lors de l’échange.",
    notNow:
      "Nous ne pouvons pas vérifier pour l’instant si vous y avez droit. Réessayez dans un instant.",
    paused: "Cette récompense n’est pas disponible pour le moment.",
    missing: (points) => `Il vous manque ${points} pour cette récompense.`,
    insteadOf: (points) => `Au lieu de ${points}`,
  },
  tr: {
    limit: (day) => `Bunu yeniden alabileceğiniz ilk gün: ${day}.`,
    limitForGood: "Bunu alınabileceği kadar aldınız.",
    soldOut: "Bundan hiç kalmadı.",
    moreFrom: (moment) => `Yenilerinin geleceği an: ${moment}.`,
    opens: (moment) => `Bunu alabileceğiniz ilk an: ${moment}.`,
    over: "Bunun süresi doldu.",
    tiersOnly: (tiers) => `Şu seviyedeki üyeler için: ${tiers}.`,
    someOnly: "Mağaza bunu yalnızca bazı müşterilere sunuyor ve hesabınız bunların arasında değil.",
    lookedUp: "Yalnızca bazı müşteriler için: Kullanırken kontrol ederiz.",
    notNow:
      "Bunu alıp alamayacağınızı şu anda kontrol edemiyoruz. Lütfen birazdan yeniden deneyin.",
    paused: "Bu şu anda alınamıyor.",
    missing: (points) => `Bunun için ${points} daha gerekiyor.`,
    insteadOf: (points) => `${points} yerine`,
  },
};

/** English where the language is none of ours. */
export function conditionTexts(language: string): ConditionTexts {
  return byLanguage[language] ?? english;
}
