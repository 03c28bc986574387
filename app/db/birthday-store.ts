// Dates of birth and birthday gifts as rows. Whoever changes one holds the lock on its member.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { Points } from "../core/points/points.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** A member's date of birth, under the member's lock where it is to be changed. */
export interface KnownBirthDate {
  /** Shopify's number; null where there is no customer any more. */
  readonly customerId: string | null;
  /** Closed, deleted in Shopify, or to be forgotten. */
  readonly isGone: boolean;
  readonly birthDate: LocalDate | null;
  /** When it was entered or changed; null where there is none. */
  readonly setAt: Instant | null;
  /** What it was here and in Shopify when both were last the same. */
  readonly agreed: LocalDate | null;
}

export async function findBirthDate(
  sql: Sql,
  { shopId, id }: ShopKey,
  { lock }: { readonly lock: boolean },
): Promise<KnownBirthDate | undefined> {
  const { rows } = await sql.query<{
    customer_id: string | null;
    is_gone: boolean;
    birth_date: LocalDate | null;
    set_at: Date | null;
    agreed: LocalDate | null;
  }>({
    name: `birth_date_${lock ? "lock" : "find"}`,
    text: `select shopify_customer_id as customer_id, birth_date::text as birth_date,
        birth_date_set_at as set_at, birth_date_agreed::text as agreed,
        (deleted_at is not null or redacted_at is not null or merged_into_id is not null
          or shopify_customer_id is null) as is_gone
      from member where shop_id = $1 and id = $2 ${lock ? "for no key update" : ""}`,
    values: [shopId, id],
  });
  const [row] = rows;
  return (
    row && {
      customerId: row.customer_id,
      isGone: row.is_gone,
      birthDate: row.birth_date,
      setAt: optionalInstant(row.set_at),
      agreed: row.agreed,
    }
  );
}

/** Another date of birth, or none any more. */
export async function saveBirthDate(
  tx: Sql,
  { shopId, id }: ShopKey,
  birthDate: LocalDate | null,
  setAt: Instant,
): Promise<void> {
  await tx.query({
    name: "birth_date_save",
    text: `update member set birth_date = $3::date,
        birth_date_set_at = case when $3::date is null then null else $4::timestamptz end
      where shop_id = $1 and id = $2`,
    values: [shopId, id, birthDate, instantText(setAt)],
  });
}

/** Both sides have the date, unless the member has entered another one meanwhile. */
export async function saveAgreedBirthDate(
  tx: Sql,
  { shopId, id }: ShopKey,
  agreed: LocalDate | null,
): Promise<void> {
  await tx.query({
    name: "birth_date_agree",
    text: `update member set birth_date_agreed = $3::date where shop_id = $1 and id = $2
      and birth_date_agreed is distinct from $3::date`,
    values: [shopId, id, agreed],
  });
}

/** Members whom Shopify knows, by id, behind `afterId`. */
export async function listCustomersOfShop(
  sql: Sql,
  shopId: bigint,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: "birth_date_members",
    text: `select id from member
      where shop_id = $1 and id > $2::uuid and shopify_customer_id is not null
        and deleted_at is null and redacted_at is null and merged_into_id is null
      order by id limit $3`,
    values: [shopId, afterId, limit],
  });
  return rows.map(({ id }) => id);
}

/** What stands here of members who are to be compared with Shopify, by Shopify's number. */
export async function loadAgreedBirthDates(
  sql: Sql,
  shopId: bigint,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, { memberId: string; agreed: LocalDate | null }>> {
  const { rows } = await sql.query<{ id: string; customer_id: string; agreed: string | null }>({
    name: "birth_dates_agreed",
    text: `select id, shopify_customer_id as customer_id, birth_date_agreed::text as agreed
      from member where shop_id = $1 and id = any($2::uuid[]) and shopify_customer_id is not null`,
    values: [shopId, memberIds],
  });
  return new Map(
    rows.map(({ id, customer_id, agreed }) => [customer_id, { memberId: id, agreed }]),
  );
}

/** Members of these customers, so that their dates can be looked at again. */
export async function findMembersOfCustomers(
  sql: Sql,
  shopId: bigint,
  customerIds: readonly string[],
): Promise<string[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>({
    name: "birth_date_members_of_customers",
    text: `select id from member where shop_id = $1 and shopify_customer_id = any($2::text[])
      and deleted_at is null and redacted_at is null and merged_into_id is null order by id`,
    values: [shopId, customerIds],
  });
  return rows.map(({ id }) => id);
}

/**
 * Members who were born on one of the days, as month and day (`02-29`), by id behind `afterId`.
 */
export async function listBirthdays(
  sql: Sql,
  shopId: bigint,
  monthDays: readonly string[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: "birthday_members",
    text: `select id from member
      where shop_id = $1 and birth_date is not null and id > $3::uuid
        and (extract(month from birth_date)::int * 100 + extract(day from birth_date)::int)
          = any($2::int[])
        and shopify_customer_id is not null and deleted_at is null and redacted_at is null
        and merged_into_id is null
      order by id limit $4`,
    values: [shopId, monthDays.map((day) => Number(day.replace("-", ""))), afterId, limit],
  });
  return rows.map(({ id }) => id);
}

export type BirthdayGiftStatus = "offered" | "points" | "reward" | "missed";

export interface BirthdayGiftRow {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly birthday: LocalDate;
  /** With a reward, too, the member chooses. */
  readonly points: Points | null;
  readonly rewardId: string | null;
  readonly programVersionId: string;
  readonly status: BirthdayGiftStatus;
  readonly offeredAt: Instant;
  /** The first instant after its window. */
  readonly until: Instant;
  /** How often the reward was asked for. */
  readonly attempts: number;
  readonly redemptionId: string | null;
  readonly settledAt: Instant | null;
}

interface GiftRow {
  shop_id: bigint;
  member_id: string;
  birthday: LocalDate;
  points: Points | null;
  reward_id: string | null;
  program_version_id: string;
  status: BirthdayGiftStatus;
  offered_at: Date;
  until: Date;
  attempts: number;
  redemption_id: string | null;
  settled_at: Date | null;
}

const columns = `shop_id, member_id, birthday::text as birthday, points, reward_id,
  program_version_id, status, offered_at, until, attempts, redemption_id, settled_at`;

function giftOf(row: GiftRow): BirthdayGiftRow {
  return {
    shopId: row.shop_id,
    memberId: row.member_id,
    birthday: row.birthday,
    points: row.points,
    rewardId: row.reward_id,
    programVersionId: row.program_version_id,
    status: row.status,
    offeredAt: instantOf(row.offered_at),
    until: instantOf(row.until),
    attempts: row.attempts,
    redemptionId: row.redemption_id,
    settledAt: optionalInstant(row.settled_at),
  };
}

/** All of the member's, the latest first. */
export async function loadBirthdayGifts(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<BirthdayGiftRow[]> {
  const { rows } = await sql.query<GiftRow>({
    name: "birthday_gifts_load",
    text: `select ${columns} from birthday_gift
      where shop_id = $1 and member_id = $2 order by birthday desc`,
    values: [shopId, id],
  });
  return rows.map(giftOf);
}

export async function insertBirthdayGift(tx: Sql, gift: BirthdayGiftRow): Promise<void> {
  await tx.query({
    name: "birthday_gift_insert",
    text: `insert into birthday_gift (shop_id, member_id, birthday, points, reward_id,
        program_version_id, status, offered_at, until)
      values ($1, $2, $3, $4, $5, $6, 'offered', $7, $8)`,
    values: [
      gift.shopId,
      gift.memberId,
      gift.birthday,
      gift.points,
      gift.rewardId,
      gift.programVersionId,
      instantText(gift.offeredAt),
      instantText(gift.until),
    ],
  });
}

/** Writes what settling may change; the rest of the row never does. */
export async function saveBirthdayGift(tx: Sql, gift: BirthdayGiftRow): Promise<void> {
  await tx.query({
    name: "birthday_gift_save",
    text: `update birthday_gift set status = $4, attempts = $5, redemption_id = $6,
        settled_at = $7
      where shop_id = $1 and member_id = $2 and birthday = $3`,
    values: [
      gift.shopId,
      gift.memberId,
      gift.birthday,
      gift.status,
      gift.attempts,
      gift.redemptionId,
      gift.settledAt === null ? null : instantText(gift.settledAt),
    ],
  });
}

/** For so long after its window Shopify may refuse a reward that was asked for in it. */
const DAYS_OF_LATE_ANSWERS = 60;

/**
 * Members with a gift that the night settles: nobody has chosen by its end, its reward could not be
 * had when it was asked for, or Shopify has refused it since, with points in its place also after
 * its window. By id, behind `afterId`.
 */
export async function listGiftsToSettle(
  sql: Sql,
  shopId: bigint,
  at: Instant,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ member_id: string }>({
    name: "birthday_gifts_to_settle",
    text: `select distinct gift.member_id from birthday_gift as gift
      where gift.shop_id = $1 and gift.member_id > $3::uuid and (
        gift.status = 'offered' and (gift.until <= $2 or gift.points is null)
        or gift.status = 'reward'
          and (gift.until > $2 or gift.points is not null and gift.until > $2 - $5 * interval '1 day')
          and exists (select from redemption where redemption.shop_id = gift.shop_id
            and redemption.id = gift.redemption_id and redemption.status = 'refused'))
      order by gift.member_id limit $4`,
    values: [shopId, instantText(at), afterId, limit, DAYS_OF_LATE_ANSWERS],
  });
  return rows.map(({ member_id }) => member_id);
}
