// What is known of a member at a moment, as far as an audience asks for it.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { MemberThen } from "../../core/awards/who-is-meant.ts";
import type { AudienceTerms } from "../../core/program/audience-terms.ts";
import type { CustomerFacts } from "../../core/rewards/reward-audience.ts";
import { findAwardedMember } from "../../db/award-store.ts";
import type { AwardedMember } from "../../db/award-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadTierHistories } from "../../db/tier-store.ts";
import type { MemberBook } from "../order-batch/member-book.ts";

export interface MemberMoment {
  readonly at: Instant;
  /** What Shopify said of the customer; null where it was not asked. */
  readonly customer: CustomerFacts | null;
}

/**
 * For audiences of which any may ask for tiers, at the tier that the member held then. The book's
 * member is locked.
 */
export async function loadMemberThen(
  tx: Sql,
  book: MemberBook,
  audiences: readonly Pick<AudienceTerms, "tiers">[],
  moment: MemberMoment,
): Promise<MemberThen> {
  const { shopId, id } = book.member;
  const known = await findAwardedMember(tx, { shopId, id }, moment.at);
  if (audiences.some(({ tiers }) => tiers.length > 0)) await openHistory(tx, book, moment.at);
  return memberThen(book, known, moment);
}

export function memberThen(
  book: MemberBook,
  known: AwardedMember | undefined,
  { at, customer }: MemberMoment,
): MemberThen {
  const { timeZone } = book.terms;
  const lastOrderAt = known?.lastOrderAt ?? null;
  return {
    tierId: book.tierAt(at),
    on: localDateOf(at, timeZone),
    enrolledOn: localDateOf(book.member.enrolledAt, timeZone),
    lastOrderOn: lastOrderAt === null ? null : localDateOf(lastOrderAt, timeZone),
    customer,
  };
}

/** A tier that was entered since tells nothing of the moment. */
export async function openHistory(tx: Sql, book: MemberBook, at: Instant): Promise<void> {
  const { shopId, id } = book.member;
  if (book.tier.since === null || book.tier.since <= at) return;
  const told = (await loadTierHistories(tx, [{ shopId, id }])).get(id);
  if (told) book.tierHistories = told;
}
