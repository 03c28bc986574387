// What another system told becomes points, or the reason why not. May be repeated: what is settled
// stays as it is.
import { createHash } from "node:crypto";
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { NamedMember, ToldRefusal } from "../../core/integrations/integration.ts";
import type { CustomerFacts } from "../../core/rewards/reward-audience.ts";
import {
  findCustomerOfEmail,
  findOpenToldEvent,
  lockOpenToldEvent,
  markToldEventWaiting,
  settleToldEvent,
} from "../../db/integration-event-store.ts";
import type { OpenToldEvent, ToldOutcome } from "../../db/integration-event-store.ts";
import { customerKey, findMemberIds } from "../../db/member-store.ts";
import { pool } from "../../db/pool.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { awardActions } from "../award-actions.ts";
import type { AskedAward, AwardOutcome, AwardRefusal } from "../award-actions.ts";
import { findAwardQuestion } from "../awards/find-award-question.ts";
import type { AskedOfCustomer } from "../awards/find-award-question.ts";

/** How long Shopify is asked about a customer before the event is given up. */
const MAX_WAIT_MS = DAY_MS;

/** What Shopify has to tell first; null where nothing. */
export async function findToldQuestion(
  event: ShopKey,
  now: Instant,
): Promise<AskedOfCustomer | null> {
  const told = await findOpenToldEvent(pool(), event);
  const asked = told && (await askedAwardOf(pool(), told, null));
  return asked ? findAwardQuestion(asked, now) : null;
}

/**
 * True once it is settled. False where Shopify has to be asked something that it was not: then it
 * is, and the event is looked at again.
 */
export async function settleTold(
  event: ShopKey,
  customer: CustomerFacts | null,
  now: Instant,
): Promise<boolean> {
  return withTransaction(async (tx) => {
    const told = await lockOpenToldEvent(tx, event);
    if (!told) return true;
    const outcome = await outcomeOf(tx, told, { customer, now });
    if (outcome === "waiting") await markToldEventWaiting(tx, event);
    else await settleToldEvent(tx, event, outcome, now);
    return outcome !== "waiting";
  });
}

/** Where Shopify gave no answer for so long that nobody waits any more. False before that. */
export async function giveUpTold(event: ShopKey, now: Instant): Promise<boolean> {
  return withTransaction(async (tx) => {
    const told = await lockOpenToldEvent(tx, event);
    if (told && now - told.receivedAt <= MAX_WAIT_MS) return false;
    if (told) await settleToldEvent(tx, event, refused(null, "customer_unknown"), now);
    return true;
  });
}

async function outcomeOf(
  tx: Transaction,
  told: OpenToldEvent,
  { customer, now }: { readonly customer: CustomerFacts | null; readonly now: Instant },
): Promise<ToldOutcome | "waiting"> {
  if (told.named === null) return refused(null, "forgotten");
  const asked = await askedAwardOf(tx, told, customer);
  if (asked === undefined) return refused(null, "not_a_member");
  const [award] = await awardActions(tx, [asked], now);
  if (award === undefined) throw new Error("An event was asked for and not answered");
  return award.outcome === "waiting" ? "waiting" : toOutcome(award, told, asked.memberId);
}

/** Nothing where it names no member. */
async function askedAwardOf(
  sql: Sql,
  told: OpenToldEvent,
  customer: CustomerFacts | null,
): Promise<AskedAward | undefined> {
  const { shopId, trigger, subject, occurredAt, named } = told;
  const memberId = named === null ? undefined : await memberOf(sql, shopId, named);
  if (memberId === undefined) return undefined;
  return {
    shopId,
    memberId,
    trigger,
    occurrence: occurrenceOf(told),
    occurredAt,
    ...(trigger === "custom" && { event: subject }),
    ...(customer !== null && { customer }),
  };
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

async function memberOf(sql: Sql, shopId: bigint, named: NamedMember): Promise<string | undefined> {
  const customerId =
    "customerId" in named ? named.customerId : await findCustomerOfEmail(sql, shopId, named.email);
  if (customerId === undefined) return undefined;
  const members = await findMemberIds(sql, [{ shopId, customer: { customerId } }]);
  return members.get(customerKey(shopId, customerId));
}
