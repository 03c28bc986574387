// Values on their way into and out of rows.
import type { Instant } from "../core/calendar/instant.ts";

/** A key of things that belong to a shop. */
export interface ShopKey {
  readonly shopId: bigint;
  readonly id: string;
}

export function instantText(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function optionalInstantText(instant: Instant | null): string | null {
  return instant === null ? null : instantText(instant);
}

export function instantOf(date: Date): Instant {
  return date.getTime();
}

export function optionalInstant(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}
