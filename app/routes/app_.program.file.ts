// The program as a file: everything it can say, also what the form does not show. Read it, change
// it, send it back: it is checked as the form is, and becomes a new version, or with `?draft` a
// draft of one.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { programDocumentToJson } from "../core/program/document.ts";
import type { ProgramDocumentInput } from "../core/program/document.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { saveProgramDraft } from "../usecases/save-program-draft.ts";
import { saveProgram } from "../usecases/save-program.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { storeChecker } from "./app.program/check-store.ts";
import { submissionLimits } from "./app.program/submission.ts";

/** The version that the file was made from comes along, so that nobody's work is overwritten. */
const fileSchema = z.strictObject({
  versionId: z.uuid().nullable(),
  program: z.record(z.string(), z.unknown()),
});

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await authenticateMerchant(request);
  const active = await loadActiveProgram(shop.id, await businessNow());
  if (active === undefined) throw new Response(null, { status: 404 });
  const { versionId, document } = active;
  const program: unknown = JSON.parse(programDocumentToJson(document));
  return new Response(JSON.stringify({ versionId, program }, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="program.json"',
      "cache-control": "no-store",
    },
  });
}

/** A draft may name what the store does not have yet. */
const fits = { outcome: "fits" } as const;

const statuses = {
  saved: 200,
  changed_meanwhile: 409,
  not_a_draft: 409,
  too_many_drafts: 409,
  store_silent: 503,
  invalid: 422,
  shop_not_found: 404,
};

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shop, actor, admin } = await authenticateMerchant(request);
  const { versionId, program } = await readSubmission(request, fileSchema, submissionLimits);
  const now = (await businessNow()).getTime();
  // Whatever it is: saving reads it by the schema.
  const document = program as ProgramDocumentInput;
  const command = { shopId: shop.id, document, actor, now };
  const isDraft = new URL(request.url).searchParams.has("draft");
  const check = isDraft ? fits : await storeChecker({ admin, shop }).ofFile(document);
  const saved =
    check.outcome !== "fits"
      ? check
      : isDraft
        ? await saveProgramDraft({ ...command, draft: null, name: null, notes: null })
        : await saveProgram({ ...command, baseVersionId: versionId });
  return Response.json(saved.outcome === "invalid" ? saved : { outcome: saved.outcome }, {
    status: statuses[saved.outcome],
  });
}
