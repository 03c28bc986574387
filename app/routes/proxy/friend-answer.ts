// What a friend is shown who came by a member's link: the offer, the code, or why there is none.
import type { Card } from "../../../widget/contract/card.ts";
import type { FriendShown, FriendRefused } from "../../../widget/contract/referral.ts";
import { mailServer } from "../../adapters/email/send-mail.ts";
import { formatDay, formatMoney } from "../../adapters/email/format.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { MAX_EMAIL_CHARACTERS } from "../../core/rewards/gift-recipient.ts";
import type { Referral } from "../../queries/friend-referral.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { ClaimRefusal } from "../../usecases/referrals/claim-voucher.ts";
import type { VisitRefusal } from "../../usecases/referrals/visit-link.ts";
import { friendWorth } from "./cards/referral.ts";
import type { Voice } from "./voice.ts";

export interface FriendView {
  readonly terms: ReferralTerms;
  /** Null while the friend has not asked for the voucher. */
  readonly referral: Referral | null;
  readonly shop: Pick<ShopView, "currency" | "timeZone">;
}

/**
 * Without a mail server nothing could be sent: then the page shows the code, and the order proves
 * the address.
 */
export function isMailed({ friendVoucher: { handOver } }: ReferralTerms): boolean {
  return handOver === "email" && mailServer() !== null;
}

export function friendShown(view: FriendView, voice: Voice): FriendShown {
  const { terms, referral, shop } = view;
  const { locale, say } = voice;
  const worth = friendWorth(terms.friendVoucher.discount, shop.currency, voice);
  if (referral === null) return { card: offerCard(view, worth, voice), voucher: null };
  if (isMailed(terms)) return friendMailed(view, voice);
  const { voucherState, voucherEndsAt, voucherCode, orderId } = referral;
  if (orderId !== null) return { card: told(say("referral_ordered"), ""), voucher: null };
  if (voucherState !== "issued" || voucherEndsAt === null) {
    const isWanted = voucherState === "wanted";
    const card = isWanted
      ? told(say("referral_on_its_way"), say("referral_on_its_way_text"))
      : told(say("referral_looked"), say("referral_looked_text"));
    return { card, voucher: null };
  }
  // The last instant before the end: its day is the last on which the code works.
  const endsOn = localDateOf(voucherEndsAt - 1, shop.timeZone);
  const day = formatDay(endsOn, locale);
  const card = told(say("referral_issued", { worth }), say("referral_issued_text", { day }));
  return { card: { ...card, isDone: true }, voucher: { code: voucherCode, worth, endsOn } };
}

/**
 * Where the code comes by e-mail: the same for whoever types an address, whoever has it, and
 * whatever has become of it. Only its mailbox tells more.
 */
export function friendMailed(
  { terms, shop }: Pick<FriendView, "terms" | "shop">,
  voice: Voice,
): FriendShown {
  const { say } = voice;
  const worth = friendWorth(terms.friendVoucher.discount, shop.currency, voice);
  const card = told(say("referral_mailed", { worth }), say("referral_mailed_text"));
  return { card, voucher: null };
}

export function friendRefused(reason: VisitRefusal | ClaimRefusal, { say }: Voice): FriendRefused {
  const refused = { refused: reason, message: say(`referral_refused_${reason}`) };
  return reason === "email" ? { ...refused, field: "email" } : refused;
}

function offerCard({ terms, shop }: FriendView, worth: string, voice: Voice): Card {
  const { say } = voice;
  return {
    ...told(say("referral_welcome", { worth }), say("referral_welcome_text")),
    note: minimumNote(terms, shop.currency, voice),
    action: {
      kind: "form",
      label: say("referral_get"),
      path: "referral/claim",
      fields: [
        {
          name: "email",
          label: say("referral_your_email"),
          type: "email",
          required: true,
          hint: say("referral_email_hint"),
          autocomplete: "email",
          maxLength: MAX_EMAIL_CHARACTERS,
        },
      ],
    },
  };
}

function minimumNote(
  { friendVoucher: { minimumSubtotalMinor: least } }: ReferralTerms,
  currency: string,
  { locale, say }: Voice,
): string | null {
  if (least === 0n) return null;
  const amount = formatAmount(rational(least), currency);
  return say("referral_minimum", { minimum: formatMoney({ amount, currency }, locale) });
}

function told(title: string, text: string): Card {
  return { id: "refer/friend", title, text, isDone: false, note: null, action: null };
}
