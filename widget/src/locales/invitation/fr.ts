// French words of invitations.
import type { InvitationWords } from "../../invitation/words.ts";

const fr: InvitationWords = {
  title: "Vous avez une invitation",
  multiplier: "Vos commandes rapportent {rate} fois plus",
  gift: "{points} en cadeau de bienvenue",
  accept: "Accepter",
  decline: "Refuser",
  sure: "Refuser cette invitation ?",
  said: {
    accepted: "Vous avez maintenant le statut {tier}.",
    declined: "Vous avez refusé {tier}.",
    no_invitation: "Cette invitation n’est plus valable.",
    invitation_is_over: "Cette invitation a expiré.",
    already_higher: "Vous avez déjà un statut supérieur à {tier}.",
  },
};

export default fr;
