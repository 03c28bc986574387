// A member's link to hand on, with what it brings both.
import type { Card } from "../../../../widget/contract/card.ts";
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
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
import type { Locales } from "../condition-sentences.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { referralPath } from "../referral-link.ts";
import { type ReferralTexts, referralTexts } from "./referral-texts.ts";

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
  return [referralCard({ terms, document, shop: named, own }, locales)];
}

export function referralCard(view: ReferralView, locales: Locales): Card {
  const { terms, own, shop } = view;
  const { locale } = chooseTexts(locales);
  const texts = referralTexts(locale);
  const friends = friendOffer(terms, shop.currency, locales);
  const mine = memberReward(view, locales);
  const least = terms.minimumOrderMinor;
  const after = least > 0n ? ` ${texts.afterMinimum(money(least, shop.currency, locale))}` : "";
  return {
    id: "refer",
    title: texts.title,
    text: texts.text(mine, friends) + after,
    worth: mine,
    isDone: false,
    note: own && noteOf(own.standing, terms, texts),
    action: own && {
      kind: "share",
      label: texts.share,
      url: referralPath(null, own.code),
      text: texts.shareText(shop.name, friends),
      textLabel: texts.shareTextLabel,
      copyLabel: texts.copy,
      qr: `qr?code=${own.code}`,
      qrLabel: texts.qr,
      channels: channelsOf(shop.name, texts),
      path: "referral/shared",
    },
  };
}

function channelsOf(shop: string, texts: ReferralTexts) {
  const subject = encodeURIComponent(texts.emailSubject(shop));
  const email = `mailto:?subject=${subject}&body={text}%20{url}`;
  return [
    { label: texts.email, means: "email" as const, href: email },
    { label: "WhatsApp", means: "whatsapp" as const, href: "https://wa.me/?text={text}%20{url}" },
  ];
}

function noteOf(
  { friends, onTheirWay, rewardedThisYear }: ReferralStanding,
  { mostPerYear }: ReferralTerms,
  texts: ReferralTexts,
): string | null {
  const parts = [
    ...(mostPerYear === null ? [] : [texts.ofMost(rewardedThisYear, mostPerYear)]),
    ...(mostPerYear === null && friends > 0 ? [texts.friends(friends)] : []),
    ...(onTheirWay > 0 ? [texts.onTheirWay(onTheirWay)] : []),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

function memberReward({ terms, document, shop }: ReferralView, locales: Locales): string {
  const { locale, texts } = chooseTexts(locales);
  const { memberReward: reward } = terms;
  if (reward.kind === "points") return formatPoints(reward.points, document.pointsName, locale);
  const found = document.rewards.find(({ id }) => id === reward.rewardId);
  const params = found && offerParams(found, leastOffer(found), shop.currency);
  const name = params ? rewardText(params, { locale, texts }) : "";
  return referralTexts(locale).asGift(name);
}

/** `10% off`, with the least order where there is one. */
export function friendOffer(terms: ReferralTerms, currency: string, locales: Locales): string {
  const { locale } = chooseTexts(locales);
  const { minimumSubtotalMinor: least } = terms.friendVoucher;
  const worth = friendWorth(terms.friendVoucher.discount, currency, locales);
  return least > 0n ? referralTexts(locale).from(worth, money(least, currency, locale)) : worth;
}

/** `€5 off`, in the words that e-mails have for rewards. */
export function friendWorth(discount: FriendDiscount, currency: string, locales: Locales): string {
  const { locale, texts } = chooseTexts(locales);
  return rewardText(friendParams(discount, currency), { locale, texts });
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
