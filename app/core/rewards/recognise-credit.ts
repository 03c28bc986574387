// Whether a credit whose answer was lost was given after all, told from what stands in the
// customer's account: credits bear no mark of ours.
import type { Instant } from "../calendar/instant.ts";
import type { AmountMinor } from "../money/money.ts";

/** A credit as Shopify shows it. */
export interface SeenCredit {
  readonly gid: string;
  readonly amount: AmountMinor;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  /** Given by an app or by hand, and not by a refund. */
  readonly isByHand: boolean;
}

/** What was written down before Shopify was asked. */
export interface CreditAsk {
  readonly askedAt: Instant;
  /** The newest credit of the account at that time; null where there was none. */
  readonly lastSeenGid: string | null;
  readonly amountMinor: bigint;
  readonly expiresAt: Instant | null;
}

export type CreditVerdict =
  | { readonly verdict: "given"; readonly gid: string }
  | { readonly verdict: "not_given" }
  /** It may still be under way, or not yet shown. */
  | { readonly verdict: "too_early"; readonly until: Instant }
  /** Only a person can tell whose a credit is. */
  | { readonly verdict: "unclear" };

/** So many of an account's credits are looked at: more than anybody is given in a few minutes. */
export const MAX_SEEN_CREDITS = 10;
/** After this long what was asked has happened or never will, and the account shows it. */
export const CREDIT_LAG_MS = 2 * 60_000;
/** How far Shopify's clock and ours may be apart. */
const CLOCK_SKEW_MS = 60_000;
/** Shopify keeps whole seconds. */
const SECOND_MS = 1_000;

/**
 * `credits` are the account's, the newest first, at most `MAX_SEEN_CREDITS`; `taken` are those that
 * stand for other redemptions. Ours is the only new one of its amount and end, given when we asked;
 * where there is another such credit, or one at another time, or where so many came since that ours
 * may lie behind them, nobody can tell. Rule: docs/rewards.md.
 */
export function recogniseCredit(
  ask: CreditAsk,
  credits: readonly SeenCredit[],
  taken: ReadonlySet<string>,
  now: Instant,
): CreditVerdict {
  const since = newCredits(ask, credits);
  const alike = since.filter((credit) => !taken.has(credit.gid) && isAlike(ask, credit));
  const [only, ...others] = alike;
  if (only === undefined) {
    if (since.length >= MAX_SEEN_CREDITS) return { verdict: "unclear" };
    const until = ask.askedAt + CREDIT_LAG_MS;
    return now < until ? { verdict: "too_early", until } : { verdict: "not_given" };
  }
  if (others.length > 0 || !isOfThatTime(ask, only)) return { verdict: "unclear" };
  return { verdict: "given", gid: only.gid };
}

/** Those that came after the last one seen; by their time where that one is no longer shown. */
function newCredits(
  { lastSeenGid, askedAt }: CreditAsk,
  credits: readonly SeenCredit[],
): readonly SeenCredit[] {
  const seenAt = credits.findIndex(({ gid }) => gid === lastSeenGid);
  if (seenAt >= 0) return credits.slice(0, seenAt);
  return credits.filter(({ createdAt }) => createdAt >= askedAt - CLOCK_SKEW_MS);
}

function isAlike({ amountMinor, expiresAt }: CreditAsk, credit: SeenCredit): boolean {
  const { amount } = credit;
  if (!credit.isByHand || amount.n !== amountMinor * amount.d) return false;
  if (expiresAt === null || credit.expiresAt === null) return expiresAt === credit.expiresAt;
  return Math.abs(expiresAt - credit.expiresAt) < SECOND_MS;
}

function isOfThatTime({ askedAt }: CreditAsk, { createdAt }: SeenCredit): boolean {
  return createdAt >= askedAt - CLOCK_SKEW_MS && createdAt <= askedAt + CREDIT_LAG_MS;
}
