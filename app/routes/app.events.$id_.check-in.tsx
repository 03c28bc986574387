// The check-in page of an event in the admin, for the store's own staff.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadEvent } from "../queries/events.ts";
import { loadPointsName } from "../queries/program.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import "../ui/check-in-desk.css";
import { CheckInDesk } from "../ui/check-in-desk.tsx";
import { formatDateTime } from "../ui/format.ts";
import { eventIdOf } from "./admin/event-id.ts";
import { useDesk } from "./check-in/use-desk.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const found = await loadEvent(shop.id, eventIdOf(params));
  if (!found) throw new Response(null, { status: 404 });
  const { id, name, place, startsAt, attended, capacity } = found.event;
  const when = formatDateTime(new Date(startsAt), shop.timeZone);
  const pointsName = await loadPointsName(shop.id, await businessNow());
  return { id, event: { name, place, when, attended, capacity }, pointsName };
}

export default function CheckIn() {
  const { id, event, pointsName } = useLoaderData<typeof loader>();
  const { attended, ...desk } = useDesk(`/app/events/${id}/code`, event.attended);
  return (
    <Page
      title="Check-in"
      backAction={{ content: event.name, url: `/app/events/${id}` }}
      narrowWidth
    >
      <CheckInDesk
        isPage={false}
        event={{ ...event, attended }}
        pointsName={pointsName}
        {...desk}
      />
    </Page>
  );
}
