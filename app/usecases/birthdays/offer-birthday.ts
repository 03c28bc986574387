// It is a member's birthday: what they get for it is written down once, and given at once where
// they have nothing to choose.
import { decideBirthday, lastDayOf, windowOf } from "../../core/birthdays/decide-birthday.ts";
import type { BirthdayRefusal } from "../../core/birthdays/decide-birthday.ts";
import type { MemberThen, OutsideReason } from "../../core/awards/who-is-meant.ts";
import { isMeant } from "../../core/awards/who-is-meant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { BirthdayTerms } from "../../core/program/birthday-terms.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import type { CustomerFacts } from "../../core/rewards/reward-audience.ts";
import { findBirthDate, insertBirthdayGift, loadBirthdayGifts } from "../../db/birthday-store.ts";
import type { BirthdayGiftRow } from "../../db/birthday-store.ts";
import { type NewMessage, enqueueMessages } from "../../db/outbox-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { loadMemberThen } from "../awards/member-then.ts";
import { openBook } from "../order-batch/open-book.ts";
import { settleGift } from "./settle-gift.ts";

/** Most vouchers are made by then, and the mail can name their codes. */
const MAIL_DELAY_MS = 2 * 60_000;

export interface Birthday {
  readonly shopId: bigint;
  readonly memberId: string;
  /** The day, in the shop's calendar. */
  readonly birthday: LocalDate;
  /** What Shopify said of the customer; left out where it was not asked. */
  readonly customer?: CustomerFacts;
  /** Shopify is asked for a voucher after so long: a flood would keep shoppers waiting. */
  readonly delayMs?: number;
}

export type OfferOutcome =
  | { readonly outcome: "offered"; readonly gift: BirthdayGiftRow }
  /** Shopify is asked about the customer first; the offer follows by itself. */
  | { readonly outcome: "waiting" }
  | {
      readonly outcome: "refused";
      readonly reason: BirthdayRefusal | OutsideReason | "not_a_member" | "no_birthdays";
    };

/**
 * Offers the gift of the version that was in force as the day began, to whoever the member was
 * then. Locks the member. Repeating it changes nothing: the day has its gift already.
 */
export async function offerBirthday(
  tx: Transaction,
  asked: Birthday,
  now: Instant,
): Promise<OfferOutcome> {
  const { shopId, memberId, birthday } = asked;
  const book = await openBook(tx, { shopId, memberId, now });
  const known = await findBirthDate(tx, { shopId, id: memberId }, { lock: true });
  if (!book || !known || known.isGone) return { outcome: "refused", reason: "not_a_member" };
  const { timeZone, periods } = book.terms;
  const at = startOfDay(birthday, timeZone);
  const version = versionInForce(periods, at);
  const terms = version?.document.birthday;
  if (!version || !terms) return { outcome: "refused", reason: "no_birthdays" };
  const { birthDate, setAt } = known;
  if (birthDate === null || setAt === null) return { outcome: "refused", reason: "not_today" };
  const earlier = await loadBirthdayGifts(tx, { shopId, id: memberId });
  const enteredOn = localDateOf(setAt, timeZone);
  const gifts = earlier.map((one) => one.birthday);
  const decision = decideBirthday({ birthDate, enteredOn, gifts }, terms, birthday);
  if (decision.outcome === "none") return { outcome: "refused", reason: decision.reason };
  const windows = { tiers: terms.windowByTier.map(({ tierId }) => tierId) };
  const moment = { at, customer: asked.customer ?? null };
  const member = await loadMemberThen(tx, book, [terms.audience, windows], moment);
  const meant = isMeant(terms.audience, member);
  if (meant.outcome === "not_meant") return { outcome: "refused", reason: meant.reason };
  if (meant.outcome === "unknown") {
    await enqueueMessages(tx, [offeredLater(asked)]);
    return { outcome: "waiting" };
  }
  const gift = newGift(asked, { terms, versionId: version.id, member, timeZone, at, now });
  return { outcome: "offered", gift: await offer(tx, gift, asked.delayMs ?? 0, now) };
}

async function offer(
  tx: Transaction,
  gift: BirthdayGiftRow,
  delayMs: number,
  now: Instant,
): Promise<BirthdayGiftRow> {
  await insertBirthdayGift(tx, gift);
  const isChoice = gift.points !== null && gift.rewardId !== null;
  const kind = gift.points === null ? "reward" : "points";
  // Points that come by themselves are of the day, however late the night is dealt with.
  const settling = { kind, delayMs, occurredAt: gift.offeredAt } as const;
  const settled = isChoice ? gift : await settleGift(tx, gift, settling, now);
  await enqueueMessages(tx, [mailAbout(gift, delayMs)]);
  return settled;
}

interface Offering {
  readonly terms: BirthdayTerms;
  readonly versionId: string;
  readonly member: MemberThen;
  readonly timeZone: TimeZone;
  readonly at: Instant;
  readonly now: Instant;
}

function newGift(
  { shopId, memberId, birthday }: Birthday,
  { terms, versionId, member, timeZone, at, now }: Offering,
): BirthdayGiftRow {
  const { gift } = terms;
  const today = localDateOf(now, timeZone);
  const lastDay = lastDayOf(birthday, today, windowOf(terms, member.tierId));
  return {
    shopId,
    memberId,
    birthday,
    points: gift.kind === "reward" ? null : gift.points,
    rewardId: gift.kind === "points" ? null : gift.rewardId,
    programVersionId: versionId,
    status: "offered",
    offeredAt: at,
    until: startOfDay(addDaysTo(lastDay, 1), timeZone),
    attempts: 0,
    redemptionId: null,
    settledAt: null,
  };
}

/** It is offered once Shopify has told of the customer, where it is asked, and tried until then. */
export function offeredLater({ shopId, memberId, birthday }: Birthday): NewMessage {
  const payload = { memberId, birthday };
  return { shopId, kind: "offer_birthday", key: `${memberId}/${birthday}`, payload };
}

/** Named by the year: the day is nobody's business once the member is forgotten. */
function mailAbout({ shopId, memberId, birthday }: BirthdayGiftRow, delayMs: number): NewMessage {
  const year = birthday.slice(0, 4);
  return {
    shopId,
    kind: "send_birthday_mail",
    key: `${memberId}/${year}`,
    payload: { memberId, year },
    delayMs: delayMs + MAIL_DELAY_MS,
  };
}
