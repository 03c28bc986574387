// Spanish words of referrals.
import type { enReferral } from "./en.ts";

export const esReferral: typeof enReferral = {
  referral_title: "Invita a alguien",
  referral_text:
    "Quien invites recibe: {friends}. Después de su primer pedido, tú recibes: {mine}.",
  referral_from: "{worth} en pedidos desde {minimum}",
  referral_as_gift: "{reward} de regalo",
  referral_after_minimum: "Su primer pedido cuenta a partir de {minimum}.",
  referral_of_most: "{friends} de {most} invitaciones este año",
  referral_friends: { one: "1 invitación hasta ahora", other: "{count} invitaciones hasta ahora" },
  referral_on_their_way: {
    one: "1 recompensa está en camino",
    other: "{count} recompensas están en camino",
  },
  referral_share: "Compartir el enlace",
  referral_share_text: "Compro en {shop}. Con mi enlace recibes: {friends}",
  referral_share_text_label: "Tu mensaje",
  referral_copy: "Copiar el enlace",
  referral_qr: "Mostrar un código QR",
  referral_email: "Correo",
  referral_email_subject: "Para tu primer pedido en {shop}",
  referral_welcome: "Te han invitado: {worth}",
  referral_welcome_text:
    "Para tu primer pedido aquí. Dinos tu correo electrónico y haz el pedido con el mismo.",
  referral_minimum: "Para pedidos desde {minimum}.",
  referral_your_email: "Tu correo electrónico",
  referral_email_hint: "El código solo funciona con este correo.",
  referral_get: "Obtener el código",
  referral_issued: "Aquí tienes tu código: {worth}",
  referral_issued_text:
    "Introdúcelo al pagar, con el mismo correo electrónico. Funciona hasta el {day}.",
  referral_mailed: "Mira tu correo: {worth}",
  referral_mailed_text:
    "Si es tu primera vez aquí, el código llegará por correo. Úsalo con esa misma dirección.",
  referral_on_its_way: "Estamos creando tu código",
  referral_on_its_way_text: "Tarda un momento. Abre esta página de nuevo en un minuto.",
  referral_looked: "Lo estamos revisando",
  referral_looked_text:
    "La tienda revisa tu solicitud. Abre esta página de nuevo mañana: tu código estará aquí.",
  referral_ordered: "Gracias por tu pedido",
  referral_refused_unknown: "Este enlace no se conoce aquí. Pídelo de nuevo a quien te invitó.",
  referral_refused_own_link: "Este es tu propio enlace: envíaselo a alguien.",
  referral_refused_ended: "Por ahora no hay vale de bienvenida.",
  referral_refused_expired:
    "Ha pasado demasiado tiempo desde que abriste el enlace. Ábrelo otra vez.",
  referral_refused_too_many: "Demasiados intentos. Espera una hora y vuelve a intentarlo.",
  referral_refused_email: "Introduce un correo como nombre@example.com.",
  referral_refused_claimed: "Este correo ya ha recibido su código de bienvenida.",
  referral_refused_not_for_you:
    "El código de bienvenida es para clientes nuevos a quienes ha invitado otra persona.",
  referral_refused_not_now: "Ahora mismo no podemos comprobarlo. Inténtalo de nuevo en un momento.",
  referral_dead_link: "Este enlace no se conoce aquí. Pídelo de nuevo a quien te invitó.",
  referral_to_shop: "Ir a la tienda",
  referral_go_on: "Continuar",
};
