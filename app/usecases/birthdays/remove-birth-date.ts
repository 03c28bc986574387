// A member wants their date of birth to be forgotten: here at once, and in Shopify afterwards. What
// was given for it stays, and so does the year between two gifts.
import type { Instant } from "../../core/calendar/instant.ts";
import { findBirthDate, saveBirthDate } from "../../db/birthday-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import { comparisonOf } from "./enter-birth-date.ts";

export interface RemoveBirthDate {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly now: Instant;
}

export type RemoveBirthDateResult =
  | { readonly outcome: "removed" }
  | { readonly outcome: "refused"; readonly reason: "not_a_member" };

/** Repeating it changes nothing. */
export function removeBirthDate(command: RemoveBirthDate): Promise<RemoveBirthDateResult> {
  const { shopId, memberId: id, now } = command;
  return withTransaction(async (tx) => {
    const known = await findBirthDate(tx, { shopId, id }, { lock: true });
    if (!known || known.isGone) return { outcome: "refused", reason: "not_a_member" };
    if (known.birthDate !== null) {
      await saveBirthDate(tx, { shopId, id }, null, now);
      await enqueueMessages(tx, [comparisonOf(shopId, id)]);
    }
    return { outcome: "removed" };
  });
}
