// A new event.
import { type ActionFunctionArgs, type LoaderFunctionArgs, replace } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import type { EventValues } from "../core/events/event-terms.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { EventFormCard } from "../ui/events/event-form-card.tsx";
import { type SaveEventResult, saveEvent } from "../usecases/events/save-event.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { eventSubmission } from "./admin/event-submission.ts";
import { useEventForm } from "./admin/use-event-form.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateMerchant(request);
  return null;
}

/** What is wrong with the values; or the way to the page of the event that was made. */
export async function action({ request }: ActionFunctionArgs): Promise<SaveEventResult | Response> {
  const { shop, actor } = await authenticateMerchant(request);
  const { values } = await readSubmission(request, eventSubmission);
  const { id: shopId, timeZone } = shop;
  const now = (await businessNow()).getTime();
  const answer = await saveEvent({ shopId, timeZone, event: null, values, actor, now });
  return answer.outcome === "saved" ? replace(`/app/events/${answer.id}`) : answer;
}

const blank: EventValues = {
  name: "",
  place: "",
  startsAt: "",
  endsAt: "",
  opensMinutesBefore: "60",
  capacity: "",
  countsAs: "events",
};

export default function NewEvent() {
  const saving = useFetcher<SaveEventResult>();
  const { data: answer, state } = saving;
  const form = useEventForm(blank, answer ?? null, state === "idle");
  return (
    <Page title="New event" backAction={{ content: "Events", url: "/app/events" }}>
      <EventFormCard
        {...form}
        isNew
        isSaving={state !== "idle"}
        onSubmit={() =>
          saving.submit(JSON.stringify({ values: form.values }), {
            method: "post",
            encType: "application/json",
          })
        }
      />
    </Page>
  );
}
