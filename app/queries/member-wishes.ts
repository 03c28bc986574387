// What a member has decided about themselves.
import type { LocalDate } from "../core/calendar/local-date.ts";
import { findBirthDate } from "../db/birthday-store.ts";
import { findReader } from "../db/email-store.ts";
import { pool } from "../db/pool.ts";

export interface MemberWishes {
  /** Whether the program may write to them. */
  wantsEmails: boolean;
  /** Null where it is not known. */
  birthDate: LocalDate | null;
}

/** Nothing where there is no such member, or no longer. */
export async function loadMemberWishes(
  shopId: bigint,
  memberId: string,
): Promise<MemberWishes | undefined> {
  const [reader, birth] = await Promise.all([
    findReader(pool(), shopId, memberId),
    findBirthDate(pool(), { shopId, id: memberId }, { lock: false }),
  ]);
  if (!reader || reader.gone) return undefined;
  return { wantsEmails: !reader.optedOut, birthDate: birth?.birthDate ?? null };
}
