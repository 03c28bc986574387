// One look at a referral: what is known of both people and of other referrals goes through the
// checks, and the decision follows, unless a merchant has spoken.
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { type CheckStage, decideReferral, lookAt } from "../../core/referrals/decide-referral.ts";
import type { Person } from "../../core/referrals/fraud-checks.ts";
import type { PostalAddress } from "../../core/referrals/normalise-contact.ts";
import type { Sql } from "../../db/pool.ts";
import {
  countOfConnection,
  countOfMember,
  loadReferringMember,
} from "../../db/referral-facts-store.ts";
import type { Referral } from "../../db/referral-store.ts";

/** What Shopify told of a person; undefined for what it keeps to itself. */
export interface ToldPerson {
  readonly phone: string | null | undefined;
  readonly address: PostalAddress | null | undefined;
}

export interface Look {
  readonly stage: CheckStage;
  readonly terms: ReferralTerms;
  /** Undefined where nobody knows yet. */
  readonly friendHasBought: boolean | undefined;
  /** Whether the same customer came by another referral; false where nobody knows who it is. */
  readonly isBroughtBefore: boolean;
  /** Hashes under which other referrals of the same connection may stand. */
  readonly connectionHashes: readonly string[];
  /** Left out where Shopify was not asked. */
  readonly told?: { readonly member: ToldPerson; readonly friend: ToldPerson };
  readonly now: Instant;
}

/** The referral with the evidence of this look, and what is decided by it. Writes nothing. */
export async function lookAtReferral(
  tx: Sql,
  shopId: bigint,
  referral: Referral,
  look: Look,
): Promise<Referral> {
  const { id, memberId, claimedAt, connectionHash, deviceHash } = referral;
  const { terms, told, connectionHashes, now } = look;
  const member = await loadReferringMember(tx, { shopId, id: memberId });
  const others = { from: claimedAt - DAY_MS, until: claimedAt + DAY_MS, exceptId: id };
  const othersOfMember = await countOfMember(tx, { shopId, id: memberId }, others);
  const known = { hashes: connectionHashes, exceptId: id };
  const othersOfConnection =
    connectionHash === null ? undefined : await countOfConnection(tx, shopId, known);
  const friend = { customerId: referral.friendCustomerId, email: referral.friendEmail };
  const evidence = lookAt(
    {
      member: person(member, told?.member),
      friend: person(friend, told?.friend),
      friendHasBought: look.friendHasBought,
      isBroughtBefore: look.isBroughtBefore,
      isMembersDevice: deviceHash === null ? undefined : member.deviceHashes.includes(deviceHash),
      othersOfConnection,
      othersOfMember,
      limits: terms,
    },
    look.stage,
    referral.evidence,
  );
  if (referral.decidedBy !== "system") return { ...referral, evidence };
  const decision = decideReferral(evidence);
  if (decision === referral.decision) return { ...referral, evidence };
  return { ...referral, evidence, decision, decidedAt: now };
}

function person(
  { customerId, email }: Pick<Person, "customerId" | "email">,
  told: ToldPerson | undefined,
): Person {
  return { customerId, email, phone: told?.phone, address: told?.address };
}
