// One event: what members read, who is at the door, who came.
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { AttendanceCard, type AttendanceCardProps } from "./attendance-card.tsx";
import { EventBadge } from "./event-badge.tsx";
import { EventFormCard, type EventFormCardProps } from "./event-form-card.tsx";
import { EventLinksCard, type EventLinksCardProps } from "./event-links-card.tsx";
import { type EventView, stageOf } from "./event-view.ts";

export interface EventPageProps {
  event: EventView;
  now: number;
  form: Omit<EventFormCardProps, "isNew">;
  doors: Omit<EventLinksCardProps, "eventId" | "isOver">;
  attendance: Omit<AttendanceCardProps, "attended" | "capacity">;
  isCancelling: boolean;
  onCancel: (isCancelled: boolean) => void;
}

export function EventPage(props: EventPageProps) {
  const { event, now, form, doors, attendance, isCancelling, onCancel } = props;
  const stage = stageOf(event, now);
  const isCancelled = stage === "cancelled";
  return (
    <Page
      title={event.name}
      titleMetadata={<EventBadge event={event} now={now} />}
      backAction={{ content: "Events", url: "/app/events" }}
      {...((stage === "ahead" || stage === "open") && {
        secondaryActions: [
          {
            content: "Cancel event",
            destructive: true,
            loading: isCancelling,
            onAction: () => onCancel(true),
          },
        ],
      })}
    >
      <BlockStack gap="400">
        {isCancelled && (
          <Banner
            tone="warning"
            title="This event is cancelled"
            action={{
              content: "It takes place after all",
              loading: isCancelling,
              onAction: () => onCancel(false),
            }}
          >
            <p>Nobody can check in. Whoever did keeps the points.</p>
          </Banner>
        )}
        <EventLinksCard {...doors} eventId={event.id} isOver={event.endsAt <= now || isCancelled} />
        <AttendanceCard {...attendance} attended={event.attended} capacity={event.capacity} />
        <EventFormCard {...form} isNew={false} />
      </BlockStack>
    </Page>
  );
}
