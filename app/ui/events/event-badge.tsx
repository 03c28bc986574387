// How an event stands, in a word.
import { Badge } from "@shopify/polaris";
import { type EventView, stageOf } from "./event-view.ts";

export function EventBadge({ event, now }: { event: EventView; now: number }) {
  switch (stageOf(event, now)) {
    case "cancelled":
      return <Badge tone="critical">Cancelled</Badge>;
    case "open":
      return <Badge tone="success">Check-in is open</Badge>;
    case "ahead":
      return <Badge tone="info">To come</Badge>;
    case "over":
      return <Badge>Over</Badge>;
  }
}
