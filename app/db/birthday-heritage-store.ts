// Dates of birth and birthday gifts of members who become another, or are forgotten.
import type { Heritage } from "./merge-store.ts";
import type { Sql } from "./pool.ts";

/** SQL: what is set of a member whose date of birth is forgotten. */
export const forgottenBirth = `birth_date = null, birth_date_set_at = null,
  birth_date_agreed = null`;

/**
 * The heir keeps their own date of birth, and takes the gone one's where they have none, with the
 * day on which it was entered. Gifts of both count; of two for one day the heir's stays. An offer
 * that nobody chose yet lapses where the other of the two had a gift within a year of it; of two
 * offers the heir's stays. Both members must be locked.
 */
export async function moveBirthdays(tx: Sql, { shopId, fromId, toId }: Heritage): Promise<void> {
  const values = [shopId, fromId, toId];
  await tx.query({
    name: "merge_take_birth_date",
    text: `update member as heir set birth_date = gone.birth_date,
        birth_date_set_at = gone.birth_date_set_at, birth_date_agreed = null
      from member as gone
      where heir.shop_id = $1 and heir.id = $3 and gone.shop_id = $1 and gone.id = $2
        and heir.birth_date is null and gone.birth_date is not null`,
    values,
  });
  await tx.query({
    name: "merge_lapse_own_birthday_offers",
    text: `update birthday_gift as own set status = 'missed', settled_at = own.until
      where own.shop_id = $1 and own.member_id = $3 and own.status = 'offered'
        and exists (select from birthday_gift as gone
          where gone.shop_id = $1 and gone.member_id = $2 and gone.status in ('points', 'reward')
            and gone.birthday > own.birthday - interval '1 year'
            and gone.birthday < own.birthday + interval '1 year')`,
    values,
  });
  await tx.query({
    name: "merge_lapse_birthday_offers",
    text: `update birthday_gift as gone set status = 'missed', settled_at = gone.until
      where gone.shop_id = $1 and gone.member_id = $2 and gone.status = 'offered'
        and exists (select from birthday_gift as own
          where own.shop_id = $1 and own.member_id = $3
            and own.birthday > gone.birthday - interval '1 year'
            and own.birthday < gone.birthday + interval '1 year')`,
    values,
  });
  await tx.query({
    name: "merge_move_birthday_gifts",
    text: `update birthday_gift as gone set member_id = $3, is_inherited = true
      where gone.shop_id = $1 and gone.member_id = $2 and not exists (
        select from birthday_gift as own
        where own.shop_id = $1 and own.member_id = $3 and own.birthday = gone.birthday)`,
    values,
  });
  await deleteBirthdayGifts(tx, shopId, fromId);
}

/** Of everybody in the shop without a member. What was given stays in the ledger. */
export async function deleteBirthdayGifts(
  tx: Sql,
  shopId: bigint,
  memberId: string | null,
): Promise<void> {
  await tx.query({
    name: "birthday_gifts_delete",
    text: `delete from birthday_gift
      where shop_id = $1 and ($2::uuid is null or member_id = $2::uuid)`,
    values: [shopId, memberId],
  });
}
