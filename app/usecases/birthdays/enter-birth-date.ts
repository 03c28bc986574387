// A member says when they were born: in the panel, or wherever else they are asked. Shopify gets it
// afterwards, so that the store sees it, too.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { type BirthDateProblem, parseBirthDate } from "../../core/birthdays/birth-date.ts";
import { findBirthDate, saveBirthDate } from "../../db/birthday-store.ts";
import { customerKey } from "../../db/member-store.ts";
import { type NewMessage, enqueueMessages } from "../../db/outbox-store.ts";
import { findPublishedProgram } from "../../db/publication-store.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { unknownCustomer } from "../awards/record-signs.ts";
import { enrolCustomers } from "../enrol-customers.ts";

export interface EnterBirthDate {
  readonly shopId: bigint;
  /** Shopify's id of the customer who is signed in. */
  readonly customerId: string;
  /** As it was entered: 1988-02-29. */
  readonly text: string;
  readonly now: Instant;
}

export type EnterBirthDateResult =
  /** `isNew`: another date than before. The same one again starts no blackout. */
  | { readonly outcome: "entered"; readonly isNew: boolean }
  | {
      readonly outcome: "refused";
      readonly reason: BirthDateProblem | "not_asked" | "not_a_member";
      /** In whole years; null where the program has no minimum. */
      readonly minimumAge: number | null;
    };

/**
 * A customer who is no member yet becomes one with it. What is refused is not kept anywhere. Not
 * asked: the program in force knows no birthdays.
 */
export function enterBirthDate(command: EnterBirthDate): Promise<EnterBirthDateResult> {
  return withTransaction((tx) => enter(tx, command));
}

async function enter(
  tx: Transaction,
  { shopId, customerId, text, now }: EnterBirthDate,
): Promise<EnterBirthDateResult> {
  const program = await findPublishedProgram(tx, shopId, now);
  const minimumAge = program?.document.birthday?.minimumAge ?? null;
  const refused = (reason: BirthDateProblem | "not_asked" | "not_a_member") =>
    ({ outcome: "refused", reason, minimumAge }) as const;
  if (!program?.document.birthday) return refused("not_asked");
  const today = localDateOf(now, program.timeZone);
  const parsed = parseBirthDate(text, { today, minimumAge });
  if (parsed.outcome === "refused") return refused(parsed.problem);
  const { birthDate } = parsed;
  const customer = unknownCustomer(customerId);
  const members = await enrolCustomers(tx, [{ shopId, customer, enrolledAt: now }], now);
  const id = members.get(customerKey(shopId, customerId));
  if (id === undefined) return refused("not_a_member");
  const known = await findBirthDate(tx, { shopId, id }, { lock: true });
  if (!known || known.isGone) return refused("not_a_member");
  if (birthDate === known.birthDate) return { outcome: "entered", isNew: false };
  await saveBirthDate(tx, { shopId, id }, birthDate, now);
  await enqueueMessages(tx, [comparisonOf(shopId, id)]);
  return { outcome: "entered", isNew: true };
}

/** Asks for a look at what Shopify has; one that waits serves all that happened until then. */
export function comparisonOf(shopId: bigint, memberId: string, delayMs = 0): NewMessage {
  return { shopId, kind: "sync_birth_date", key: memberId, payload: { memberId }, delayMs };
}
