// Ending a campaign before its time from its page. What becomes of it is told even where the
// campaign is not shown any more.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import type { CampaignView } from "../../ui/campaigns/campaign-view.ts";
import type { EndAnswer } from "./end.ts";

export interface Ending {
  isEnding: boolean;
  /** Why it could not be ended; null while nobody tried, or it could. */
  refusal: string | null;
  onEnd: () => void;
}

const refusals = {
  changed_meanwhile:
    "Somebody else changed the program meanwhile. This page shows how things stand now: look again, and decide anew.",
  over: "It has ended already.",
  not_found: "The program in force has no such campaign any more.",
} as const;

type Refusal = keyof typeof refusals;

/** For any campaign of the page; one is ended at a time. */
export function useEnding(baseVersionId: string | null): (campaign: CampaignView) => Ending {
  const fetcher = useFetcher<EndAnswer>();
  const bridge = useAppBridge();
  const [endedKey, setEndedKey] = useState<string | null>(null);
  const { state, data: answer } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !answer) return;
    if (answer.outcome === "ended") bridge.toast.show("The campaign has ended");
    if (answer.outcome === "removed") bridge.toast.show("The campaign is called off");
  }, [state, answer, bridge]);
  const outcome = state === "idle" ? answer?.outcome : undefined;
  const refusal = outcome && outcome in refusals ? refusals[outcome as Refusal] : null;
  return ({ key, kind, id }) => ({
    isEnding: state !== "idle" && key === endedKey,
    refusal: key === endedKey ? refusal : null,
    onEnd: () => {
      setEndedKey(key);
      fetcher.submit(JSON.stringify({ intent: "end", kind, id, baseVersionId }), {
        method: "post",
        encType: "application/json",
      });
    },
  });
}
