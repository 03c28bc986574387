// German words of invitations.
import type { InvitationWords } from "../../invitation/words.ts";

const de: InvitationWords = {
  title: "Du bist eingeladen",
  multiplier: "Bestellungen bringen das {rate}-Fache",
  gift: "{points} zur Begrüßung",
  accept: "Annehmen",
  decline: "Ablehnen",
  sure: "Diese Einladung ablehnen?",
  said: {
    accepted: "Du bist jetzt {tier}.",
    declined: "Du hast {tier} abgelehnt.",
    no_invitation: "Diese Einladung gilt nicht mehr.",
    invitation_is_over: "Diese Einladung ist abgelaufen.",
    already_higher: "Du hast schon einen höheren Status als {tier}.",
  },
};

export default de;
