// Whether an order was given back as a whole, in the second implementation.
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { NOTHING, isLess, minus, most, over, sum, times, whole } from "./fraction.ts";
import type { Heard } from "./naive-points.ts";
import { paidCents, unitsLeft, unnamedBeyond } from "./naive-points.ts";

/** All goods went back, by units or by money that names nothing, and shipping where it is asked. */
export function isAllBack(heard: Heard, policy: ProgramDocument["returnSpentPoints"]): boolean {
  const { newest, paid, refunds } = heard;
  if (policy === "never" || !newest) return false;
  if (!paid) return newest.cancelled;
  const goods = paid.lines.filter(({ kind }) => kind !== "tip");
  const units = goods.map((line) => unitsLeft(line, heard));
  const worth = sum(
    goods.map((line, place) =>
      line.quantity === 0
        ? NOTHING
        : times(paidCents(line, paid), over(whole(units[place] ?? 0), whole(line.quantity))),
    ),
  );
  const unnamed = unnamedBeyond(heard, paid);
  const isPaidBack = isLess(NOTHING, unnamed) && !isLess(unnamed, worth);
  if (units.some((left) => left > 0) && !isPaidBack) return false;
  if (policy === "on_full_refund_without_shipping") return true;
  const shippingBack = [...refunds.values()].reduce((all, each) => all + each.shippingCents, 0);
  const shippingLeft = whole(Math.max(paid.shippingCents - shippingBack, 0));
  return !isLess(most(minus(unnamed, worth), NOTHING), shippingLeft);
}
