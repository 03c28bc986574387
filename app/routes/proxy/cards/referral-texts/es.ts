// Spanish words of referrals.
import type { ReferralTexts } from "../referral-texts.ts";

export const esReferral: ReferralTexts = {
  title: "Invita a alguien",
  text: (mine, friends) =>
    `Quien invites recibe: ${friends}. Después de su primer pedido, tú recibes: ${mine}.`,
  from: (worth, minimum) => `${worth} en pedidos desde ${minimum}`,
  asGift: (reward) => `${reward} de regalo`,
  afterMinimum: (minimum) => `Su primer pedido cuenta a partir de ${minimum}.`,
  ofMost: (friends, most) => `${friends} de ${most} invitaciones este año`,
  friends: (friends) =>
    friends === 1 ? "1 invitación hasta ahora" : `${friends} invitaciones hasta ahora`,
  onTheirWay: (friends) =>
    friends === 1 ? "1 recompensa está en camino" : `${friends} recompensas están en camino`,
  share: "Compartir el enlace",
  shareText: (shop, friends) => `Compro en ${shop}. Con mi enlace recibes: ${friends}`,
  shareTextLabel: "Tu mensaje",
  copy: "Copiar el enlace",
  qr: "Mostrar un código QR",
  email: "Correo",
  emailSubject: (shop) => `Para tu primer pedido en ${shop}`,
  welcome: (worth) => `Te han invitado: ${worth}`,
  welcomeText:
    "Para tu primer pedido aquí. Dinos tu correo electrónico y haz el pedido con el mismo.",
  minimum: (minimum) => `Para pedidos desde ${minimum}.`,
  yourEmail: "Tu correo electrónico",
  emailHint: "El código solo funciona con este correo.",
  get: "Obtener el código",
  issued: (worth) => `Aquí tienes tu código: ${worth}`,
  issuedText: (day) =>
    `Introdúcelo al pagar, con el mismo correo electrónico. Funciona hasta el ${day}.`,
  mailed: (worth) => `Mira tu correo: ${worth}`,
  mailedText:
    "Si es tu primera vez aquí, el código llegará por correo. Úsalo con esa misma dirección.",
  onItsWay: "Estamos creando tu código",
  onItsWayText: "Tarda un momento. Abre esta página de nuevo en un minuto.",
  looked: "Lo estamos revisando",
  lookedText:
    "La tienda revisa tu solicitud. Abre esta página de nuevo mañana: tu código estará aquí.",
  ordered: "Gracias por tu pedido",
  refusals: {
    unknown: "Este enlace no se conoce aquí. Pídelo de nuevo a quien te invitó.",
    own_link: "Este es tu propio enlace: envíaselo a alguien.",
    ended: "Por ahora no hay vale de bienvenida.",
    expired: "Ha pasado demasiado tiempo desde que abriste el enlace. Ábrelo otra vez.",
    too_many: "Demasiados intentos. Espera una hora y vuelve a intentarlo.",
    email: "Introduce un correo como nombre@example.com.",
    claimed: "Este correo ya ha recibido su código de bienvenida.",
    not_for_you:
      "El código de bienvenida es para clientes nuevos a quienes ha invitado otra persona.",
    not_now: "Ahora mismo no podemos comprobarlo. Inténtalo de nuevo en un momento.",
  },
  deadLink: "Este enlace no se conoce aquí. Pídelo de nuevo a quien te invitó.",
  toShop: "Ir a la tienda",
  goOn: "Continuar",
};
