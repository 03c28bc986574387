// What another system told becomes points, or the reason why not. May be repeated: what is settled
// stays as it is.
import { createHash } from "node:crypto";
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { NamedMember, ToldRefusal } from "../../core/integrations/integration.ts";
import {
  findCustomerOfEmail,
  lockOpenToldEvent,
  markToldEventWaiting,
  settleToldEvent,
} from "../../db/integration-event-store.ts";
import type { OpenToldEvent, ToldOutcome } from "../../db/integration-event-store.ts";
import { customerKey, findMemberIds } from "../../db/member-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { awardActions } from "../award-actions.ts";
import type { AwardOutcome, AwardRefusal } from "../award-actions.ts";

/** How long Shopify is asked about a customer before the event is given up. */
const MAX_WAIT_MS = DAY_MS;

/** True once it is settled; false while Shopify is being asked about the customer. */
export async function settleTold(event: ShopKey, now: Instant): Promise<boolean> {
  return withTransaction(async (tx) => {
    const told = await lockOpenToldEvent(tx, event);
    if (!told) return true;
    const outcome = await outcomeOf(tx, told, now);
    if (outcome === "waiting") {
      await markToldEventWaiting(tx, event);
      return false;
    }
    await settleToldEvent(tx, event, outcome, now);
    return true;
  });
}

async function outcomeOf(
  tx: Transaction,
  told: OpenToldEvent,
  now: Instant,
): Promise<ToldOutcome | "waiting"> {
  const { shopId, trigger, subject, occurredAt, named } = told;
  if (named === null) return refused(null, "forgotten");
  const memberId = await memberOf(tx, shopId, named);
  if (memberId === undefined) return refused(null, "not_a_member");
  const occurrence = occurrenceOf(told);
  const about = trigger === "custom" ? { event: subject } : {};
  const asked = { shopId, memberId, trigger, occurrence, occurredAt, ...about };
  const [award] = await awardActions(tx, [asked], now);
  if (award === undefined) throw new Error("An event was asked for and not answered");
  if (award.outcome === "waiting") {
    return now - told.receivedAt > MAX_WAIT_MS ? refused(memberId, "customer_unknown") : "waiting";
  }
  return toOutcome(award, told, memberId);
}

function toOutcome(
  award: Exclude<AwardOutcome, { outcome: "waiting" }>,
  { isWaiting }: OpenToldEvent,
  memberId: string,
): ToldOutcome {
  if (award.outcome === "refused") return refused(memberId, publicReason(award.reason));
  // Whoever waited for Shopify's answer was given the points when it came.
  if (award.outcome === "repeated" && !isWaiting) return refused(memberId, "told_before");
  const points = award.awards.reduce((sum, one) => sum + one.points, 0n);
  const awards = award.awards.map((one) => ({ rule: one.ruleId, points: one.points.toString() }));
  return { memberId, outcome: "granted", reason: null, points, awards };
}

function refused(memberId: string | null, reason: ToldRefusal): ToldOutcome {
  return { memberId, outcome: "refused", reason, points: 0n, awards: [] };
}

function publicReason(reason: AwardRefusal): ToldRefusal {
  if (reason === "member_not_found") return "not_a_member";
  return reason === "no_program" || reason === "no_way" ? "no_way_to_earn" : reason;
}

/**
 * One for each thing that happened. Keys and reviews are named by others, who may have put an
 * address into them: the journal, which forgets nothing, gets their digest.
 */
function occurrenceOf({ integrationId, trigger, subject, key }: OpenToldEvent): string {
  const name = trigger === "review" ? subject : key;
  const digest = createHash("sha256").update(`${integrationId}/${name}`).digest("hex");
  return `told/${trigger}/${digest.slice(0, DIGEST_CHARACTERS)}`;
}

const DIGEST_CHARACTERS = 32;

async function memberOf(
  tx: Transaction,
  shopId: bigint,
  named: NamedMember,
): Promise<string | undefined> {
  const customerId =
    "customerId" in named ? named.customerId : await findCustomerOfEmail(tx, shopId, named.email);
  if (customerId === undefined) return undefined;
  const members = await findMemberIds(tx, [{ shopId, customer: { customerId } }]);
  return members.get(customerKey(shopId, customerId));
}
