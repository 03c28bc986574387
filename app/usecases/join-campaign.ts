// A member joins a campaign that is only for those who do. It counts for what they order from then
// on; nobody leaves.
import { SECOND_MS } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { instantOfLocal } from "../core/calendar/local-time.ts";
import type { Campaign } from "../core/program/campaign-terms.ts";
import { insertOptIn } from "../db/campaign-opt-in-store.ts";
import { customerKey, lockMembers } from "../db/member-store.ts";
import { withTransaction } from "../db/transaction.ts";
import type { Transaction } from "../db/transaction.ts";
import { enrolCustomers } from "./enrol-customers.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";

export interface JoinCampaign {
  readonly shopId: bigint;
  /** Whoever is no member yet becomes one. */
  readonly customerId: string;
  readonly campaignId: string;
  readonly now: Instant;
}

export type JoinCampaignResult =
  /** `isNew` is false for who had joined before: nothing has changed. */
  | { readonly outcome: "joined"; readonly campaign: Campaign; readonly isNew: boolean }
  | {
      readonly outcome: "refused";
      readonly reason:
        /** The program in force has none of that id that can be joined. */
        | "no_such_campaign"
        | "campaign_is_over"
        /** The customer was deleted in Shopify, or is to be forgotten. */
        | "not_a_member";
    };

/** The first time counts, however often it is asked for. */
export async function joinCampaign(command: JoinCampaign): Promise<JoinCampaignResult> {
  return withTransaction((tx) => joinIn(tx, command));
}

async function joinIn(tx: Transaction, command: JoinCampaign): Promise<JoinCampaignResult> {
  const { shopId, campaignId, now } = command;
  const terms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  const campaign = terms?.current?.document.campaigns.find(({ id }) => id === campaignId);
  if (!terms || !campaign?.optIn) return { outcome: "refused", reason: "no_such_campaign" };
  if (instantOfLocal(campaign.endsAt, terms.timeZone, "earlier") <= now) {
    return { outcome: "refused", reason: "campaign_is_over" };
  }
  const memberId = await lockMemberOf(tx, command);
  // Shopify tells the whole second in which an order was placed: one of this second comes after.
  const joinedAt = now - (now % SECOND_MS);
  const taken = await insertOptIn(tx, { shopId, memberId, campaignId }, joinedAt);
  if (taken === "no_member") return { outcome: "refused", reason: "not_a_member" };
  return { outcome: "joined", campaign, isNew: taken === "joined" };
}

const NOTHING_KNOWN = {
  email: null,
  firstName: null,
  lastName: null,
  locale: null,
  updatedAt: null,
};

/** The lock keeps orders of the member waiting until it is known. */
async function lockMemberOf(
  tx: Transaction,
  { shopId, customerId, now }: JoinCampaign,
): Promise<string> {
  const customer = { customerId, ...NOTHING_KNOWN };
  const members = await enrolCustomers(tx, [{ shopId, customer, enrolledAt: now }], now);
  const id = members.get(customerKey(shopId, customerId));
  if (id === undefined) throw new Error(`Customer ${customerId} could not be enrolled`);
  await lockMembers(tx, [{ shopId, id }]);
  return id;
}
