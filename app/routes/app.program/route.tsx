// The program: edited in sections, tried out beside them, saved at once, as a draft or for later.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { localDateTimeOf } from "../../core/calendar/local-time.ts";
import { parseProgramDocument, type ProgramDocument } from "../../core/program/document.ts";
import { starterProgram } from "../../core/program/templates.ts";
import { featuresOf } from "../../core/rewards/reward-features.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { countBlockedPerks } from "../../queries/tier-perks.ts";
import { loadProgramVersion, type ProgramVersionDetails } from "../../queries/program-versions.ts";
import { authenticateMerchant } from "../../shopify.server.ts";
import { readSubmission } from "../admin/read-submission.ts";
import { storeChecker } from "./check-store.ts";
import { ProgramEditor } from "./editor.tsx";
import { loadStages } from "./load-stages.ts";
import { save, type SaveAnswer } from "./save.ts";
import { submissionLimits, submissionSchema } from "./submission.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { currency, timeZone } = shop;
  const now = await businessNow();
  const draftId = new URL(request.url).searchParams.get("draft");
  const [active, { scheduled }, draft, blockedPerks] = await Promise.all([
    loadActiveProgram(shop.id, now),
    loadStages(shop.id, now),
    draftId === null ? null : loadDraft(shop.id, draftId, now),
    countBlockedPerks(shop.id),
  ]);
  return {
    document: draft?.document ?? active?.document ?? starterDocument(currency),
    inForce: active ?? null,
    draft: draft && {
      id: draft.id,
      number: draft.number,
      revision: draft.revision,
      name: draft.name,
      notes: draft.notes,
    },
    scheduled,
    currency,
    timeZone,
    localNow: localDateTimeOf(now.getTime(), timeZone),
    features: featuresOf(shop.scopes),
    blockedPerks,
  };
}

/** What is no draft any more is shown as the version that it became. */
async function loadDraft(shopId: bigint, id: string, now: Date): Promise<ProgramVersionDetails> {
  const isId = z.uuid().safeParse(id).success;
  const version = isId ? await loadProgramVersion(shopId, id, now) : undefined;
  if (!version) throw new Response(null, { status: 404 });
  if (version.status !== "draft") throw redirect(`/app/program/versions/${id}`);
  return version;
}

/** What the form of a shop without a program starts from. */
function starterDocument(currency: string): ProgramDocument {
  const parsed = parseProgramDocument(starterProgram(currency));
  if (parsed.outcome === "invalid") throw new Error("The starter program is not valid");
  return parsed.document;
}

export async function action({ request }: ActionFunctionArgs): Promise<SaveAnswer> {
  const { shop, actor, admin } = await authenticateMerchant(request);
  const sent = await readSubmission(request, submissionSchema, submissionLimits);
  const now = await businessNow();
  const store = storeChecker({ admin, shop });
  return save(sent, { shopId: shop.id, timeZone: shop.timeZone, actor, now, store });
}

/** Another section is no reason to ask the server; another draft, and whatever was saved, is. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = change;
  const isSectionOnly =
    formMethod === undefined &&
    currentUrl.pathname === nextUrl.pathname &&
    currentUrl.searchParams.get("section") !== nextUrl.searchParams.get("section") &&
    currentUrl.searchParams.get("draft") === nextUrl.searchParams.get("draft");
  return !isSectionOnly && defaultShouldRevalidate;
}

export type ProgramData = Awaited<ReturnType<typeof loader>>;

export default function Program() {
  const program = useLoaderData<typeof loader>();
  // A draft is another working copy than the program.
  return <ProgramEditor key={program.draft?.id ?? "program"} program={program} />;
}
