// One version of the program: compared with the one in force, put into force, scheduled, taken
// back, discarded, or returned to.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { loadProgramVersion } from "../queries/program-versions.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { describeChanges } from "../ui/describe-changes.ts";
import { type VersionIntent, VersionPage } from "../ui/program/version-page.tsx";
import { loadNames } from "./admin/load-names.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { storeChecker } from "./app.program/check-store.ts";
import { loadStages } from "./app.program/load-stages.ts";
import { versionRefusals } from "./app.program/refusals.ts";
import { changeVersion, type VersionAnswer } from "./app.program/change-version.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, admin } = await authenticateMerchant(request);
  const { currency, timeZone } = shop;
  const now = await businessNow();
  const id = readId(params["id"]);
  const [version, active, { scheduled }] = await Promise.all([
    loadProgramVersion(shop.id, id, now),
    loadActiveProgram(shop.id, now),
    loadStages(shop.id, now),
  ]);
  if (!version) throw new Response(null, { status: 404 });
  const { document, ...summary } = version;
  const before = active?.document;
  const names = before && (await loadNames(admin, [before, document]));
  return {
    version: summary,
    inForce: active ? { id: active.versionId, number: active.number } : null,
    changes: before ? describeChanges(before, document, currency, names) : [],
    scheduledIds: scheduled.map((stage) => stage.id),
    timeZone,
  };
}

/** An id that is none cannot name anything of this shop. */
function readId(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new Response(null, { status: 404 });
  return id.data;
}

const submissionSchema = z.strictObject({
  intent: z.enum(["activate", "schedule", "unschedule", "discard", "restore"]),
  /** The revision, the version in force and those that follow it, as the merchant saw them. */
  revision: z.int().min(0),
  baseVersionId: z.uuid().nullable(),
  scheduledIds: z.array(z.uuid()).max(100),
  startsAt: z.string().max(40),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, admin } = await authenticateMerchant(request);
  const id = readId(params["id"]);
  const sent = await readSubmission(request, submissionSchema);
  const now = await businessNow();
  const version = await loadProgramVersion(shop.id, id, now);
  if (!version) throw new Response(null, { status: 404 });
  const { id: shopId, timeZone } = shop;
  const { document } = version;
  const store = storeChecker({ admin, shop });
  const answer = await changeVersion({
    ...sent,
    id,
    document,
    store,
    shopId,
    timeZone,
    actor,
    now,
  });
  // What was discarded has no page any more.
  return answer.outcome === "done" && sent.intent === "discard"
    ? redirect("/app/program/versions")
    : answer;
}

const toasts: Readonly<Record<VersionIntent, string>> = {
  activate: "In force now",
  schedule: "Scheduled",
  unschedule: "Taken back",
  discard: "Discarded",
  restore: "In force again",
};

export default function ProgramVersion() {
  const data = useLoaderData<typeof loader>();
  const { version, inForce, scheduledIds } = data;
  const working = useFetcher<VersionAnswer>();
  const bridge = useAppBridge();
  const [startsAt, setStartsAt] = useState("");
  const [isAnswerSeen, setIsAnswerSeen] = useState(true);
  const isWorking = working.state !== "idle";
  const answer = isWorking || isAnswerSeen ? undefined : working.data;

  useEffect(() => {
    if (working.state === "idle" && working.data?.outcome === "done") {
      bridge.toast.show(toasts[working.data.intent]);
    }
  }, [working.state, working.data, bridge]);

  function send(intent: VersionIntent): void {
    setIsAnswerSeen(false);
    const baseVersionId = inForce?.id ?? null;
    const { revision } = version;
    const body = { intent, revision, baseVersionId, scheduledIds, startsAt };
    working.submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  }

  return (
    <VersionPage
      version={version}
      inForceNumber={inForce?.number ?? null}
      changes={data.changes}
      timeZone={data.timeZone}
      refusal={answer && answer.outcome in versionRefusals ? wordsOf(answer.outcome) : null}
      problems={answer?.outcome === "invalid" ? answer.problems : []}
      startsAt={startsAt}
      startProblem={answer?.outcome === "invalid_start" ? answer.message : null}
      onStartChange={(text) => {
        setStartsAt(text);
        setIsAnswerSeen(true);
      }}
      isWorking={isWorking}
      onIntent={send}
    />
  );
}

function wordsOf(outcome: string) {
  return versionRefusals[outcome as keyof typeof versionRefusals];
}
