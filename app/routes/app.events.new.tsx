// A new event.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useNavigate } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useEffect } from "react";
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

export async function action({ request }: ActionFunctionArgs): Promise<SaveEventResult> {
  const { shop, actor } = await authenticateMerchant(request);
  const { values } = await readSubmission(request, eventSubmission);
  const { id: shopId, timeZone } = shop;
  const now = (await businessNow()).getTime();
  return saveEvent({ shopId, timeZone, event: null, values, actor, now });
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
  const navigate = useNavigate();
  const { data: answer, state } = saving;
  const savedId = answer?.outcome === "saved" ? answer.id : null;
  useEffect(() => {
    if (savedId !== null) navigate(`/app/events/${savedId}`, { replace: true });
  }, [savedId, navigate]);
  const form = useEventForm(blank, answer ?? null, state === "idle");
  return (
    <Page title="New event" backAction={{ content: "Events", url: "/app/events" }}>
      <EventFormCard
        {...form}
        isNew
        isSaving={state !== "idle" || savedId !== null}
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
