// Notices before members fall: asked for on their day, and only where the fall would come about as
// things stand.
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { reviewMoments } from "../../core/tiers/review-moments.ts";
import type { ReviewInput } from "../../core/tiers/review-tier.ts";
import { foreseeFall } from "../../core/tiers/tier-notice.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { readSums } from "./read-sums.ts";

/** A member for whom a day of notice has come. */
export interface NoticeCase extends FallCase {
  readonly member: LockedMember;
}

/** What is known of a member before a fall. */
export interface FallCase {
  readonly member: ShopKey;
  readonly available: bigint;
  /** With the standing as it is. */
  readonly input: Omit<ReviewInput, "readings" | "latest" | "night"> & {
    readonly terms: TierTerms;
  };
  readonly fallsOn: LocalDate;
}

/** Messages to those who would fall and may be written to. */
export async function noticeMessages(
  sql: Sql,
  cases: readonly NoticeCase[],
  night: LocalDate,
): Promise<NewMessage[]> {
  const readers = cases.filter(({ member }) => member.wantsEmail);
  const falls = await foreseeFalls(sql, readers);
  return readers.filter((_, index) => falls[index] !== null).map((one) => messageOf(one, night));
}

/** Where each would land on the day of the fall, as things stand; null for who keeps the tier. */
export async function foreseeFalls(
  sql: Sql,
  cases: readonly FallCase[],
): Promise<({ readonly toTierId: string | null } | null)[]> {
  const wanted = cases.map(({ member, available, input, fallsOn }) => ({
    member,
    terms: input.terms,
    available,
    spans: reviewMoments({ ...input, night: fallsOn }),
  }));
  const sums = await readSums(sql, wanted);
  return cases.map(({ input, fallsOn }, index) => {
    const readings = (wanted[index]?.spans ?? []).flatMap((moment, at) => {
      const reached = sums[index]?.[at];
      return reached ? [{ ...moment, sums: reached }] : [];
    });
    return foreseeFall({ ...input, night: fallsOn, readings });
  });
}

function messageOf({ member, input, fallsOn }: NoticeCase, night: LocalDate): NewMessage {
  const { shopId, id: memberId } = member;
  const payload = { memberId, tierId: input.standing.tierId, fallsOn, night };
  return { shopId, kind: "send_tier_notice", key: `${memberId}/${night}`, payload };
}
