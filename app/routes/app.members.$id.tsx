// One member: balances, the ledger with its reasons, vouchers, and points added or taken by hand.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadMemberLedger } from "../queries/member-ledger.ts";
import { loadMember, loadMemberVouchers } from "../queries/member.ts";
import { loadPointsName } from "../queries/program.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { AdjustPointsCard } from "../ui/adjust-points-card.tsx";
import {
  type AdjustmentProblems,
  type AdjustmentValues,
  problemOf,
  readAdjustment,
} from "../ui/adjustment-values.ts";
import type { PointsName } from "../ui/format.ts";
import { MemberPage } from "../ui/member-page.tsx";
import { adjustPoints } from "../usecases/adjust-points.ts";
import { readSubmission } from "./admin/read-submission.ts";

const uuid = z.uuid();

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const memberId = readId(params["id"]);
  const before = new URL(request.url).searchParams.get("before");
  const now = await businessNow();
  const [member, ledger, vouchers, pointsName] = await Promise.all([
    loadMember(shop.id, memberId),
    loadMemberLedger(shop.id, memberId, before === null ? null : readId(before)),
    loadMemberVouchers(shop.id, memberId),
    loadPointsName(shop.id, now),
  ]);
  if (!member) throw new Response(null, { status: 404 });
  const { currency, timeZone } = shop;
  return { member, ledger, vouchers, pointsName, currency, timeZone, isFirstPage: !before };
}

/** An id that is none cannot name anything of this shop. */
function readId(text: string | undefined): string {
  const id = uuid.safeParse(text);
  if (!id.success) throw new Response(null, { status: 404 });
  return id.data;
}

const submissionSchema = z.strictObject({
  /**
   * One for each time the form is filled in: pressing twice, or sending again, moves the points
   * once.
   */
  requestKey: z.uuid(),
  values: z.strictObject({
    direction: z.enum(["add", "take"]),
    points: z.string().max(100),
    reason: z.string().max(1_000),
  }),
});

export type AdjustmentAnswer =
  | { outcome: "adjusted"; requestKey: string }
  | { outcome: "invalid"; problems: AdjustmentProblems };

export async function action({ request, params }: ActionFunctionArgs): Promise<AdjustmentAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const memberId = readId(params["id"]);
  const { requestKey, values } = await readSubmission(request, submissionSchema);
  const read = readAdjustment(values);
  if (read.outcome === "invalid") return read;
  const { points, reason } = read;
  const now = (await businessNow()).getTime();
  const command = { shopId: shop.id, memberId, requestKey, points, reason, actor, now };
  const adjusted = await adjustPoints(command);
  if (adjusted.outcome === "adjusted") return { outcome: "adjusted", requestKey };
  if (adjusted.reason === "member_not_found") throw new Response(null, { status: 404 });
  if (adjusted.reason === "request_key_reused") throw new Response(null, { status: 409 });
  return { outcome: "invalid", problems: problemOf(adjusted.reason) };
}

export default function Member() {
  const data = useLoaderData<typeof loader>();
  return (
    <MemberPage
      {...data}
      adjustment={<Adjustment pointsName={data.pointsName} key={data.member.id} />}
    />
  );
}

const emptyAdjustment: AdjustmentValues = { direction: "add", points: "", reason: "" };

function Adjustment({ pointsName }: { pointsName: PointsName }) {
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
