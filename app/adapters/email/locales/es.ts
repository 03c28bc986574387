// Spanish.
import type { EmailTexts } from "./texts.ts";

export const es: EmailTexts = {
  orderEarned: {
    subject: "{points} por tu pedido {order}",
    preview: "Tu saldo en {shop} es ahora {balance}.",
    greeting: "Hola, {name}:",
    greetingWithoutName: "Hola:",
    earned: "Gracias por tu pedido {order}. Con él has conseguido {points}.",
    balance: "Tu saldo",
    nextReward: "Te faltan {missing} para tener {amount} de descuento en un pedido.",
    rewardReady: "Ya tienes suficiente para {amount} de descuento en tu próximo pedido.",
    visit: "Ir a {shop}",
    why: "Recibes este correo porque acumulas {pointsName} en {shop}.",
    unsubscribe: "Dejar de recibir estos correos",
  },
  unsubscribePage: {
    title: "Cancelar la suscripción",
    question: "¿Quieres dejar de recibir correos sobre tu cuenta de fidelidad en {shop}?",
    confirm: "Sí, cancelar",
    done: "Hecho. {shop} ya no te escribirá sobre ella. Conservas lo que has acumulado.",
    invalidTitle: "Este enlace no funciona",
    invalid: "El enlace está incompleto o ha sido modificado. Usa el de tu correo más reciente.",
  },
};
