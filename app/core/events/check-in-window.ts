// Whether members can check in at an event. Rule: from its opening until its end, unless it is
// cancelled.
import type { Instant } from "../calendar/instant.ts";

export interface CheckInTimes {
  readonly opensAt: Instant;
  readonly endsAt: Instant;
  readonly cancelledAt: Instant | null;
}

export type CheckInWindow = "open" | "not_open_yet" | "over" | "cancelled";

/** How the doors stand at an instant. The opening is the first, the end the first that is not. */
export function checkInWindow(event: CheckInTimes, now: Instant): CheckInWindow {
  if (event.cancelledAt !== null) return "cancelled";
  if (now < event.opensAt) return "not_open_yet";
  return now < event.endsAt ? "open" : "over";
}
