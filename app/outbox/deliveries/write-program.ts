// Publishes the program in force to the theme blocks, as a metafield of the app's installation, and
// what extensions say without an answer of the app, as one of the shop.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchShop } from "../../adapters/shopify/operations/fetch-shop.ts";
import { setMetafield } from "../../adapters/shopify/operations/set-metafield.ts";
import { writeShopWords } from "../../adapters/shopify/operations/shop-words.ts";
import { recentFacts, recentSpan } from "../../core/activity/recent-facts.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { earnRate } from "../../core/earning/earn-rate.ts";
import { storefrontTerms } from "../../core/earning/storefront-terms.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { WayToEarn } from "../../core/program/ways-to-earn-terms.ts";
import { isVoucherReward } from "../../core/rewards/carrier.ts";
import { promisedRewards, rewardsByPoints } from "../../core/rewards/next-reward.ts";
import { leastOffer, offerParams } from "../../core/rewards/offer.ts";
import { type PublishedProgram, findStartedProgram } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import { countRecentActivity } from "../../db/recent-activity-store.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { publishedJson, wordsJson } from "./published-json.ts";
import { publishedTexts, wordsWithoutApp } from "./published-texts.ts";
import { publishedTiers } from "./published-tiers.ts";

const MS_PER_SECOND = 1_000;

export const writeProgram: Deliver<object> = async (message, signal) => {
  const opened = await openShop(message.shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin, shop } = opened;
  let ownerGid = shop.appInstallationGid;
  if (ownerGid === null) {
    const fetched = await fetchShop(admin, signal);
    if (fetched.outcome !== "ok") return outcomeOf(fetched);
    ownerGid = fetched.data.appInstallationGid;
  }
  const now = (await businessNow()).getTime();
  const program = await findStartedProgram(pool(), message.shopId, now);
  if (program === undefined) return { outcome: "sent" };
  const recent = await recentActivity(message.shopId, program, now);
  const value = publishedJson(
    { ...publishedProgram(program), recent },
    {
      orders: storefrontTerms(program.document, { ...program, now }),
      texts: publishedTexts(program.document.texts),
    },
  );
  const answer = await setMetafield(
    admin,
    { ownerGid, namespace: "loyalty", key: "program", type: "json", value },
    signal,
  );
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const words = wordsJson(wordsWithoutApp(program.document.texts));
  const written = await writeShopWords(admin, words, signal);
  return written.outcome === "ok" ? { outcome: "sent" } : outcomeOf(written);
};

/** Null where the merchant tells visitors nothing. `at` is in seconds of Unix time. */
async function recentActivity(
  shopId: bigint,
  { document, timeZone }: PublishedProgram,
  now: Instant,
) {
  const { activityNotice } = document;
  if (activityNotice === null) return null;
  const { days } = activityNotice;
  const span = recentSpan(now, days, timeZone);
  const facts = recentFacts(await countRecentActivity(pool(), shopId, span));
  return { at: Math.floor(now / MS_PER_SECOND), days, facts };
}

/**
 * What the theme blocks read: amounts as decimal text, the points of a reward as a number to
 * compare with.
 */
function publishedProgram({ document, currency, scopes }: PublishedProgram) {
  const everybody = { scopes, tierId: null };
  const amount = (minor: bigint) => formatAmount(rational(minor), currency);
  return {
    pointsName: document.pointsName,
    earn: {
      points: document.earning.pointsPerUnit,
      perAmount: amount(10n ** BigInt(knownMinorDigits(currency))),
      currency,
      tiers: ownRates(document),
    },
    referral: publishedReferral(document.referral, currency),
    birthday: document.birthday !== null,
    tiers: publishedTiers(document.tiers, currency),
    ways: document.waysToEarn
      .filter(isForEverybody)
      .map(({ name, trigger, points }) => ({ name, trigger, points: Number(points) })),
    rewards: rewardsByPoints(promisedRewards(document.rewards, everybody)).map((reward) => ({
      id: reward.id,
      points: Number(leastOffer(reward).points),
      currency,
      ...offerParams(reward, leastOffer(reward), currency),
      minimum:
        isVoucherReward(reward) && reward.minimumSubtotalMinor > 0n
          ? amount(reward.minimumSubtotalMinor)
          : null,
    })),
  };
}

/** What members of tiers that earn otherwise read in place of the base rate, by the tier's id. */
function ownRates(document: ProgramDocument) {
  const rates = (document.tiers?.list ?? []).flatMap(({ id, name }) => {
    const { tier, points } = earnRate(document, { tierId: id });
    return tier ? [[id, { points, name }] as const] : [];
  });
  return Object.fromEntries(rates);
}

/** Nothing is promised to who may not have it. */
function isForEverybody({ audience }: WayToEarn): boolean {
  const { tiers, customerTags, segmentIds, members } = audience;
  return tiers.length + customerTags.length + segmentIds.length === 0 && members === null;
}

/** What a friend is offered; null where the program has no referrals. */
function publishedReferral(terms: ReferralTerms | null, currency: string) {
  if (terms === null) return null;
  const { discount, minimumSubtotalMinor: least } = terms.friendVoucher;
  const amount = (minor: bigint) => formatAmount(rational(minor), currency);
  const { kind } = discount;
  return {
    friend: {
      kind,
      currency,
      amount: kind === "amount_off" ? amount(discount.amountMinor) : null,
      percent: kind === "percentage_off" ? discount.percent : null,
    },
    minimum: least > 0n ? amount(least) : null,
  };
}
