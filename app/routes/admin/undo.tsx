// Taking back one reward, on the member's page.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { UndoReward, reasonProblem } from "../../ui/undo-reward.tsx";
import type { UndoAnswer } from "./change-redemption.ts";

export function Undo({ redemptionId }: { redemptionId: string }) {
  const [reason, setReason] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useFetcher<UndoAnswer>();
  const bridge = useAppBridge();

  useEffect(() => {
    if (sending.state !== "idle" || !sending.data) return;
    if (sending.data.outcome === "undo_invalid") {
      setProblem(sending.data.problem);
      return;
    }
    setReason(null);
    bridge.toast.show("Undone");
  }, [sending.state, sending.data, bridge]);

  function submit(): void {
    const found = reasonProblem(reason ?? "");
    setProblem(found);
    if (found !== null) {
      document.getElementById(`undo-${redemptionId}`)?.focus();
      return;
    }
    const body = JSON.stringify({ intent: "undo_redemption", redemptionId, reason });
    sending.submit(body, { method: "post", encType: "application/json" });
  }

  return (
    <UndoReward
      id={redemptionId}
      reason={reason}
      problem={problem}
      isSaving={sending.state !== "idle"}
      onChange={(typed) => {
        setReason(typed);
        setProblem(null);
      }}
      onSubmit={submit}
    />
  );
}
