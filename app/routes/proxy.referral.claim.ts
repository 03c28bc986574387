// POST /proxy/referral/claim: a friend asks for the welcome voucher, which Shopify is asked for
// while they wait.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { ClaimAnswer, FriendShown } from "../../widget/contract/referral.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { connectionOf } from "../core/referrals/connection.ts";
import type { ReferralTerms } from "../core/program/referral-terms.ts";
import { askAboutCustomer } from "../outbox/ask-about-customer.ts";
import { deliverNow } from "../outbox/deliver-now.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { findFriendReferral } from "../queries/friend-referral.ts";
import {
  type ClaimRefusal,
  type VoucherClaim,
  type VoucherClaimed,
  claimVoucher,
} from "../usecases/referrals/claim-voucher.ts";
import { parseBody, throughProxyDoor } from "./proxy/door.ts";
import { friendMailed, friendRefused, friendShown, isMailed } from "./proxy/friend-answer.ts";
import { loadVoice } from "./proxy/load-voice.ts";

/** Longer than Shopify normally takes for three calls, shorter than a shopper's patience. */
const VOUCHER_WAIT_MS = 6_000;
/** What only Shopify knows of the member is asked while the friend waits. */
const MEMBER_WAIT_MS = 3_000;
/** How much is read of an address; what is too long for one is refused with a sentence. */
const MAX_TYPED_CHARACTERS = 2_000;
const MAX_LOCALE_CHARACTERS = 40;

const requestSchema = z.object({
  visit: z.uuid(),
  email: z.string().max(MAX_TYPED_CHARACTERS),
  device: z.uuid().nullable().default(null),
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null),
});

/**
 * Where only Shopify knows whether the member can bring friends, it is asked; nothing is guessed.
 */
async function claimOnceKnown(claim: VoucherClaim, now: number): Promise<VoucherClaimed> {
  const first = await claimVoucher(claim, now);
  if (first.outcome !== "refused" || first.reason !== "not_now") return first;
  if (first.question === null) return first;
  const question = { shopId: claim.shopId, ...first.question };
  const member = await askAboutCustomer(question, MEMBER_WAIT_MS);
  return member === null ? first : claimVoucher({ ...claim, member }, now);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop, customerId }): Promise<ClaimAnswer> => {
    const { visit: visitId, email, device, locale } = await parseBody(request, requestSchema);
    const connection = connectionOf(request.headers.get("x-forwarded-for"));
    const now = (await businessNow()).getTime();
    const shopId = shop.id;
    const claim = { shopId, visitId, email, customerId, device, connection, locale };
    const claimed = await claimOnceKnown(claim, now);
    const voice = await loadVoice(shop.id, [locale, shop.locale], now);
    const terms = await termsOf(claimed, shopId, now);
    if (terms && isMailed(terms)) return answered(friendMailed({ terms, shop }, voice));
    if (claimed.outcome === "refused") return friendRefused(claimed.reason, voice);
    const { id: key, voucherState } = claimed.referral;
    if (voucherState === "wanted") {
      await deliverNow({ shopId, kind: "issue_friend_voucher", key }, VOUCHER_WAIT_MS);
    }
    const referral = (await findFriendReferral(shopId, key)) ?? claimed.referral;
    if (referral.decision === "refuse") return friendRefused("not_for_you", voice);
    return answered(friendShown({ terms: claimed.terms, referral, shop }, voice));
  });
}

/** What they are refused for is not of the one who types, but of the one who has the address. */
const ofAddress: ReadonlySet<ClaimRefusal> = new Set(["claimed", "not_for_you"]);

/** Null where there is nothing to be kept from whoever types. */
async function termsOf(
  claimed: VoucherClaimed,
  shopId: bigint,
  now: number,
): Promise<ReferralTerms | null> {
  if (claimed.outcome === "taken") return claimed.terms;
  if (!ofAddress.has(claimed.reason)) return null;
  return (await loadActiveProgram(shopId, new Date(now)))?.document.referral ?? null;
}

function answered(shown: FriendShown): ClaimAnswer {
  return { ...shown, message: shown.card.title };
}
