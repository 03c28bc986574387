// What Shopify has to tell of a customer before a birthday gift can be offered.
import type { Instant } from "../../core/calendar/instant.ts";
import { startOfDay } from "../../core/calendar/local-time.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import { customerQuestion } from "../../core/rewards/reward-audience.ts";
import type { CustomerQuestion } from "../../core/rewards/reward-audience.ts";
import { findBirthDate } from "../../db/birthday-store.ts";
import { pool } from "../../db/pool.ts";
import { loadShopTerms } from "../order-batch/shop-terms.ts";
import type { Birthday } from "./offer-birthday.ts";

/**
 * Null where nothing is to be asked any more: the customer is gone, or the program asks nothing.
 */
export async function findBirthdayQuestion(
  { shopId, memberId, birthday }: Birthday,
  now: Instant,
): Promise<(CustomerQuestion & { readonly customerId: string }) | null> {
  const terms = (await loadShopTerms(pool(), [shopId], now)).get(shopId);
  const version = terms && versionInForce(terms.periods, startOfDay(birthday, terms.timeZone));
  const audience = version?.document.birthday?.audience;
  const question = audience && customerQuestion(audience);
  const known = await findBirthDate(pool(), { shopId, id: memberId }, { lock: false });
  if (!question || !known || known.isGone || known.customerId === null) return null;
  return { ...question, customerId: known.customerId };
}
