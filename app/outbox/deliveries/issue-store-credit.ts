// Puts the credit that a reservation waits for into the member's account. Shopify has no key that
// would refuse a second credit, so one is under way for each customer at a time, and what is asked
// is written down before; after an unknown outcome the account itself tells what became of it.
import type { AdminProblem } from "../../adapters/shopify/admin-answer.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { giveStoreCredit } from "../../adapters/shopify/operations/give-store-credit.ts";
import { listStoreCredits } from "../../adapters/shopify/operations/list-store-credits.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import { type SeenCredit, recogniseCredit } from "../../core/rewards/recognise-credit.ts";
import {
  type IssueAttempt,
  findAttempt,
  findKnownGids,
  recordAsk,
  takeAskBack,
  takeCreditTurn,
} from "../../db/issue-attempt-store.ts";
import { pool } from "../../db/pool.ts";
import { settleMoneyGiven, settleMoneyRefused } from "../../usecases/settle-money.ts";
import { settleUnsettled } from "../../usecases/settle-redemption.ts";
import type { DeliveryOutcome } from "../delivery.ts";
import { worthOf } from "./gift-card-terms.ts";
import type { Issue, Issuing } from "./issue.ts";
import { outcomeOf } from "./open-shop.ts";

/** Another credit of the customer is soon settled, or waits for a person. */
const TURN_PAUSE_MS = 15_000;

type Crediting = Issuing & {
  readonly customerId: string;
  readonly before: IssueAttempt;
  readonly now: number;
};

export const issueStoreCredit: Issue = async (issuing) => {
  const { customerId } = issuing;
  const name = nameOf(issuing);
  const before = await findAttempt(pool(), name);
  if (customerId === null) {
    return before.askedAt === null ? refused(issuing, GONE) : leaveToMerchant(issuing);
  }
  if (!(await takeCreditTurn(pool(), name, customerId))) {
    return { outcome: "postpone", reason: "another_credit_under_way", delayMs: TURN_PAUSE_MS };
  }
  const now = (await businessNow()).getTime();
  return look({ ...issuing, customerId, before, now });
};

const GONE = "The customer no longer exists.";

/** What is in the account tells what became of an earlier attempt, and is where the next begins. */
async function look(crediting: Crediting): Promise<DeliveryOutcome> {
  const { redemption, customerId, admin, signal, before } = crediting;
  const { currency } = redemption;
  const seen = await listStoreCredits(admin, { customerId, currency }, signal);
  if (seen.outcome !== "ok") return notCarriedOut(crediting, seen);
  if (before.askedAt !== null) {
    const outcome = await recognise(crediting, seen.data, before.askedAt);
    if (outcome !== null) return outcome;
  }
  if (seen.data === null) return refused(crediting, GONE);
  return give(crediting, seen.data[0]?.gid ?? null);
}

/** Null where the earlier attempt certainly came to nothing. */
async function recognise(
  crediting: Crediting,
  credits: readonly SeenCredit[] | null,
  askedAt: number,
): Promise<DeliveryOutcome | null> {
  if (credits === null) return leaveToMerchant(crediting);
  const { message, redemption, before, now } = crediting;
  const gids = credits.map(({ gid }) => gid);
  const taken = await findKnownGids(pool(), message.shopId, gids);
  const { lastSeenGid } = before;
  const { expiresAt } = redemption;
  const ask = { askedAt, lastSeenGid, amountMinor: worthOf(redemption), expiresAt };
  const found = recogniseCredit(ask, credits, taken, now);
  switch (found.verdict) {
    case "given":
      return given(crediting, found.gid);
    case "not_given":
      return null;
    case "too_early":
      return { outcome: "postpone", reason: "not_shown_yet", delayMs: found.until - now };
    case "unclear":
      return leaveToMerchant(crediting);
  }
}

async function give(crediting: Crediting, lastSeenGid: string | null): Promise<DeliveryOutcome> {
  const { redemption, customerId, admin, signal, before, now } = crediting;
  const { currency, expiresAt } = redemption;
  const name = nameOf(crediting);
  if (!(await recordAsk(pool(), name, before, { askedAt: now, lastSeenGid }))) {
    return { outcome: "retry", reason: "asked_elsewhere" };
  }
  const amount = formatAmount(rational(worthOf(redemption)), currency);
  const ends = expiresAt === null ? null : new Date(expiresAt);
  const credit = { customerId, amount, currency, expiresAt: ends };
  const answer = await giveStoreCredit(admin, credit, signal);
  if (answer.outcome === "ok") return given(crediting, answer.data.gid);
  if (answer.outcome === "unknown") return outcomeOf(answer);
  await takeAskBack(pool(), name, now, nothingAsked);
  return notCarriedOut({ ...crediting, before: nothingAsked }, answer);
}

/** An earlier attempt, if there was one, is known to have come to nothing. */
const nothingAsked: IssueAttempt = { askedAt: null, lastSeenGid: null };

/** A refusal or a missing scope is the end, unless an earlier attempt may have succeeded. */
async function notCarriedOut(
  crediting: Crediting,
  problem: AdminProblem,
): Promise<DeliveryOutcome> {
  if (crediting.before.askedAt === null) {
    if (problem.outcome === "refused") return refused(crediting, problem.message);
    if (problem.outcome === "unauthorised" && problem.denied !== undefined) {
      return refused(crediting, problem.denied);
    }
  }
  if (problem.outcome === "refused") {
    return { outcome: "retry", reason: `look-up refused ${problem.code}` };
  }
  return outcomeOf(problem);
}

async function given(crediting: Crediting, gid: string): Promise<DeliveryOutcome> {
  await settleMoneyGiven(nameOf(crediting), { gid, keepsCode: false }, crediting.now);
  return { outcome: "sent" };
}

async function refused(issuing: Issuing, reason: string): Promise<DeliveryOutcome> {
  await settleMoneyRefused(nameOf(issuing), reason, (await businessNow()).getTime());
  return { outcome: "sent" };
}

/** Nobody but the merchant can tell whether the customer has it; the turn is kept until then. */
async function leaveToMerchant(issuing: Issuing): Promise<DeliveryOutcome> {
  const { message, redemption } = issuing;
  await settleUnsettled(message.shopId, redemption.id, (await businessNow()).getTime());
  return { outcome: "sent" };
}

function nameOf({ message, redemption }: Issuing) {
  return { shopId: message.shopId, redemptionId: redemption.id };
}
