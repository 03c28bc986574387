// A member's link to hand on, with what it brings both.
import type { Card } from "../../../../widget/contract/card.ts";
import { formatMoney, formatPoints } from "../../../adapters/email/format.ts";
import { rewardText } from "../../../adapters/email/reward-text.ts";
import { formatAmount } from "../../../core/money/money.ts";
import { rational } from "../../../core/points/rational.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import type { FriendDiscount, ReferralTerms } from "../../../core/program/referral-terms.ts";
import { leastOffer, offerParams } from "../../../core/rewards/offer.ts";
import {
  type ReferralStanding,
  loadReferralStanding,
  mayBringFriends,
} from "../../../queries/referral-card.ts";
import { openLink } from "../../../usecases/referrals/open-link.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { referralPath } from "../referral-link.ts";
import { type Voice, voiceOf } from "../voice.ts";

export interface ReferralView {
  readonly terms: ReferralTerms;
  readonly document: Pick<ProgramDocument, "pointsName" | "rewards">;
  readonly shop: { readonly name: string; readonly currency: string };
  /** Null for guests, and for customers who are no members yet. */
  readonly own: { readonly code: string; readonly standing: ReferralStanding } | null;
}

/** The link is made when its member opens the panel first. */
export async function referralCards(asked: CardsAsked): Promise<Card[]> {
  const { shop, memberId, document, locales, now } = asked;
  const terms = document.referral;
  if (terms === null) return [];
  const { id: shopId, timeZone, currency } = shop;
  if (memberId !== null) {
    const asked = { audience: terms.audience, now, timeZone };
    if (!(await mayBringFriends(shopId, memberId, asked))) return [];
  }
  const code = memberId === null ? null : await openLink({ shopId, memberId }, now);
  const own =
    memberId === null || code === null
      ? null
      : { code, standing: await loadReferralStanding(shopId, memberId, { now, timeZone }) };
  const named = { name: shop.name ?? shop.domain, currency };
  return [referralCard({ terms, document, shop: named, own }, voiceOf(locales, document.texts))];
}

export function referralCard(view: ReferralView, voice: Voice): Card {
  const { terms, own, shop } = view;
  const { locale, say } = voice;
  const friends = friendOffer(terms, shop.currency, voice);
  const mine = memberReward(view, voice);
  const least = terms.minimumOrderMinor;
  const minimum = money(least, shop.currency, locale);
  const after = least > 0n ? ` ${say("referral_after_minimum", { minimum })}` : "";
  return {
    id: "refer",
    title: say("referral_title"),
    text: say("referral_text", { mine, friends }) + after,
    worth: mine,
    isDone: false,
    note: own && noteOf(own.standing, terms, say),
    action: own && {
      kind: "share",
      label: say("referral_share"),
      url: referralPath(null, own.code),
      text: say("referral_share_text", { shop: shop.name, friends }),
      textLabel: say("referral_share_text_label"),
      copyLabel: say("referral_copy"),
      qr: `qr?code=${own.code}`,
      qrLabel: say("referral_qr"),
      channels: channelsOf(shop.name, say),
      path: "referral/shared",
    },
  };
}

function channelsOf(shop: string, say: Voice["say"]) {
  const subject = encodeURIComponent(say("referral_email_subject", { shop }));
  const email = `mailto:?subject=${subject}&body={text}%20{url}`;
  return [
    { label: say("referral_email"), means: "email" as const, href: email },
    { label: "WhatsApp", means: "whatsapp" as const, href: "https://wa.me/?text={text}%20{url}" },
  ];
}

function noteOf(
  { friends, onTheirWay, rewardedThisYear }: ReferralStanding,
  { mostPerYear }: ReferralTerms,
  say: Voice["say"],
): string | null {
  const parts = [
    ...(mostPerYear === null
      ? []
      : [say("referral_of_most", { friends: rewardedThisYear, most: mostPerYear })]),
    ...(mostPerYear === null && friends > 0 ? [say("referral_friends", { count: friends })] : []),
    ...(onTheirWay > 0 ? [say("referral_on_their_way", { count: onTheirWay })] : []),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

function memberReward({ terms, document, shop }: ReferralView, voice: Voice): string {
  const { locale, say } = voice;
  const { memberReward: reward } = terms;
  if (reward.kind === "points") return formatPoints(reward.points, document.pointsName, locale);
  const found = document.rewards.find(({ id }) => id === reward.rewardId);
  const params = found && offerParams(found, leastOffer(found), shop.currency);
  return say("referral_as_gift", { reward: params ? rewardText(params, voice) : "" });
}

/** `10% off`, with the least order where there is one. */
export function friendOffer(terms: ReferralTerms, currency: string, voice: Voice): string {
  const { locale, say } = voice;
  const { minimumSubtotalMinor: least } = terms.friendVoucher;
  const worth = friendWorth(terms.friendVoucher.discount, currency, voice);
  const minimum = money(least, currency, locale);
  return least > 0n ? say("referral_from", { worth, minimum }) : worth;
}

/** `€5 off`, in the words that e-mails have for rewards. */
export function friendWorth(discount: FriendDiscount, currency: string, voice: Voice): string {
  return rewardText(friendParams(discount, currency), voice);
}

function friendParams(discount: FriendDiscount, currency: string) {
  switch (discount.kind) {
    case "amount_off": {
      const amount = formatAmount(rational(discount.amountMinor), currency);
      return { kind: discount.kind, amount, currency };
    }
    case "percentage_off":
      return { kind: discount.kind, percent: discount.percent };
    case "free_shipping":
      return { kind: discount.kind };
  }
}

function money(minor: bigint, currency: string, locale: string): string {
  return formatMoney({ amount: formatAmount(rational(minor), currency), currency }, locale);
}
