// English words of invitations.
import type { InvitationWords } from "../../invitation/words.ts";

const en: InvitationWords = {
  title: "You are invited",
  multiplier: "Orders earn {rate} times as much",
  gift: "{points} to welcome you",
  accept: "Accept",
  decline: "Decline",
  sure: "Decline this invitation?",
  said: {
    accepted: "You are now {tier}.",
    declined: "You have declined {tier}.",
    no_invitation: "This invitation no longer stands.",
    invitation_is_over: "This invitation is over.",
    already_higher: "You already have a higher tier than {tier}.",
  },
};

export default en;
