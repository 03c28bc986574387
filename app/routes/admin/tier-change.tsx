// The member's tier and its change by hand, on the member's page.
import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import {
  MemberTierCard,
  type MemberTierView,
  type TierProblems,
  type TierValues,
} from "../../ui/member-tier-card.tsx";
import type { TierAnswer } from "./change-member-tier.ts";

export interface TierChangeProps {
  tier: MemberTierView;
  currency: string;
  timeZone: string;
}

const toasts: Partial<Record<TierAnswer["outcome"], string>> = {
  tier_set: "Tier changed",
  tier_unchanged: "Nothing to change",
  tier_returned: "The program decides again",
  tier_gone: "Somebody changed the tier meanwhile",
};

export function TierChange({ tier, currency, timeZone }: TierChangeProps) {
  const [values, setValues] = useState<TierValues | null>(null);
  const [problems, setProblems] = useState<TierProblems>({});
  const sending = useFetcher<TierAnswer>();
  const bridge = useAppBridge();

  useEffect(() => {
    if (sending.state !== "idle" || !sending.data) return;
    if (sending.data.outcome === "tier_invalid") {
      setProblems(sending.data.problems);
      const [first] = Object.keys(sending.data.problems);
      document.getElementById(fieldIds[first as keyof TierValues])?.focus();
      return;
    }
    setValues(null);
    setProblems({});
    bridge.toast.show(toasts[sending.data.outcome] ?? "Saved");
  }, [sending.state, sending.data, bridge]);

  function send(body: object): void {
    sending.submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  }

  return (
    <MemberTierCard
      {...{ tier, currency, timeZone, values, problems }}
      isSaving={sending.state !== "idle"}
      onChange={(changed) => {
        setValues(changed);
        setProblems({});
      }}
      onSubmit={() => values && send({ intent: "set_tier", values })}
      onReturn={() => send({ intent: "return_tier" })}
    />
  );
}

const fieldIds = { tierId: "tier-id", through: "tier-through", reason: "tier-reason" } as const;
