// Taking back one reward or one award, on the member's page.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { UndoReward, type UndoWords, reasonProblem } from "../../ui/undo-reward.tsx";
import type { AwardAnswer, takeBackSubmission } from "./change-award.ts";
import type { UndoAnswer, undoSubmission } from "./change-redemption.ts";

type Submission = z.input<typeof undoSubmission> | z.input<typeof takeBackSubmission>;

export interface UndoProps {
  /** Of what is taken back. */
  id: string;
  submission: (reason: string) => Submission;
  /** What is said when it is done. */
  done: string;
  words?: UndoWords;
}

export function Undo({ id, submission, done, words }: UndoProps) {
  const [reason, setReason] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useFetcher<UndoAnswer | AwardAnswer>();
  const bridge = useAppBridge();

  useEffect(() => {
    if (sending.state !== "idle" || !sending.data) return;
    if (sending.data.outcome === "undo_invalid") {
      setProblem(sending.data.problem);
      return;
    }
    setReason(null);
    bridge.toast.show(done);
  }, [sending.state, sending.data, bridge, done]);

  function submit(): void {
    const found = reasonProblem(reason ?? "");
    setProblem(found);
    if (found !== null) {
      document.getElementById(`undo-${id}`)?.focus();
      return;
    }
    const body = JSON.stringify(submission(reason ?? ""));
    sending.submit(body, { method: "post", encType: "application/json" });
  }

  return (
    <UndoReward
      id={id}
      {...(words && { words })}
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
