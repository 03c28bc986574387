// Spanish words of invitations.
import type { InvitationWords } from "../../invitation/words.ts";

const es: InvitationWords = {
  title: "Tienes una invitación",
  multiplier: "Tus pedidos dan {rate} veces más",
  gift: "{points} de bienvenida",
  accept: "Aceptar",
  decline: "Rechazar",
  sure: "¿Rechazar esta invitación?",
  said: {
    accepted: "Ya tienes el nivel {tier}.",
    declined: "Has rechazado {tier}.",
    no_invitation: "Esta invitación ya no vale.",
    invitation_is_over: "Esta invitación ha caducado.",
    already_higher: "Ya tienes un nivel superior a {tier}.",
  },
};

export default es;
