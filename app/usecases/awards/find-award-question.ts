// What Shopify has to tell of a customer before something that they did can be rewarded.
import type { Instant } from "../../core/calendar/instant.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import { customerQuestion } from "../../core/rewards/reward-audience.ts";
import type { CustomerQuestion } from "../../core/rewards/reward-audience.ts";
import { findAwardedMember } from "../../db/award-store.ts";
import { findHeirOfMember } from "../../db/merge-store.ts";
import { pool } from "../../db/pool.ts";
import { isRewarded } from "../award-actions.ts";
import type { AskedAward } from "../award-actions.ts";
import { loadShopTerms } from "../order-batch/shop-terms.ts";

export interface AskedOfCustomer extends CustomerQuestion {
  readonly customerId: string;
}

/** Null where nothing is to be asked any more: the customer is gone, or no way asks for it. */
export async function findAwardQuestion(
  asked: AskedAward,
  now: Instant,
): Promise<AskedOfCustomer | null> {
  const { shopId, occurredAt } = asked;
  const terms = (await loadShopTerms(pool(), [shopId], now)).get(shopId);
  const version = terms && versionInForce(terms.periods, occurredAt);
  const questions = (version?.document.waysToEarn ?? [])
    .filter((way) => isRewarded(way, asked))
    .flatMap(({ audience }) => customerQuestion(audience) ?? []);
  if (questions.length === 0) return null;
  const id = await findHeirOfMember(pool(), { shopId, id: asked.memberId });
  const member = await findAwardedMember(pool(), { shopId, id }, occurredAt);
  if (!member || member.isGone || member.customerId === null) return null;
  return {
    customerId: member.customerId,
    tags: together(questions.map(({ tags }) => tags)),
    segmentIds: together(questions.map(({ segmentIds }) => segmentIds)),
  };
}

function together(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].toSorted();
}
