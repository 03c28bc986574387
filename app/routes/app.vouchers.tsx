// All vouchers of the store, and whether the ledger and Shopify say the same of them. The address
// holds the search, so that it can be shared.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useFetcher,
  useLoaderData,
  useNavigation,
  useRevalidator,
  useSearchParams,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { type Cursor, decodeCursor } from "../queries/cursor.ts";
import { loadPointsName } from "../queries/program.ts";
import {
  listDifferences,
  loadComparison,
  loadVoucherTotals,
} from "../queries/voucher-differences.ts";
import { type VoucherState, searchVouchers, voucherStates } from "../queries/voucher-search.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { type Decision } from "../ui/voucher-differences-card.tsx";
import { VouchersPage } from "../ui/vouchers-page.tsx";
import { readSubmission } from "./admin/read-submission.ts";
import {
  type SettleAnswer,
  compareNow,
  settleSubmission,
  settleVoucher,
} from "./admin/settle-voucher.ts";

const MAX_SEARCH_CHARACTERS = 100;
const SEARCH_PAUSE_MS = 300;
/** How often a page that shows a comparison under way looks again. */
const LOOK_AGAIN_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const text = (searchParams.get("q") ?? "").trim().slice(0, MAX_SEARCH_CHARACTERS);
  const state = readState(searchParams.get("state"));
  const after = readCursor(searchParams.get("after"));
  const [comparison, totals, differences, page, pointsName] = await Promise.all([
    loadComparison(shop.id),
    loadVoucherTotals(shop.id),
    listDifferences(shop.id),
    searchVouchers(shop.id, { text, state, after }),
    loadPointsName(shop.id, await businessNow()),
  ]);
  const { currency, timeZone } = shop;
  const search = { text, state, isFirstPage: after === null };
  return { comparison, totals, differences, page, pointsName, currency, timeZone, search };
}

function readState(text: string | null): VoucherState {
  return voucherStates.find((state) => state === text) ?? "all";
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

const intentSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("compare") }),
  settleSubmission,
]);

export type VouchersAnswer = { outcome: "asked" } | SettleAnswer;

export async function action({ request }: ActionFunctionArgs): Promise<VouchersAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const sent = await readSubmission(request, intentSchema);
  if (sent.intent === "settle") return settleVoucher({ shopId: shop.id, actor }, sent);
  await compareNow(shop.id);
  return { outcome: "asked" };
}

const toasts = {
  make_anew: "The voucher is made anew",
  return_points: "The code is switched off, and its points go back",
  switch_off: "The code is switched off",
  read_order: "Looking for its order",
  note: "Left as it is",
};

export default function Vouchers() {
  const data = useLoaderData<typeof loader>();
  const { comparison, page, search } = data;
  const [, setSearchParams] = useSearchParams();
  const navigation = useNavigation();
  const [text, setText] = useState(search.text);
  const pause = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(pause.current), []);
  const settling = useSettling();
  const comparing = useFetcher<VouchersAnswer>();
  useLookAgain(comparison.running !== null);

  /** Every change of what is listed starts at the latest. */
  function show(changes: Record<string, string>): void {
    const merged = { q: text, state: search.state, ...changes };
    const wanted = Object.entries(merged).filter(
      ([name, value]) => value !== "" && !(name === "state" && value === "all"),
    );
    const isTurning = "after" in changes;
    setSearchParams(new URLSearchParams(wanted), { replace: !isTurning, preventScrollReset: true });
  }

  function searchSoon(next: string): void {
    setText(next);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => show({ q: next }), SEARCH_PAUSE_MS);
  }

  return (
    <VouchersPage
      {...data}
      {...settling}
      vouchers={page.vouchers}
      search={text}
      state={search.state}
      isFirstPage={search.isFirstPage}
      hasNext={page.nextCursor !== null}
      isLoading={navigation.state === "loading" && text !== search.text}
      isAsking={comparing.state !== "idle"}
      onCompare={() => comparing.submit(JSON.stringify({ intent: "compare" }), asJson)}
      onSearch={searchSoon}
      onState={(state) => show({ state })}
      onNext={() => page.nextCursor && show({ after: page.nextCursor })}
      onNewest={() => show({})}
    />
  );
}

const asJson = { method: "post", encType: "application/json" } as const;

function useSettling() {
  const settling = useFetcher<VouchersAnswer>();
  const bridge = useAppBridge();
  const { state, data: answer } = settling;
  useEffect(() => {
    if (state === "idle" && answer?.outcome === "settled") bridge.toast.show(toasts[answer.what]);
  }, [state, answer, bridge]);
  const busy = settling.json as { id?: string } | undefined;
  const problem = answer?.outcome === "invalid" ? { id: answer.id, message: answer.problem } : null;
  return {
    busyId: busy?.id ?? null,
    problem,
    onSettle: (id: string, decision: Decision) =>
      settling.submit(JSON.stringify({ intent: "settle", id, decision }), asJson),
  };
}

/** While a comparison is under way, the page follows it. */
function useLookAgain(isRunning: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isRunning || state !== "idle") return undefined;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isRunning, state, revalidate]);
}
