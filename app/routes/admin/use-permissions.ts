// Asks the merchant, through the admin, for what a kind of reward needs, and has the server look at
// what the store then allows.
import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import type { RewardKind } from "../../core/program/reward-terms.ts";
import type { Features } from "../../core/rewards/reward-features.ts";
import type { Permissions } from "../../ui/permissions.tsx";

const UNHEARD = "Shopify did not confirm it. Load this page again in a minute.";
const DECLINED = "Nothing was allowed, so nothing changes.";

export function usePermissions(features: Features): Permissions {
  const bridge = useAppBridge();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState<RewardKind | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask(kind: RewardKind): Promise<string | null> {
    const { result } = await bridge.scopes.request([...(features.missing[kind] ?? [])]);
    if (result !== "granted-all") return DECLINED;
    // Through fetch, because App Bridge lets it carry the session token.
    const response = await fetch("/app/scopes", { method: "POST" });
    if (!response.ok) return UNHEARD;
    revalidate();
    return null;
  }

  return {
    features,
    asking,
    problem,
    onAsk: (kind) => {
      setAsking(kind);
      setProblem(null);
      void ask(kind)
        .catch(() => UNHEARD)
        .then((answer) => {
          setProblem(answer);
          setAsking(null);
        });
    },
  };
}
