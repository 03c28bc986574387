// What Shopify has of a member's date of birth, beside what stands here.
import { parseBirthDate } from "../../core/birthdays/birth-date.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import {
  findBirthDate,
  findMembersOfCustomers,
  saveAgreedBirthDate,
  saveBirthDate,
} from "../../db/birthday-store.ts";
import type { CustomerName } from "../../db/member-store.ts";
import { type NewMessage, enqueueMessages } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { findPublishedProgram } from "../../db/publication-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import { loadShopTerms } from "../order-batch/shop-terms.ts";
import { comparisonOf } from "./enter-birth-date.ts";

/** Several changes of one customer, such as those around an order, are looked at together. */
const LOOK_AFTER_MS = 60_000;

/** customers/create and customers/update do not say what changed: it may be the date of birth. */
export async function lookAtBirthDates(
  tx: Sql,
  customers: readonly CustomerName[],
  now: Instant,
): Promise<void> {
  if (customers.length === 0) return;
  const terms = await loadShopTerms(tx, [...new Set(customers.map(({ shopId }) => shopId))], now);
  for (const [shopId, { current }] of terms) {
    if (!current?.document.birthday) continue;
    const own = customers.filter((customer) => customer.shopId === shopId);
    const ids = own.map(({ customerId }) => customerId);
    const members = await findMembersOfCustomers(tx, shopId, ids);
    await enqueueMessages(
      tx,
      members.map((memberId) => comparisonOf(shopId, memberId, LOOK_AFTER_MS)),
    );
  }
}

/** Shopify keeps what the kept customer had, which may be another date than the heir's. */
export async function comparisonsAfterMerger(tx: Sql, heir: ShopKey): Promise<NewMessage[]> {
  const known = await findBirthDate(tx, heir, { lock: false });
  return known?.birthDate == null ? [] : [comparisonOf(heir.shopId, heir.id)];
}

export interface SeenThere {
  readonly shopId: bigint;
  readonly memberId: string;
  /** What stood here when Shopify was asked. */
  readonly here: LocalDate | null;
  /** As text, which may be no date; null for none. */
  readonly there: string | null;
  readonly now: Instant;
}

/** taken: it is the member's now. refused: it is none that could be entered. changed_meanwhile: the
 * member was faster, and the comparison that they asked for follows. */
export type TakeOverOutcome = "taken" | "refused" | "changed_meanwhile";

/** Takes over what was changed in Shopify, as if the member had entered it now. */
export function takeOverBirthDate(seen: SeenThere): Promise<TakeOverOutcome> {
  const { shopId, memberId: id, here, there, now } = seen;
  return withTransaction(async (tx) => {
    const known = await findBirthDate(tx, { shopId, id }, { lock: true });
    if (!known || known.isGone || known.birthDate !== here) return "changed_meanwhile";
    if (there !== null && !(await couldBeEntered(tx, shopId, there, now))) return "refused";
    await saveBirthDate(tx, { shopId, id }, there, now);
    await saveAgreedBirthDate(tx, { shopId, id }, there);
    return "taken";
  });
}

async function couldBeEntered(
  tx: Sql,
  shopId: bigint,
  text: string,
  now: Instant,
): Promise<boolean> {
  const program = await findPublishedProgram(tx, shopId, now);
  if (!program?.document.birthday) return false;
  const { minimumAge } = program.document.birthday;
  const today = localDateOf(now, program.timeZone);
  return parseBirthDate(text, { today, minimumAge }).outcome === "valid";
}
