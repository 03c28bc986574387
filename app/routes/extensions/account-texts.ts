// What customers read of an order's points, and of their membership beside their profile.

const en = {
  account_order_title: "What this order earns",
  account_details: "What happened to it",
  account_counting: "What this order earns is still being counted.",
  account_unpaid: "This order counts once it is paid.",
  account_nothing: "This order earns nothing.",
  account_earned: "You earned {points} with this order.",
  account_all_wait: "They will be yours to spend later.",
  account_all_wait_until: "They will be yours to spend from {day}.",
  account_all_wait_shipping: "They will be yours to spend {days}after your order has shipped.",
  account_all_wait_delivery:
    "They will be yours to spend {days}after your order has arrived, from {day} at the latest.",
  account_waits: "{points} of them will be yours to spend later.",
  account_waits_until: "{points} of them will be yours to spend from {day}.",
  account_waits_shipping:
    "{points} of them will be yours to spend {days}after your order has shipped.",
  account_waits_delivery:
    "{points} of them will be yours to spend {days}after your order has arrived, from {day} at the latest.",
  account_kept: "They have been added to your balance.",
  account_taken_back: "Taken back because the order changed: {points}.",
  account_leaves: "That leaves {points}.",
  account_all_taken_back:
    "All that the order had earned was taken back, because the order changed: {points}.",
  account_badge_unpaid: "Not paid",
  account_badge_waiting: "On their way",
  account_badge_kept: "Yours",
  account_badge_taken_back: "Taken back",
  account_profile_title: "Your rewards",
  account_balance: "You have {points} to spend.",
  account_tier: "Your tier: {name}.",
  account_more: "All rewards and your balance",
};

const de: typeof en = {
  account_order_title: "Was diese Bestellung bringt",
  account_details: "Was damit geschehen ist",
  account_counting: "Was diese Bestellung bringt, wird gerade gezählt.",
  account_unpaid: "Diese Bestellung zählt, sobald sie bezahlt ist.",
  account_nothing: "Mit dieser Bestellung sammelst du nichts.",
  account_earned: "Mit dieser Bestellung hast du {points} gesammelt.",
  account_all_wait: "Du kannst sie später einlösen.",
  account_all_wait_until: "Du kannst sie ab {day} einlösen.",
  account_all_wait_shipping: "Du kannst sie {days}nach dem Versand deiner Bestellung einlösen.",
  account_all_wait_delivery:
    "Du kannst sie {days}nach der Zustellung einlösen, spätestens ab dem {day}.",
  account_waits: "{points} davon kannst du später einlösen.",
  account_waits_until: "{points} davon kannst du ab {day} einlösen.",
  account_waits_shipping:
    "{points} davon kannst du {days}nach dem Versand deiner Bestellung einlösen.",
  account_waits_delivery:
    "{points} davon kannst du {days}nach der Zustellung einlösen, spätestens ab dem {day}.",
  account_kept: "Sie sind deinem Guthaben gutgeschrieben.",
  account_taken_back: "Zurückgenommen, weil sich die Bestellung geändert hat: {points}.",
  account_leaves: "Es bleiben {points}.",
  account_all_taken_back: "Alles zurückgenommen, weil sich die Bestellung geändert hat: {points}.",
  account_badge_unpaid: "Nicht bezahlt",
  account_badge_waiting: "Unterwegs",
  account_badge_kept: "Gutgeschrieben",
  account_badge_taken_back: "Zurückgenommen",
  account_profile_title: "Deine Prämien",
  account_balance: "Du kannst {points} einlösen.",
  account_tier: "Dein Status: {name}.",
  account_more: "Alle Prämien und dein Guthaben",
};

const es: typeof en = {
  account_order_title: "Lo que da este pedido",
  account_details: "Qué ha pasado con ello",
  account_counting: "Aún estamos calculando lo que da este pedido.",
  account_unpaid: "Este pedido contará en cuanto esté pagado.",
  account_nothing: "Este pedido no da nada.",
  account_earned: "Con este pedido has ganado {points}.",
  account_all_wait: "Disponible más adelante.",
  account_all_wait_until: "Disponible a partir del {day}.",
  account_all_wait_shipping: "Disponible {days}después del envío de tu pedido.",
  account_all_wait_delivery: "Disponible {days}después de la entrega, a más tardar el {day}.",
  account_waits: "Podrás usar {points} más adelante.",
  account_waits_until: "Podrás usar {points} a partir del {day}.",
  account_waits_shipping: "Podrás usar {points} {days}después del envío de tu pedido.",
  account_waits_delivery:
    "Podrás usar {points} {days}después de la entrega, a más tardar el {day}.",
  account_kept: "Se han añadido a tu saldo.",
  account_taken_back: "Retirado porque el pedido ha cambiado: {points}.",
  account_leaves: "Quedan {points}.",
  account_all_taken_back: "El pedido ha cambiado y se ha retirado todo lo ganado: {points}.",
  account_badge_unpaid: "Sin pagar",
  account_badge_waiting: "En camino",
  account_badge_kept: "En tu saldo",
  account_badge_taken_back: "Retirado",
  account_profile_title: "Tus recompensas",
  account_balance: "Puedes usar {points}.",
  account_tier: "Tu nivel: {name}.",
  account_more: "Todas las recompensas y tu saldo",
};

const fr: typeof en = {
  account_order_title: "Ce que cette commande rapporte",
  account_details: "Ce que c’est devenu",
  account_counting: "Ce que cette commande rapporte est en cours de calcul.",
  account_unpaid: "Cette commande comptera dès qu’elle sera payée.",
  account_nothing: "Cette commande ne rapporte rien.",
  account_earned: "Cette commande vous a rapporté {points}.",
  account_all_wait: "Vous pourrez les utiliser plus tard.",
  account_all_wait_until: "Vous pourrez les utiliser à partir du {day}.",
  account_all_wait_shipping:
    "Vous pourrez les utiliser {days}après l’expédition de votre commande.",
  account_all_wait_delivery:
    "Vous pourrez les utiliser {days}après la livraison, au plus tard le {day}.",
  account_waits: "Vous pourrez en utiliser {points} plus tard.",
  account_waits_until: "Vous pourrez en utiliser {points} à partir du {day}.",
  account_waits_shipping:
    "Vous pourrez en utiliser {points} {days}après l’expédition de votre commande.",
  account_waits_delivery:
    "Vous pourrez en utiliser {points} {days}après la livraison, au plus tard le {day}.",
  account_kept: "Le tout a été ajouté à votre solde.",
  account_taken_back: "Repris parce que la commande a changé : {points}.",
  account_leaves: "Il reste {points}.",
  account_all_taken_back: "Tout a été repris parce que la commande a changé : {points}.",
  account_badge_unpaid: "Non payée",
  account_badge_waiting: "En attente",
  account_badge_kept: "Acquis",
  account_badge_taken_back: "Repris",
  account_profile_title: "Vos récompenses",
  account_balance: "Vous pouvez utiliser {points}.",
  account_tier: "Votre statut : {name}.",
  account_more: "Toutes les récompenses et votre solde",
};

const tr: typeof en = {
  account_order_title: "Bu siparişin kazandırdıkları",
  account_details: "Neler oldu",
  account_counting: "Bu siparişin kazandırdıkları hesaplanıyor.",
  account_unpaid: "Bu sipariş, ödemesi yapıldığında sayılır.",
  account_nothing: "Bu sipariş bir şey kazandırmıyor.",
  account_earned: "Bu siparişle {points} kazandınız.",
  account_all_wait: "Bunları daha sonra kullanabilirsiniz.",
  account_all_wait_until: "Bunları {day} tarihinden itibaren kullanabilirsiniz.",
  account_all_wait_shipping:
    "Siparişiniz kargoya verildikten {days}sonra bunları kullanabilirsiniz.",
  account_all_wait_delivery:
    "Siparişiniz ulaştıktan {days}sonra, en geç {day} tarihinden itibaren bunları kullanabilirsiniz.",
  account_waits: "Bunun {points} kadarını daha sonra kullanabilirsiniz.",
  account_waits_until: "Bunun {points} kadarını {day} tarihinden itibaren kullanabilirsiniz.",
  account_waits_shipping:
    "Siparişiniz kargoya verildikten {days}sonra bunun {points} kadarını kullanabilirsiniz.",
  account_waits_delivery:
    "Siparişiniz ulaştıktan {days}sonra, en geç {day} tarihinden itibaren bunun {points} kadarını kullanabilirsiniz.",
  account_kept: "Bakiyenize eklendi.",
  account_taken_back: "Sipariş değiştiği için geri alınan: {points}.",
  account_leaves: "Kalan: {points}.",
  account_all_taken_back: "Sipariş değiştiği için kazandırdığı her şey geri alındı: {points}.",
  account_badge_unpaid: "Ödenmedi",
  account_badge_waiting: "Yolda",
  account_badge_kept: "Bakiyenizde",
  account_badge_taken_back: "Geri alındı",
  account_profile_title: "Ödülleriniz",
  account_balance: "Kullanabileceğiniz bakiye: {points}.",
  account_tier: "Seviyeniz: {name}.",
  account_more: "Tüm ödüller ve bakiyeniz",
};

export const accountTexts = { en, de, es, fr, tr };
