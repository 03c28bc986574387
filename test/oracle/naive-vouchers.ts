// Vouchers that are seen on orders, in the second implementation.
import { inLine, takeFrom } from "./naive-lots.ts";
import type { NaiveVoucher } from "./naive-lots.ts";
import { VOUCHER_POINTS } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";
import type { NaiveOrder } from "./naive-order.ts";
import { isAllBack } from "./naive-refunds.ts";
import { payOff } from "./naive-write-offs.ts";

/** The first order that carries the code uses it, whatever was believed of it before. */
export function use(member: NaiveMember, key: string, orderId: string, now: number): void {
  const open = member.vouchers.find((each) => each.key === key);
  if (open) {
    member.vouchers = without(member.vouchers, open);
    // From now on its points are spent for good.
    member.writeOff(null, VOUCHER_POINTS, open.program.shortfallPolicy, now);
  }
  const returned = member.returned.find((each) => each.key === key);
  // Of an order that was given back nothing more is heard that changes anything.
  if (returned?.usedBy === orderId) return;
  if (returned) {
    member.returned = without(member.returned, returned);
    takeAgain(member, returned);
  }
  const used = open ?? returned;
  if (!used) return;
  used.usedBy = orderId;
  member.spent.push(used);
}

/** What went back pays first, then what can be spent elsewhere; the rest is owed. */
function takeAgain(member: NaiveMember, { parts }: NaiveVoucher): void {
  let missing = VOUCHER_POINTS;
  for (const [lot, points] of parts) {
    const own = takeFrom([lot], "available", points);
    missing -= own + takeFrom([lot], "expired", points - own);
  }
  missing -= takeFrom(inLine(member.lots), "available", missing);
  member.owed += missing;
}

/** A voucher comes back unused: its points go back where they came from. */
export function giveBack(member: NaiveMember, key: string, now: number): void {
  const voucher = member.vouchers.find((each) => each.key === key);
  if (!voucher) return;
  member.vouchers = without(member.vouchers, voucher);
  putBack(member, voucher, now);
}

/**
 * The order that used a voucher is given back: so are the points. They pay what was written off
 * since they were spent, as if they had been there.
 */
export function giveBackUsed(
  member: NaiveMember,
  orderId: string,
  order: NaiveOrder,
  now: number,
): void {
  for (const voucher of member.spent.filter(({ usedBy }) => usedBy === orderId)) {
    if (order.newest?.voucher !== voucher.key) continue;
    if (!isAllBack(order, voucher.program.returnSpentPoints)) continue;
    member.spent = without(member.spent, voucher);
    const since = member.writeOffs.filter(
      ({ at, isOwnOnly }) => !isOwnOnly && at >= voucher.takenAt,
    );
    member.owed += payOff(since, VOUCHER_POINTS);
    putBack(member, voucher, now);
  }
}

function putBack(member: NaiveMember, voucher: NaiveVoucher, now: number): void {
  member.returned.push(voucher);
  for (const [lot, points] of voucher.parts) lot.available += points;
  member.arrive(
    voucher.parts.map(([lot]) => lot),
    now,
    now,
  );
}

function without(vouchers: readonly NaiveVoucher[], gone: NaiveVoucher): NaiveVoucher[] {
  return vouchers.filter((each) => each !== gone);
}
