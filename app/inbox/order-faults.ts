// What no order of Shopify's can say, although each of its fields can be read: counted, it would
// give points for nothing, or leave points that a refund should take. Where Shopify itself rounds
// or is silent, nothing is refused.
import type { OrderLine, Refund } from "../core/orders/order-state.ts";
import { add, compare, rational } from "../core/points/rational.ts";
import type { OrderSeen } from "../core/orders/order-event.ts";
import { PayloadProblem } from "./payload-problem.ts";

/** No store can hold more of one thing in stock. */
const MOST_UNITS = 1_000_000_000;

/** Throws the problem of the first part that breaks a rule of Shopify's. */
export function refuseFaults({ head, refunds }: OrderSeen): void {
  const isConverted = head.exchange !== null;
  head.lines.forEach((line, index) => refuseLine(line, `line_items.${index}`, isConverted));
  if (refunds.length === 0) return;
  const lineIds = new Set(head.lines.map(({ id }) => id));
  const seen = new Set<string>();
  refunds.forEach((refund, index) => {
    const path = `refunds.${index}`;
    if (seen.has(refund.id)) throw new PayloadProblem("duplicate_refund", `${path}.id`);
    seen.add(refund.id);
    refuseUnknownLines(refund, lineIds, path);
  });
}

/** Lines that an edit took off stay in the payload, with nothing left of them. */
function refuseUnknownLines({ lines }: Refund, known: ReadonlySet<string>, path: string): void {
  if (lines.every(({ lineId }) => known.has(lineId))) return;
  throw new PayloadProblem("unknown_line", `${path}.refund_line_items`);
}

function refuseLine(line: OrderLine, path: string, isConverted: boolean): void {
  const { quantity, currentQuantity, gross, discount } = line;
  if (quantity > MOST_UNITS) throw new PayloadProblem("quantity_out_of_range", `${path}.quantity`);
  if (currentQuantity > quantity) {
    throw new PayloadProblem("too_many_left", `${path}.current_quantity`);
  }
  // Converted amounts are rounded one by one, at rates that a payload does not tell.
  if (isConverted || compare(discount, gross) <= 0) return;
  // A price of several units is rounded for each of them.
  if (compare(discount, add(gross, rational(BigInt(quantity)))) > 0) {
    throw new PayloadProblem("discount_above_price", `${path}.discount_allocations`);
  }
}
