// Other systems that tell what members did: their keys, and what they told lately.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { listIntegrations, listRecentToldEvents } from "../queries/integrations.ts";
import { loadPointsName } from "../queries/program.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import {
  type IntegrationProblems,
  integrationProblems,
  nameProblem,
  newIntegration,
} from "../ui/integrations/integration-values.ts";
import { IntegrationsPage } from "../ui/integrations/integrations-page.tsx";
import type { MadeIntegration } from "../ui/integrations/made-integration-card.tsx";
import { NewIntegrationCard } from "../ui/integrations/new-integration-card.tsx";
import { changeIntegration } from "../usecases/integrations/change-integration.ts";
import { type CreateAnswer, createSubmission, makeIntegration } from "./admin/make-integration.ts";
import { readSubmission } from "./admin/read-submission.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const [integrations, events, pointsName] = await Promise.all([
    listIntegrations(shop.id),
    listRecentToldEvents(shop.id),
    loadPointsName(shop.id, await businessNow()),
  ]);
  return { integrations, events, pointsName, timeZone: shop.timeZone };
}

const intentSchema = z.discriminatedUnion("intent", [
  createSubmission,
  z.strictObject({ intent: z.literal("rename"), id: z.uuid(), name: z.string().max(1_000) }),
  z.strictObject({ intent: z.literal("revoke"), id: z.uuid() }),
]);

export type IntegrationsAnswer =
  | CreateAnswer
  | { outcome: "renamed" | "revoked" }
  | { outcome: "invalid"; id: string; problem: string };

/** Throws a 404 for what is none of this shop's, or revoked. */
export async function action({ request }: ActionFunctionArgs): Promise<IntegrationsAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const sent = await readSubmission(request, intentSchema);
  if (sent.intent === "create") return makeIntegration({ shopId: shop.id, actor }, sent);
  const name = sent.intent === "rename" ? sent.name.trim() : null;
  const problem = name === null ? null : nameProblem(name);
  if (problem !== null) return { outcome: "invalid", id: sent.id, problem };
  const now = (await businessNow()).getTime();
  const changed = await changeIntegration({ shopId: shop.id, id: sent.id, name, actor, now });
  if (changed.outcome === "refused") throw new Response(null, { status: 404 });
  return changed;
}

const asJson = { method: "post", encType: "application/json" } as const;
const toasts = { renamed: "Renamed", revoked: "Revoked" };

export default function Integrations() {
  const data = useLoaderData<typeof loader>();
  const creating = useCreating();
  const changing = useChanging();
  return (
    <IntegrationsPage
      {...data}
      {...changing}
      form={creating.form}
      made={creating.made}
      onNew={creating.onNew}
      onDone={creating.onDone}
    />
  );
}

/** The form is open until the integration is made; what was made stays until it is put away. */
function useCreating() {
  const fetcher = useFetcher<IntegrationsAnswer>();
  const [values, setValues] = useState(newIntegration);
  const [isOpen, setIsOpen] = useState(false);
  const [problems, setProblems] = useState<IntegrationProblems>({});
  const [made, setMade] = useState<MadeIntegration | null>(null);
  const { state, data: answer } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !answer) return;
    if (answer.outcome === "invalid_new") setProblems(answer.problems);
    if (answer.outcome !== "created") return;
    setMade(answer.made);
    setIsOpen(false);
    setValues(newIntegration);
  }, [state, answer]);
  const submit = () => {
    const found = integrationProblems(values);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    fetcher.submit(JSON.stringify({ intent: "create", ...values }), asJson);
  };
  const form = isOpen ? (
    <NewIntegrationCard
      values={values}
      problems={problems}
      isSaving={state !== "idle"}
      onChange={setValues}
      onSubmit={submit}
      onCancel={() => setIsOpen(false)}
    />
  ) : null;
  const onNew = () => {
    setProblems({});
    setMade(null);
    setIsOpen(true);
  };
  return { form, made, onNew, onDone: () => setMade(null) };
}

function useChanging() {
  const fetcher = useFetcher<IntegrationsAnswer>();
  const bridge = useAppBridge();
  const { state, data: answer } = fetcher;
  useEffect(() => {
    if (state !== "idle") return;
    if (answer?.outcome === "renamed" || answer?.outcome === "revoked") {
      bridge.toast.show(toasts[answer.outcome]);
    }
  }, [state, answer, bridge]);
  const busy = fetcher.json as { id?: string } | undefined;
  const problem = answer?.outcome === "invalid" ? { id: answer.id, message: answer.problem } : null;
  return {
    busyId: busy?.id ?? null,
    problem,
    onRename: (id: string, name: string) =>
      fetcher.submit(JSON.stringify({ intent: "rename", id, name }), asJson),
    onRevoke: (id: string) => fetcher.submit(JSON.stringify({ intent: "revoke", id }), asJson),
  };
}
