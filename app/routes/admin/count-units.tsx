// What is counted by hand for tiers, on the member's page.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { CountUnitsCard, type UnitsView } from "../../ui/count-units-card.tsx";
import { readUnits, type UnitsProblems, type UnitsValues } from "../../ui/count-units-values.ts";
import type { UnitsAnswer } from "./change-units.ts";

export function CountUnits({ view }: { view: UnitsView }) {
  const [values, setValues] = useState(() => blank(view));
  const [problems, setProblems] = useState<UnitsProblems>({});
  const [requestKey, setRequestKey] = useState<string | null>(null);
  const sending = useFetcher<UnitsAnswer>();
  const bridge = useAppBridge();

  useEffect(() => {
    if (sending.state !== "idle" || !sending.data) return;
    if (sending.data.outcome === "units_invalid") {
      show(sending.data.problems);
      return;
    }
    setValues((before) => ({ ...before, units: "", reason: "" }));
    setProblems({});
    setRequestKey(null);
    bridge.toast.show("Counted");
  }, [sending.state, sending.data, bridge]);

  function show(found: UnitsProblems): void {
    setProblems(found);
    const [first = "units"] = Object.keys(found);
    document.getElementById(`count-${first}`)?.focus();
  }

  function submit(): void {
    const read = readUnits(values);
    if (read.outcome === "invalid") {
      show(read.problems);
      return;
    }
    // Kept until it succeeds: trying again after a lost answer must not count twice.
    const key = requestKey ?? crypto.randomUUID();
    setRequestKey(key);
    const body = JSON.stringify({ intent: "count_units", requestKey: key, values });
    sending.submit(body, { method: "post", encType: "application/json" });
  }

  return (
    <CountUnitsCard
      {...{ view, values, problems }}
      isSaving={sending.state !== "idle"}
      onChange={(changed) => {
        setValues(changed);
        setProblems({});
        // Another input is another decision.
        setRequestKey(null);
      }}
      onSubmit={submit}
    />
  );
}

function blank({ counted, today }: UnitsView): UnitsValues {
  const counter = counted[0]?.counter ?? "nights";
  return { counter, direction: "count", units: "", on: today, reason: "" };
}
