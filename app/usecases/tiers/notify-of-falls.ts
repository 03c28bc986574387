// Notices before members fall: asked for on their day, and only where the fall would come about as
// things stand.
import type { LocalDate } from "../../core/calendar/local-date.ts";
import type { NoticeDay } from "../../core/tiers/next-review.ts";
import { reviewMoments } from "../../core/tiers/review-moments.ts";
import type { ReviewInput } from "../../core/tiers/review-tier.ts";
import { foreseeFall } from "../../core/tiers/tier-notice.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { readSums } from "./read-sums.ts";

/** A member for whom a day of notice has come. */
export interface NoticeCase {
  readonly member: LockedMember;
  readonly available: bigint;
  /** With the standing after the night's review. */
  readonly input: Omit<ReviewInput, "readings" | "latest"> & { readonly terms: TierTerms };
  readonly day: NoticeDay;
}

/** Messages to those who would fall and may be written to. */
export async function noticeMessages(
  sql: Sql,
  cases: readonly NoticeCase[],
  night: LocalDate,
): Promise<NewMessage[]> {
  const wanted = cases
    .filter(({ member }) => member.wantsEmail)
    .map((one) => ({ ...one, spans: reviewMoments({ ...one.input, night: one.day.fallsOn }) }));
  const sums = await readSums(
    sql,
    wanted.map(({ member, available, input: { terms }, spans }) => ({
      member,
      terms,
      available,
      spans,
    })),
  );
  return wanted.flatMap(({ member, input, day, spans }, index) => {
    const own = sums[index] ?? [];
    const readings = spans.flatMap((moment, at) => {
      const reached = own[at];
      return reached ? [{ ...moment, sums: reached }] : [];
    });
    const fall = foreseeFall({ ...input, night: day.fallsOn, readings });
    return fall ? [messageOf(member, input.standing.tierId, day.fallsOn, night)] : [];
  });
}

function messageOf(
  { shopId, id: memberId }: LockedMember,
  tierId: string | null,
  fallsOn: LocalDate,
  night: LocalDate,
): NewMessage {
  const payload = { memberId, tierId, fallsOn, night };
  return { shopId, kind: "send_tier_notice", key: `${memberId}/${night}`, payload };
}
