// A friend asks for the welcome voucher: checked, decided and kept in one transaction, with the
// message that has Shopify make the voucher.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isMeant } from "../../core/awards/who-is-meant.ts";
import { DAY_MS, addDays } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { NO_EVIDENCE } from "../../core/referrals/decide-referral.ts";
import { mailboxOf } from "../../core/referrals/normalise-contact.ts";
import { MAX_EMAIL_CHARACTERS } from "../../core/rewards/gift-recipient.ts";
import type { CustomerFacts, CustomerQuestion } from "../../core/rewards/reward-audience.ts";
import { VOUCHER_CODE_BYTES, voucherCode } from "../../core/rewards/voucher-code.ts";
import { lockMembers } from "../../db/member-store.ts";
import { newId } from "../../db/new-id.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { loadProgramInForce } from "../../db/program-store.ts";
import {
  countOfMember,
  findReferralTerms,
  loadMemberNow,
  lockConnection,
} from "../../db/referral-facts-store.ts";
import {
  type ReferralLink,
  type ReferralVisit,
  countAttempt,
  findLink,
  findVisit,
} from "../../db/referral-link-store.ts";
import { type Referral, findReferralOfVisit, insertReferral } from "../../db/referral-store.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { loadShopTerms } from "../order-batch/shop-terms.ts";
import { hashConnection, hashDevice } from "./hash-traces.ts";
import { lookAtReferral } from "./look-at-referral.ts";
import { friendVoucherMessage } from "./settle-referral.ts";

export interface VoucherClaim {
  readonly shopId: bigint;
  readonly visitId: string;
  /** As it was typed. */
  readonly email: string;
  /** The signed-in customer; null for a guest. */
  readonly customerId: string | null;
  /** The random id that the browser keeps; null where it keeps none. */
  readonly device: string | null;
  /** Null where it is not known. */
  readonly connection: string | null;
  /** What the friend reads, as Shopify writes it; null where it is not known. */
  readonly locale: string | null;
  /** What Shopify said of the member; left out where it was not asked, or did not answer. */
  readonly member?: CustomerFacts | null;
}

/**
 * unknown: no such visit in this store, or its member is gone. ended: the program has no referrals
 * now. expired: the visit is too old. email: no address. claimed: somebody with this mailbox had
 * one. not_for_you: a check refused it. too_many: more tries than people make. not_now: whether the
 * member can bring friends only Shopify knows.
 */
export type ClaimRefusal =
  | "unknown"
  | "ended"
  | "expired"
  | "email"
  | "claimed"
  | "not_for_you"
  | "too_many"
  | "not_now";

export type VoucherClaimed =
  | {
      readonly outcome: "taken";
      readonly referral: Referral;
      readonly terms: ReferralTerms;
    }
  | { readonly outcome: "refused"; readonly reason: Exclude<ClaimRefusal, "not_now"> }
  | {
      readonly outcome: "refused";
      readonly reason: "not_now";
      /** What Shopify has to be asked of which customer. */
      readonly question: { readonly customerId: string; readonly asks: CustomerQuestion } | null;
    };

/** Of one visit: whoever mistypes an address needs a few. */
const MOST_ATTEMPTS = 10;
/** Of one member within a day: what comes after them is not even looked at. */
const MOST_OF_MEMBER = 200;

const address = z.email().max(MAX_EMAIL_CHARACTERS);

/** Asking again by the same visit tells how it stands. */
export function claimVoucher(claim: VoucherClaim, now: Instant): Promise<VoucherClaimed> {
  const fresh = { id: newId(), codeBytes: randomBytes(VOUCHER_CODE_BYTES) };
  return withTransaction((tx) => take(tx, claim, fresh, now));
}

interface Fresh {
  readonly id: string;
  readonly codeBytes: Uint8Array;
}

async function take(
  tx: Transaction,
  claim: VoucherClaim,
  fresh: Fresh,
  now: Instant,
): Promise<VoucherClaimed> {
  const { shopId, visitId } = claim;
  const visit = await findVisit(tx, shopId, visitId);
  const version = await loadProgramInForce(tx, shopId, now);
  const terms = version?.document.referral ?? null;
  if (visit === undefined) return refused("unknown");
  if (version === undefined || terms === null) return refused("ended");
  const earlier = await findReferralOfVisit(tx, shopId, visitId);
  if (earlier !== undefined) return answerAgain(tx, shopId, earlier, terms);
  const link = await findLink(tx, shopId, visit.code);
  // Those who ask at once by links of one member come one after the other: each counts the others,
  // and a merger of the member waits, or is waited for.
  if (link !== undefined) await lockMembers(tx, [{ shopId, id: link.memberId }]);
  const refusal = await refusalOf(tx, claim, { visit, link, terms, now });
  if (refusal !== null) return refused(refusal);
  if (link === undefined) return refused("unknown");
  const outside = await outsideAudience(tx, claim, { link, terms, now });
  if (outside !== null) return outside;
  const referral = await decide(tx, claim, { link, version, terms, fresh, now });
  const isFirst = await insertReferral(tx, shopId, referral);
  if (!isFirst) {
    const same = await findReferralOfVisit(tx, shopId, visitId);
    return same === undefined ? refused("claimed") : answerAgain(tx, shopId, same, terms);
  }
  if (referral.voucherState === "wanted") {
    await enqueueMessages(tx, [friendVoucherMessage(shopId, referral.id)]);
  }
  return answerFor(referral, terms);
}

interface ClaimContext {
  readonly visit: ReferralVisit;
  readonly link: ReferralLink | undefined;
  readonly terms: ReferralTerms;
  readonly now: Instant;
}

async function refusalOf(
  tx: Transaction,
  { shopId, visitId, email }: VoucherClaim,
  { visit, link, terms, now }: ClaimContext,
): Promise<Exclude<ClaimRefusal, "not_now"> | null> {
  if (link === undefined) return "unknown";
  if (addDays(visit.visitedAt, terms.visitDays) <= now) return "expired";
  if ((await countAttempt(tx, shopId, visitId)) > MOST_ATTEMPTS) return "too_many";
  if (!address.safeParse(email.trim()).success || mailboxOf(email) === null) return "email";
  const member = { shopId, id: link.memberId };
  const day = { from: now - DAY_MS, until: now + DAY_MS, exceptId: visitId };
  return (await countOfMember(tx, member, day)) >= MOST_OF_MEMBER ? "too_many" : null;
}

/** Null where the member is one of those who can bring friends. */
async function outsideAudience(
  tx: Transaction,
  { shopId, member: customer = null }: VoucherClaim,
  { link, terms, now }: { link: ReferralLink; terms: ReferralTerms; now: Instant },
): Promise<VoucherClaimed | null> {
  const { timeZone } = (await loadShopTerms(tx, [shopId], now)).get(shopId) ?? { timeZone: "UTC" };
  const asked = { now, timeZone, customer };
  const member = await loadMemberNow(tx, { shopId, id: link.memberId }, asked);
  if (member === undefined) return refused("unknown");
  const answer = isMeant(terms.audience, member);
  if (answer.outcome === "meant") return null;
  if (answer.outcome === "not_meant") return refused("ended");
  const { customerId } = link;
  const question = customerId === null ? null : { customerId, asks: answer.asks };
  return { outcome: "refused", reason: "not_now", question };
}

interface NewReferral {
  readonly link: ReferralLink;
  readonly version: ProgramVersion;
  readonly terms: ReferralTerms;
  readonly fresh: Fresh;
  readonly now: Instant;
}

/** The referral as the first look leaves it. */
async function decide(
  tx: Transaction,
  claim: VoucherClaim,
  { link, version, terms, fresh, now }: NewReferral,
): Promise<Referral> {
  const { shopId, customerId } = claim;
  const email = claim.email.trim();
  const connection = await hashConnection(tx, shopId, claim.connection, now);
  if (connection.current !== null) await lockConnection(tx, shopId, connection.current);
  const asked: Referral = {
    id: fresh.id,
    memberId: link.memberId,
    visitId: claim.visitId,
    programVersionId: version.id,
    claimedAt: now,
    friendEmail: email,
    friendMailbox: mailboxOf(email),
    friendCustomerId: customerId,
    friendLocale: claim.locale,
    connectionHash: connection.current,
    deviceHash: hashDevice(shopId, claim.device),
    evidence: NO_EVIDENCE,
    decision: "approve",
    decidedBy: "system",
    decidedAt: now,
    voucherCode: voucherCode(fresh.codeBytes, version.document.codePrefix),
    voucherState: "held",
    voucherEndsAt: null,
    voucherGid: null,
    voucherProblem: null,
    orderId: null,
    lookedAtOrder: false,
    state: "waiting_for_order",
    dueAt: null,
    rewardedAt: null,
    rewardCount: 0,
    awardId: null,
    redemptionId: null,
  };
  const looked = await lookAtReferral(tx, shopId, asked, {
    stage: "claim",
    terms,
    // Shopify is asked by the address before a voucher is made.
    friendHasBought: undefined,
    isBroughtBefore: false,
    connectionHashes: connection.all,
    now,
  });
  // Who the friend is, Shopify says by the address: a signed-in member may type that of another.
  const settled = { ...looked, friendCustomerId: null };
  if (settled.decision === "refuse") return { ...settled, state: "refused" };
  return settled.decision === "approve" ? withVoucher(settled, terms, now) : settled;
}

/** The referral with a voucher that Shopify is asked for, and that works from now on. */
export function withVoucher(referral: Referral, terms: ReferralTerms, now: Instant): Referral {
  const voucherEndsAt = addDays(now, terms.friendVoucher.validityDays);
  return { ...referral, voucherState: "wanted", voucherEndsAt, voucherProblem: null };
}

/** Whatever the program says by now, friends keep what they were promised when they asked. */
async function answerAgain(
  tx: Transaction,
  shopId: bigint,
  referral: Referral,
  now: ReferralTerms,
): Promise<VoucherClaimed> {
  const own = await findReferralTerms(tx, shopId, referral.programVersionId);
  return answerFor(referral, own ?? now);
}

function answerFor(referral: Referral, terms: ReferralTerms): VoucherClaimed {
  if (referral.decision === "refuse") return refused("not_for_you");
  return { outcome: "taken", referral, terms };
}

function refused(reason: Exclude<ClaimRefusal, "not_now">): VoucherClaimed {
  return { outcome: "refused", reason };
}
