// What shoppers read of what a reward asks for.

const en = {
  condition_limit: "You can have this again from {day}.",
  condition_limit_for_good: "You have had this as often as it can be had.",
  condition_sold_out: "All of these are taken.",
  condition_more_from: "There are more from {moment} on.",
  condition_opens: "You can have this from {moment} on.",
  condition_over: "This is over.",
  condition_tiers_only: "For members with this tier: {tiers}.",
  condition_some_only:
    "The shop offers this to some customers only, and your account is not among them.",
  condition_looked_up: "For some customers of the shop: we look it up when you redeem.",
  condition_not_now:
    "We cannot check right now whether you can have this. Please try again in a moment.",
  condition_paused: "This is not available at the moment.",
  condition_missing: "You need {points} more for this.",
  condition_instead_of: "Instead of {points}",
};

const de: typeof en = {
  condition_limit: "Das kannst du wieder ab dem {day} haben.",
  condition_limit_for_good: "Öfter kannst du das nicht einlösen.",
  condition_sold_out: "Davon ist nichts mehr da.",
  condition_more_from: "Mehr davon gibt es ab {moment}.",
  condition_opens: "Das gibt es ab {moment}.",
  condition_over: "Das gibt es nicht mehr.",
  condition_tiers_only: "Für Mitglieder mit dem Status {tiers}.",
  condition_some_only:
    "Das bietet der Shop nur manchen Kunden an, und dein Konto gehört nicht dazu.",
  condition_looked_up: "Nur für manche Kunden des Shops: Beim Einlösen sehen wir nach.",
  condition_not_now:
    "Ob du das haben kannst, lässt sich gerade nicht prüfen. Versuche es gleich noch einmal.",
  condition_paused: "Das ist zurzeit nicht verfügbar.",
  condition_missing: "Dafür fehlen dir noch {points}.",
  condition_instead_of: "Statt {points}",
};

const es: typeof en = {
  condition_limit: "Podrás volver a canjearla a partir del {day}.",
  condition_limit_for_good: "Ya la has canjeado todas las veces posibles.",
  condition_sold_out: "Ya no queda ninguna.",
  condition_more_from: "Habrá más a partir del {moment}.",
  condition_opens: "Disponible a partir del {moment}.",
  condition_over: "Esta recompensa ya ha terminado.",
  condition_tiers_only: "Para quienes tienen el nivel {tiers}.",
  condition_some_only:
    "La tienda la ofrece solo a algunos clientes, y tu cuenta no está entre ellos.",
  condition_looked_up: "Solo para algunos clientes de la tienda: lo comprobamos al canjearla.",
  condition_not_now:
    "Ahora mismo no podemos comprobar si puedes obtenerla. Vuelve a intentarlo en un momento.",
  condition_paused: "No está disponible en este momento.",
  condition_missing: "Para esta recompensa te faltan {points}.",
  condition_instead_of: "En lugar de {points}",
};

const fr: typeof en = {
  condition_limit: "Vous pourrez l’obtenir à nouveau à partir du {day}.",
  condition_limit_for_good: "Vous l’avez déjà obtenue autant de fois que possible.",
  condition_sold_out: "Il n’en reste plus.",
  condition_more_from: "Il y en aura d’autres à partir du {moment}.",
  condition_opens: "Disponible à partir du {moment}.",
  condition_over: "Cette offre est terminée.",
  condition_tiers_only: "Pour les membres avec le statut {tiers}.",
  condition_some_only:
    "La boutique la propose à certains clients, et votre compte n’en fait pas partie.",
  condition_looked_up:
    "Pour certains clients de la boutique : nous le vérifions lors de l’échange.",
  condition_not_now:
    "Nous ne pouvons pas vérifier pour l’instant si vous y avez droit. Réessayez dans un instant.",
  condition_paused: "Cette récompense n’est pas disponible pour le moment.",
  condition_missing: "Il vous manque {points} pour cette récompense.",
  condition_instead_of: "Au lieu de {points}",
};

const tr: typeof en = {
  condition_limit: "Bunu yeniden alabileceğiniz ilk gün: {day}.",
  condition_limit_for_good: "Bunu alınabileceği kadar aldınız.",
  condition_sold_out: "Bundan hiç kalmadı.",
  condition_more_from: "Yenilerinin geleceği an: {moment}.",
  condition_opens: "Bunu alabileceğiniz ilk an: {moment}.",
  condition_over: "Bunun süresi doldu.",
  condition_tiers_only: "Şu seviyedeki üyeler için: {tiers}.",
  condition_some_only:
    "Mağaza bunu yalnızca bazı müşterilere sunuyor ve hesabınız bunların arasında değil.",
  condition_looked_up: "Yalnızca bazı müşteriler için: Kullanırken kontrol ederiz.",
  condition_not_now:
    "Bunu alıp alamayacağınızı şu anda kontrol edemiyoruz. Lütfen birazdan yeniden deneyin.",
  condition_paused: "Bu şu anda alınamıyor.",
  condition_missing: "Bunun için {points} daha gerekiyor.",
  condition_instead_of: "{points} yerine",
};

export const conditionTexts = { en, de, es, fr, tr };
