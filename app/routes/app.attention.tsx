// What waits for a person, with what can be done about it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { featuresOf } from "../core/rewards/reward-features.ts";
import {
  listDeadLetters,
  listOpenPrivacyRequests,
  listTroubledRedemptions,
} from "../queries/attention.ts";
import { listPausedRewards } from "../queries/paused-rewards.ts";
import { loadPointsName } from "../queries/program.ts";
import { countReferrals } from "../queries/referrals.ts";
import { listBlockedPerks } from "../queries/tier-perks.ts";
import { countDifferences } from "../queries/voucher-differences.ts";
import { listWaitingOrders } from "../queries/waiting-orders.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { AttentionPage } from "../ui/attention-page.tsx";
import { saveFile } from "../ui/save-file.ts";
import { answerPrivacyRequest } from "../usecases/answer-privacy-request.ts";
import { decideMoney } from "../usecases/decide-money.ts";
import { discardDeadLetter, replayDeadLetter } from "../usecases/replay-dead-letter.ts";
import { usePermissions } from "./admin/use-permissions.ts";
import { retryTierPerks } from "./admin/retry-tier-perks.ts";
import { readSubmission } from "./admin/read-submission.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const now = await businessNow();
  const [
    letters,
    redemptions,
    requests,
    waiting,
    perks,
    pointsName,
    pausedRewards,
    differences,
    friends,
  ] = await Promise.all([
    listDeadLetters(shop.id),
    listTroubledRedemptions(shop.id, now),
    listOpenPrivacyRequests(shop.id),
    listWaitingOrders(shop.id),
    listBlockedPerks(shop.id, now),
    loadPointsName(shop.id, now),
    listPausedRewards(shop, now),
    countDifferences(shop.id),
    countReferrals(shop.id),
  ]);
  const { timeZone } = shop;
  return {
    letters,
    redemptions,
    requests,
    waiting,
    perks,
    pausedRewards,
    voucherDifferences: differences,
    referrals: friends.review,
    features: featuresOf(shop.scopes),
    pointsName,
    timeZone,
    now,
  };
}

const MAX_REASON_CHARACTERS = 200;
const box = z.enum(["inbox", "outbox"]);
const intentSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("replay"), box, id: z.uuid() }),
  z.strictObject({ intent: z.literal("discard"), box, id: z.uuid(), reason: z.string() }),
  z.strictObject({ intent: z.literal("answered"), id: z.uuid() }),
  z.strictObject({ intent: z.literal("money"), id: z.uuid(), isThere: z.boolean() }),
  z.strictObject({ intent: z.literal("retry_perks") }),
]);

export type AttentionAnswer =
  | { outcome: "replayed" | "discarded" | "answered" | "decided" | "perks_retried" }
  | { outcome: "invalid"; id: string; problem: string };

export async function action({ request }: ActionFunctionArgs): Promise<AttentionAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const sent = await readSubmission(request, intentSchema);
  if (sent.intent === "retry_perks") {
    await retryTierPerks(shop.id);
    return { outcome: "perks_retried" };
  }
  const { id } = sent;
  const command = { shopId: shop.id, actor, now: await businessNow() };
  if (sent.intent === "discard") {
    const reason = sent.reason.trim();
    const problem = reasonProblem(reason);
    if (problem) return { outcome: "invalid", id, problem };
    return doneOrRefused(await discardDeadLetter({ ...command, box: sent.box, id, reason }));
  }
  if (sent.intent === "money") {
    const decision = { ...command, redemptionId: id, isThere: sent.isThere };
    return doneOrRefused(await decideMoney({ ...decision, now: command.now.getTime() }));
  }
  if (sent.intent === "replay") {
    return doneOrRefused(await replayDeadLetter({ ...command, box: sent.box, id }));
  }
  return doneOrRefused(await answerPrivacyRequest({ ...command, privacyRequestId: id }));
}

function reasonProblem(reason: string): string | null {
  if (reason === "") return "Enter a reason";
  return reason.length > MAX_REASON_CHARACTERS
    ? `Use at most ${MAX_REASON_CHARACTERS} characters`
    : null;
}

function doneOrRefused<Done extends { outcome: string }>(
  result: Done | { outcome: "refused"; reason: "not_found" | "holds_points" | "under_way" },
): Exclude<Done, { outcome: "refused" }> {
  if ("reason" in result) {
    throw new Response(null, { status: result.reason === "not_found" ? 404 : 409 });
  }
  return result as Exclude<Done, { outcome: "refused" }>;
}

const toasts = {
  replayed: "Message replayed",
  discarded: "Message discarded",
  answered: "Request closed",
  decided: "Redemption settled",
  perks_retried: "Asked Shopify again",
};

export default function Attention() {
  const data = useLoaderData<typeof loader>();
  const acting = useFetcher<AttentionAnswer>();
  const bridge = useAppBridge();
  const { state, data: answer } = acting;

  useEffect(() => {
    if (state === "idle" && answer && answer.outcome !== "invalid") {
      bridge.toast.show(toasts[answer.outcome]);
    }
  }, [state, answer, bridge]);

  const send = (intent: z.input<typeof intentSchema>) =>
    acting.submit(JSON.stringify(intent), { method: "post", encType: "application/json" });
  const busy = acting.json as { intent?: string; id?: string } | undefined;
  const problem = answer?.outcome === "invalid" ? { id: answer.id, message: answer.problem } : null;

  return (
    <AttentionPage
      {...data}
      busyId={busy?.id ?? null}
      problem={problem}
      onReplay={({ box: from, id }) => send({ intent: "replay", box: from, id })}
      onDiscard={({ box: from, id }, reason) => send({ intent: "discard", box: from, id, reason })}
      onMoney={({ id }, isThere) => send({ intent: "money", id, isThere })}
      onAnswered={({ id }) => send({ intent: "answered", id })}
      permissions={usePermissions(data.features)}
      arePerksBusy={busy?.intent === "retry_perks"}
      onRetryPerks={() => send({ intent: "retry_perks" })}
      onDownload={({ id, requestId }) =>
        void download(id, requestId, () =>
          bridge.toast.show("The download failed. Try again.", { isError: true }),
        )
      }
    />
  );
}

/**
 * Through fetch, because only that carries the session token; a plain link would ask without one.
 */
async function download(id: string, requestId: string, onFailure: () => void): Promise<void> {
  try {
    const response = await fetch(`/app/privacy/${id}`);
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    saveFile(await response.blob(), `privacy-request-${requestId}.json`);
  } catch {
    onFailure();
  }
}
