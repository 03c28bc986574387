// Events as the admin shows them.
import type { EventCounter } from "../../core/events/event-terms.ts";

export interface EventView {
  id: string;
  name: string;
  place: string;
  opensAt: number;
  startsAt: number;
  endsAt: number;
  capacity: number | null;
  countsAs: EventCounter;
  attended: number;
  revision: number;
  cancelledAt: number | null;
}

export type EventStage = "cancelled" | "ahead" | "open" | "over";

export function stageOf({ cancelledAt, opensAt, endsAt }: EventView, now: number): EventStage {
  if (cancelledAt !== null) return "cancelled";
  if (now >= endsAt) return "over";
  return now >= opensAt ? "open" : "ahead";
}
