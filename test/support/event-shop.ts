// A shop with an event that is open, and members who can show their codes.
import type { Instant } from "../../app/core/calendar/instant.ts";
import { localDateTimeOf } from "../../app/core/calendar/local-time.ts";
import type { EventValues } from "../../app/core/events/event-terms.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { type Sql, pool } from "../../app/db/pool.ts";
import { type CheckIn, type CheckInResult, checkIn } from "../../app/usecases/events/check-in.ts";
import { saveEvent } from "../../app/usecases/events/save-event.ts";
import { showMemberCode } from "../../app/usecases/events/show-member-code.ts";
import { NOW, openLoyaltyShop, recordPaidOrder } from "./loyalty-shop.ts";
import { PROGRAM_INPUT } from "./order-builder.ts";

const MINUTE_MS = 60_000;
export const TIME_ZONE = "Europe/Berlin";

/** A check-in earns 25, an answer to the survey 10; whoever was at an event is a regular. */
export const EVENT_PROGRAM: ProgramDocumentInput = {
  ...PROGRAM_INPUT,
  waysToEarn: [
    { id: "came", name: "Came by", trigger: "check_in", points: "25" },
    { id: "said", name: "Told us", trigger: "survey", points: "10" },
  ],
  survey: { daysAfterOrder: 0, pauseDays: 30, inOrderEmail: true },
  tiers: {
    list: [
      { id: "member", name: "Member", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "regular",
        name: "Regular",
        enter: { anyOf: [{ allOf: [{ counter: "events", atLeast: "1" }] }] },
      },
    ],
  },
};

/** An event that began half an hour ago and goes on for two more. */
export function eventValues(changes: Partial<EventValues> = {}, now: Instant = NOW): EventValues {
  return {
    name: "Tasting",
    place: "Harbour 1",
    startsAt: localDateTimeOf(now - 30 * MINUTE_MS, TIME_ZONE),
    endsAt: localDateTimeOf(now + 120 * MINUTE_MS, TIME_ZONE),
    opensMinutesBefore: "60",
    capacity: "",
    countsAs: "events",
    ...changes,
  };
}

/** Answers its id. */
export async function makeEvent(
  shopId: bigint,
  changes: Partial<EventValues> = {},
  now: Instant = NOW,
): Promise<string> {
  const values = eventValues(changes, now);
  const actor = "merchant:1" as const;
  const command = { shopId, timeZone: TIME_ZONE, event: null, values, actor, now };
  const saved = await saveEvent(command);
  if (saved.outcome !== "saved") throw new Error(JSON.stringify(saved));
  return saved.id;
}

let lastCustomer = 60_000;
let lastShop = 0;

export async function openEventShop(
  sql: Sql,
  document: ProgramDocumentInput = EVENT_PROGRAM,
): Promise<bigint> {
  lastShop += 1;
  const shop = { domain: `events-${lastShop}.myshopify.com`, timeZone: TIME_ZONE };
  return openLoyaltyShop(sql, shop, document);
}

export interface EventGuest {
  readonly customerId: string;
  readonly memberId: string;
  readonly code: string;
}

/** A member by an order of 10.00, which earned 20, with a code. */
export async function newGuest(shopId: bigint): Promise<EventGuest> {
  lastCustomer += 1;
  const customerId = String(lastCustomer);
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const { rows } = await pool().query<{ id: string }>(
    `update member set first_name = 'Ada', last_name = 'Lovelace', locale = 'en'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId],
  );
  const memberId = rows[0]?.id ?? "";
  const { code } = await showMemberCode(shopId, memberId);
  return { customerId, memberId, code };
}

/** At an open door of the admin. */
export function comeIn(
  shopId: bigint,
  eventId: string,
  code: string,
  changes: Partial<CheckIn> = {},
): Promise<CheckInResult> {
  return checkIn({ shopId, eventId, code, how: "scanned", linkId: null, now: NOW, ...changes });
}
