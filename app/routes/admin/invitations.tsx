// Invitations to tiers on the member's page: what is typed, sent, and said about it.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import {
  INVITATIONS_ID,
  type InvitationAnswer,
  type InvitationProblems,
  type InvitationsView,
  type InvitationValues,
  MemberInvitationsCard,
  type OpenInvitation,
} from "../../ui/member-invitations-card.tsx";
import type { InvitationResult } from "./change-invitations.ts";

const toasts: Readonly<Record<InvitationAnswer, string>> = {
  accepted: "Invitation accepted",
  declined: "Invitation declined",
  withdrawn: "Invitation withdrawn",
};

export interface InvitationsProps {
  invitations: InvitationsView;
  timeZone: string;
}

export function Invitations({ invitations, timeZone }: InvitationsProps) {
  const [values, setValues] = useState<InvitationValues | null>(null);
  const [problems, setProblems] = useState<InvitationProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const sending = useFetcher<InvitationResult>();
  const bridge = useAppBridge();

  function conclude(said: string): void {
    document.getElementById(INVITATIONS_ID)?.focus();
    bridge.toast.show(said);
  }

  useEffect(() => {
    const { state, data } = sending;
    if (state !== "idle" || !data) return;
    switch (data.outcome) {
      case "invitation_invalid":
        setProblems(data.problems);
        document.getElementById(firstFieldOf(data.problems))?.focus();
        return;
      case "invitation_refused":
        setRefusal(data.message);
        document.getElementById(INVITATIONS_ID)?.focus();
        return;
      case "invited":
        setValues(null);
        setProblems({});
        conclude("Member invited");
        return;
      case "invitation_answered":
        conclude(toasts[data.answer]);
    }
  }, [sending.state, sending.data, bridge]);

  function send(body: object): void {
    setRefusal(null);
    sending.submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  }

  function answer({ tierId, invitedAt }: OpenInvitation, given: InvitationAnswer): void {
    send({ intent: "answer_invitation", tierId, invitedAt, answer: given });
  }

  return (
    <MemberInvitationsCard
      {...{ invitations, timeZone, values, problems, refusal }}
      isUsed={sending.data !== undefined}
      isSaving={sending.state !== "idle"}
      onChange={(changed) => {
        setValues(changed);
        setProblems({});
      }}
      onSubmit={() => values && send({ intent: "invite", values })}
      onAnswer={answer}
    />
  );
}

function firstFieldOf(problems: InvitationProblems): string {
  return problems.tierId === undefined ? "invitation-through" : "invitation-tier";
}
