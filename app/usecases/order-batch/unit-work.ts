// The differences that orders bring into the stream of qualifying units.
import type { OrderUnits } from "../../core/earning/target-points.ts";
import { NO_RECORDED_UNITS } from "../../db/order-store.ts";
import type { RecordedUnits } from "../../db/order-store.ts";
import type { UnitDraft } from "../../db/unit-store.ts";
import { unitsOf } from "./order-terms.ts";
import type { OrderWork } from "./order-work.ts";

export function isSameUnits(a: OrderUnits, b: OrderUnits): boolean {
  return (
    a.spendMinor === b.spendMinor &&
    a.orders === b.orders &&
    a.items === b.items &&
    a.points === b.points
  );
}

/**
 * The difference to what was recorded, dated at the sale; nothing where there is none. The work
 * knows of it from then on.
 */
export function recordUnits(work: OrderWork, memberId: string): UnitDraft[] {
  const counted = unitsOf(work.terms, work.standing);
  return counted ? difference(work, memberId, counted) : [];
}

/** Takes all units of the order from a member who is not its customer any more. */
export function withdrawUnits(work: OrderWork, memberId: string): UnitDraft[] {
  return difference(work, memberId, NO_RECORDED_UNITS.recorded);
}

function difference(work: OrderWork, memberId: string, counted: OrderUnits): UnitDraft[] {
  const { recorded, count } = work.units;
  const occurredAt = work.latest.paid?.placedAt;
  if (occurredAt === undefined || isSameUnits(counted, recorded)) return [];
  work.units = { recorded: counted, count: count + 1 } satisfies RecordedUnits;
  return [
    {
      shopId: work.shopId,
      memberId,
      key: `order/${work.orderId}/units/${count + 1}`,
      orderId: work.orderId,
      occurredAt,
      counts: {
        spend: counted.spendMinor - recorded.spendMinor,
        orders: counted.orders - recorded.orders,
        items: counted.items - recorded.items,
        points: counted.points - recorded.points,
      },
    },
  ];
}
