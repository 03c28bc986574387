// The buttons of an event's page: what is sent, and what is said afterwards.
import { type FetcherWithComponents, useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import type { EventLinkView } from "../../ui/events/event-links-card.tsx";
import { saveFile } from "../../ui/save-file.ts";
import type { SaveEventResult } from "../../usecases/events/save-event.ts";
import type { EventAnswer } from "./change-event.ts";

const toasts: Partial<Record<EventAnswer["outcome"], string>> = {
  saved: "Event saved",
  cancelled: "Event cancelled",
  takes_place: "The event takes place",
  made: "Link made",
  revoked: "Link revoked",
};

const asJson = { method: "post", encType: "application/json" } as const;

function useToasts(fetcher: { state: string; data?: EventAnswer | undefined }): void {
  const bridge = useAppBridge();
  const { state, data } = fetcher;
  useEffect(() => {
    const toast = state === "idle" && data ? toasts[data.outcome] : undefined;
    if (toast !== undefined) bridge.toast.show(toast);
  }, [state, data, bridge]);
}

export function useEventActs(saving: FetcherWithComponents<SaveEventResult>) {
  const linking = useFetcher<EventAnswer>();
  const cancelling = useFetcher<EventAnswer>();
  const bridge = useAppBridge();
  const [made, setMade] = useState(0);
  useToasts(saving);
  useToasts(linking);
  useToasts(cancelling);
  const { data: answer, state } = linking;
  useEffect(() => {
    if (state === "idle" && answer?.outcome === "made") setMade((before) => before + 1);
  }, [answer, state]);
  const sent = linking.json as { linkId?: string } | undefined;
  const send = (body: object) => linking.submit(JSON.stringify(body), asJson);

  async function copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      bridge.toast.show("Link copied");
    } catch {
      bridge.toast.show("The browser did not let the link be copied", { isError: true });
    }
  }

  return {
    isCancelling: cancelling.state !== "idle",
    onCancel: (isCancelled: boolean) =>
      cancelling.submit(JSON.stringify({ intent: "cancel", isCancelled }), asJson),
    doors: {
      busy: state === "idle" ? null : (sent?.linkId ?? "new"),
      problem: answer?.outcome === "link_invalid" ? answer.problem : null,
      made,
      onMake: (label: string) => send({ intent: "make_link", label }),
      onCopy: (url: string) => void copy(url),
      onRevoke: ({ id }: EventLinkView) => send({ intent: "revoke_link", linkId: id }),
    },
  };
}

/** Files come through a fetch of the page: a plain link would have no session token. */
export function useAttendanceFile(eventId: string) {
  const [isSaving, setSaving] = useState(false);
  const bridge = useAppBridge();
  async function download(): Promise<void> {
    setSaving(true);
    try {
      const response = await fetch(`/app/events/${eventId}/attendance`);
      if (!response.ok) throw new Error(`Answered ${response.status}`);
      saveFile(await response.blob(), "attendance.csv");
    } catch {
      bridge.toast.show("The list could not be made. Try again.", { isError: true });
    }
    setSaving(false);
  }
  return { isSaving, onDownload: () => void download() };
}
