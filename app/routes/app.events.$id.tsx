// One event: changed, cancelled, opened to helpers at the door; and who came.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { checkInUrl } from "../adapters/links/check-in-link.ts";
import { qrSvg } from "../adapters/qr/qr-svg.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { localDateTimeOf } from "../core/calendar/local-time.ts";
import { type EventValues, opensMinutesBefore } from "../core/events/event-terms.ts";
import { loadAttendees, loadEvent } from "../queries/events.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { EventPage } from "../ui/events/event-page.tsx";
import type { EventView } from "../ui/events/event-view.ts";
import type { SaveEventResult } from "../usecases/events/save-event.ts";
import { type EventAnswer, changeEvent, eventIntent } from "./admin/change-event.ts";
import { eventIdOf } from "./admin/event-id.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { useAttendanceFile, useEventActs } from "./admin/use-event-acts.ts";
import { useEventForm } from "./admin/use-event-form.ts";

/** The latest; the file has all. */
const SHOWN_ATTENDEES = 50;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { id: shopId, timeZone } = shop;
  const id = eventIdOf(params);
  const [found, attendees, now] = await Promise.all([
    loadEvent(shopId, id),
    loadAttendees(shopId, id, SHOWN_ATTENDEES),
    businessNow(),
  ]);
  if (!found) throw new Response(null, { status: 404 });
  const { event } = found;
  const links = found.links.map((link) => {
    const url = checkInUrl({ shopId, id: link.id });
    return { ...link, url, qr: qrSvg(url, { title: link.label }) };
  });
  const values = valuesOf(event, timeZone);
  return { event, values, links, attendees, timeZone, now: now.getTime() };
}

function valuesOf(event: EventView, timeZone: string): EventValues {
  return {
    name: event.name,
    place: event.place,
    startsAt: localDateTimeOf(event.startsAt, timeZone),
    endsAt: localDateTimeOf(event.endsAt, timeZone),
    opensMinutesBefore: String(opensMinutesBefore(event)),
    capacity: event.capacity === null ? "" : String(event.capacity),
    countsAs: event.countsAs,
  };
}

export async function action({ request, params }: ActionFunctionArgs): Promise<EventAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const sent = await readSubmission(request, eventIntent);
  const now = (await businessNow()).getTime();
  const { id: shopId, timeZone } = shop;
  return changeEvent({ shopId, timeZone, eventId: eventIdOf(params), actor, now }, sent);
}

export default function Event() {
  const { event, values, links, attendees, timeZone, now } = useLoaderData<typeof loader>();
  const saving = useFetcher<SaveEventResult>();
  const form = useEventForm(values, saving.data ?? null, saving.state === "idle");
  const acts = useEventActs(saving);
  const file = useAttendanceFile(event.id);
  return (
    <EventPage
      event={event}
      now={now}
      form={{
        ...form,
        isSaving: saving.state !== "idle",
        onSubmit: () => {
          const { revision } = event;
          const body = JSON.stringify({ intent: "save", revision, values: form.values });
          saving.submit(body, { method: "post", encType: "application/json" });
        },
      }}
      doors={{ ...acts.doors, links, timeZone }}
      attendance={{ ...file, attendees, timeZone }}
      isCancelling={acts.isCancelling}
      onCancel={acts.onCancel}
    />
  );
}
