// Referrals: what waits for a decision, and all the others.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { deliverNow } from "../outbox/deliver-now.ts";
import { type Cursor, decodeCursor } from "../queries/cursor.ts";
import { loadActiveProgram } from "../queries/program.ts";
import {
  type ReferralFilter,
  countReferrals,
  listReferrals,
  referralFilters,
} from "../queries/referrals.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { ReferralsPage } from "../ui/referrals-page.tsx";
import { decideByMerchant } from "../usecases/referrals/decide-by-merchant.ts";
import { readSubmission } from "./admin/read-submission.ts";

/** Long enough for Shopify as a rule, short enough for somebody who decides about many. */
const VOUCHER_WAIT_MS = 3_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const after = readCursor(searchParams.get("after"));
  const [totals, hasReferrals] = await Promise.all([
    countReferrals(shop.id),
    hasReferralTerms(shop.id),
  ]);
  const filter = readFilter(searchParams.get("show"), totals.review > 0 ? "review" : "all");
  const page = await listReferrals(shop.id, { filter, after });
  return {
    page,
    totals,
    hasReferrals,
    filter,
    isFirstPage: after === null,
    timeZone: shop.timeZone,
  };
}

async function hasReferralTerms(shopId: bigint): Promise<boolean> {
  const program = await loadActiveProgram(shopId, await businessNow());
  return (program?.document.referral ?? null) !== null;
}

function readFilter(text: string | null, otherwise: ReferralFilter): ReferralFilter {
  return referralFilters.find((filter) => filter === text) ?? otherwise;
}

/** Throws a 400 for a cursor that no page of ours contained. */
function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  const cursor = decodeCursor(text);
  if (!cursor || Number.isNaN(new Date(cursor.value).getTime())) {
    throw new Response(null, { status: 400 });
  }
  return cursor;
}

const decisionSchema = z.strictObject({
  intent: z.literal("decide"),
  id: z.uuid(),
  decision: z.enum(["approve", "refuse"]),
});

export interface ReferralsAnswer {
  outcome: "decided";
  id: string;
  decision: "approve" | "refuse";
}

export async function action({ request }: ActionFunctionArgs): Promise<ReferralsAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const { id, decision } = await readSubmission(request, decisionSchema);
  const now = (await businessNow()).getTime();
  const command = { shopId: shop.id, referralId: id, decision, actor, now, at: Date.now() };
  const decided = await decideByMerchant(command);
  if (decided.outcome === "refused") throw new Response(null, { status: 404 });
  if (decided.isVoucherWanted) {
    const message = { shopId: shop.id, kind: "issue_friend_voucher", key: id };
    await deliverNow(message, VOUCHER_WAIT_MS);
  }
  return { outcome: "decided", id, decision };
}

const asJson = { method: "post", encType: "application/json" } as const;
const toasts = { approve: "The friend is approved", refuse: "The friend is refused" };

export default function Referrals() {
  const { page, filter, ...data } = useLoaderData<typeof loader>();
  const [, setSearchParams] = useSearchParams();
  const deciding = useFetcher<ReferralsAnswer>();
  const bridge = useAppBridge();
  const { state, data: answer } = deciding;
  useEffect(() => {
    if (state === "idle" && answer) bridge.toast.show(toasts[answer.decision]);
  }, [state, answer, bridge]);
  const busy = deciding.json as { id?: string } | undefined;
  return (
    <ReferralsPage
      {...data}
      filter={filter}
      referrals={page.referrals}
      hasNext={page.nextCursor !== null}
      busyId={busy?.id ?? null}
      onDecide={(id, decision) =>
        deciding.submit(JSON.stringify({ intent: "decide", id, decision }), asJson)
      }
      onFilter={(show) => setSearchParams({ show }, { preventScrollReset: true })}
      onNext={() => page.nextCursor && setSearchParams({ show: filter, after: page.nextCursor })}
      onFirst={() => setSearchParams({ show: filter })}
    />
  );
}
