// Points added or taken by hand, on the member's page.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { AdjustPointsCard } from "../../ui/adjust-points-card.tsx";
import {
  type AdjustmentProblems,
  type AdjustmentValues,
  readAdjustment,
} from "../../ui/adjustment-values.ts";
import type { PointsName } from "../../ui/format.ts";
import type { AdjustmentAnswer } from "../app.members.$id.tsx";

const emptyAdjustment: AdjustmentValues = { direction: "add", points: "", reason: "" };

export function Adjustment({ pointsName }: { pointsName: PointsName }) {
  const [values, setValues] = useState(emptyAdjustment);
  const [problems, setProblems] = useState<AdjustmentProblems>({});
  const [requestKey, setRequestKey] = useState<string | null>(null);
  const sending = useFetcher<AdjustmentAnswer>();
  const bridge = useAppBridge();

  useEffect(() => {
    if (sending.state !== "idle" || !sending.data) return;
    if (sending.data.outcome === "invalid") {
      setProblems(sending.data.problems);
      return;
    }
    setValues(emptyAdjustment);
    setProblems({});
    setRequestKey(null);
    bridge.toast.show("Balance adjusted");
  }, [sending.state, sending.data, bridge]);

  function submit(): void {
    const read = readAdjustment(values);
    if (read.outcome === "invalid") {
      setProblems(read.problems);
      return;
    }
    // Kept until it succeeds: trying again after a lost answer must not move the points twice.
    const key = requestKey ?? crypto.randomUUID();
    setRequestKey(key);
    const body = JSON.stringify({ requestKey: key, values });
    sending.submit(body, { method: "post", encType: "application/json" });
  }

  return (
    <AdjustPointsCard
      values={values}
      problems={problems}
      pointsName={pointsName}
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
