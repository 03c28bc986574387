// Vouchers that are seen on orders, in the second implementation.
import { inLine, takeFrom } from "./naive-lots.ts";
import type { NaiveVoucher } from "./naive-lots.ts";
import { VOUCHER_POINTS } from "./naive-member.ts";
import type { NaiveMember } from "./naive-member.ts";

/** The first order that carries the code uses it, whatever was believed of it before. */
export function use(member: NaiveMember, key: string, now: number): void {
  const open = member.vouchers.find((each) => each.key === key);
  if (open) {
    member.vouchers = member.vouchers.filter((each) => each !== open);
    // From now on its points are spent for good.
    member.writeOff(null, VOUCHER_POINTS, open.policy, now);
  }
  const returned = member.returned.find((each) => each.key === key);
  if (returned) {
    member.returned = member.returned.filter((each) => each !== returned);
    takeAgain(member, returned);
  }
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
  member.vouchers = member.vouchers.filter((each) => each !== voucher);
  member.returned.push(voucher);
  for (const [lot, points] of voucher.parts) lot.available += points;
  member.arrive(
    voucher.parts.map(([lot]) => lot),
    now,
    now,
  );
}
