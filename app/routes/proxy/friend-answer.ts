// What a friend is shown who came by a member's link: the offer, the code, or why there is none.
import type { Card } from "../../../widget/contract/card.ts";
import type { FriendShown, FriendRefused } from "../../../widget/contract/referral.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { mailServer } from "../../adapters/email/send-mail.ts";
import { formatDay, formatMoney } from "../../adapters/email/format.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { MAX_EMAIL_CHARACTERS } from "../../core/rewards/gift-recipient.ts";
import type { Referral } from "../../queries/friend-referral.ts";
import type { ShopView } from "../../queries/shop.ts";
import { friendWorth } from "./cards/referral.ts";
import { type ReferralRefusal, type ReferralTexts, referralTexts } from "./cards/referral-texts.ts";
import type { Locales } from "./condition-sentences.ts";

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

export function friendShown(view: FriendView, locales: Locales): FriendShown {
  const { terms, referral, shop } = view;
  const { locale } = chooseTexts(locales);
  const texts = referralTexts(locale);
  const worth = friendWorth(terms.friendVoucher.discount, shop.currency, locales);
  if (referral === null) return { card: offerCard(view, worth, locales), voucher: null };
  if (isMailed(terms)) return friendMailed(view, locales);
  const { voucherState, voucherEndsAt, voucherCode, orderId } = referral;
  if (orderId !== null) return { card: told(texts.ordered, ""), voucher: null };
  if (voucherState !== "issued" || voucherEndsAt === null) {
    const isWanted = voucherState === "wanted";
    const card = isWanted
      ? told(texts.onItsWay, texts.onItsWayText)
      : told(texts.looked, texts.lookedText);
    return { card, voucher: null };
  }
  // The last instant before the end: its day is the last on which the code works.
  const endsOn = localDateOf(voucherEndsAt - 1, shop.timeZone);
  const card = told(texts.issued(worth), texts.issuedText(formatDay(endsOn, locale)));
  return { card: { ...card, isDone: true }, voucher: { code: voucherCode, worth, endsOn } };
}

/**
 * Where the code comes by e-mail: the same for whoever types an address, whoever has it, and
 * whatever has become of it. Only its mailbox tells more.
 */
export function friendMailed(
  { terms, shop }: Pick<FriendView, "terms" | "shop">,
  locales: Locales,
): FriendShown {
  const texts = referralTexts(chooseTexts(locales).locale);
  const worth = friendWorth(terms.friendVoucher.discount, shop.currency, locales);
  return { card: told(texts.mailed(worth), texts.mailedText), voucher: null };
}

export function friendRefused(reason: ReferralRefusal, locales: Locales): FriendRefused {
  const { refusals } = referralTexts(chooseTexts(locales).locale);
  const refused = { refused: reason, message: refusals[reason] };
  return reason === "email" ? { ...refused, field: "email" } : refused;
}

function offerCard({ terms, shop }: FriendView, worth: string, locales: Locales): Card {
  const { locale } = chooseTexts(locales);
  const texts = referralTexts(locale);
  return {
    ...told(texts.welcome(worth), texts.welcomeText),
    note: minimumNote(terms, shop.currency, { locale, texts }),
    action: {
      kind: "form",
      label: texts.get,
      path: "referral/claim",
      fields: [
        {
          name: "email",
          label: texts.yourEmail,
          type: "email",
          required: true,
          hint: texts.emailHint,
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
  { locale, texts }: { locale: string; texts: ReferralTexts },
): string | null {
  if (least === 0n) return null;
  const amount = formatAmount(rational(least), currency);
  return texts.minimum(formatMoney({ amount, currency }, locale));
}

function told(title: string, text: string): Card {
  return { id: "refer/friend", title, text, isDone: false, note: null, action: null };
}
