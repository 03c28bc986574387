// Turkish words of invitations.
import type { InvitationWords } from "../../invitation/words.ts";

const tr: InvitationWords = {
  title: "Davetlisiniz",
  multiplier: "Siparişleriniz {rate} kat kazandırır",
  gift: "Hoş geldiniz hediyesi: {points}",
  accept: "Kabul et",
  decline: "Reddet",
  sure: "Bu davet reddedilsin mi?",
  said: {
    accepted: "Yeni seviyeniz: {tier}.",
    declined: "{tier} davetini reddettiniz.",
    no_invitation: "Bu davet artık geçerli değil.",
    invitation_is_over: "Bu davetin süresi doldu.",
    already_higher: "Seviyeniz zaten {tier} seviyesinden yüksek.",
  },
};

export default tr;
