// The program: edited as a form, tried out beside it, saved as a new version.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type FetcherWithComponents, useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { parseProgramDocument, type ProgramDocument } from "../../core/program/document.ts";
import { starterProgram } from "../../core/program/templates.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { authenticateMerchant } from "../../shopify.server.ts";
import { describeChanges } from "../../ui/describe-changes.ts";
import { ProgramPage } from "../../ui/program-page.tsx";
import {
  type ProgramField,
  type ProgramProblems,
  type ProgramValues,
  readProgramValues,
  valuesFromDocument,
} from "../../ui/program-values.ts";
import { saveProgram } from "../../usecases/save-program.ts";
import { readSubmission } from "../admin/read-submission.ts";
import { ProgramPreview } from "./preview.tsx";
import { submissionSchema } from "./submission.ts";
import { UnsavedChanges } from "./unsaved-changes.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { currency, timeZone } = shop;
  const active = await loadActiveProgram(shop.id, await businessNow());
  return {
    document: active?.document ?? starterDocument(currency),
    number: active?.number ?? null,
    versionId: active?.versionId ?? null,
    activeFrom: active?.activeFrom ?? null,
    currency,
    timeZone,
  };
}

/** What the form of a shop without a program starts from. */
function starterDocument(currency: string): ProgramDocument {
  const parsed = parseProgramDocument(starterProgram(currency));
  if (parsed.outcome === "invalid") throw new Error("The starter program is not valid");
  return parsed.document;
}

export type SaveAnswer =
  | { outcome: "saved" | "changed_meanwhile" }
  | { outcome: "invalid"; problems: ProgramProblems };

export async function action({ request }: ActionFunctionArgs): Promise<SaveAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const { baseVersionId, values } = await readSubmission(request, submissionSchema);
  const now = await businessNow();
  const active = await loadActiveProgram(shop.id, now);
  if ((active?.versionId ?? null) !== baseVersionId) return { outcome: "changed_meanwhile" };
  const base = active?.document ?? starterDocument(shop.currency);
  const read = readProgramValues(values, shop.currency, base);
  if (read.outcome === "invalid") return read;
  const command = {
    shopId: shop.id,
    document: read.document,
    baseVersionId,
    actor,
    now: now.getTime(),
  };
  const saved = await saveProgram(command);
  switch (saved.outcome) {
    case "saved":
    case "changed_meanwhile":
      return { outcome: saved.outcome };
    case "shop_not_found":
      throw new Response(null, { status: 404 });
    case "invalid":
      throw new Error("A program that the form accepted was refused when it was saved");
  }
}

export default function Program() {
  const program = useLoaderData<typeof loader>();
  const saving = useFetcher<SaveAnswer>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (saving.data?.outcome === "saved") bridge.toast.show("Program saved");
  }, [saving.data, bridge]);
  // A new version starts the form anew; the same version keeps what is being typed.
  return <ProgramEditor key={program.versionId ?? "first"} program={program} saving={saving} />;
}

interface ProgramEditorProps {
  program: Awaited<ReturnType<typeof loader>>;
  saving: FetcherWithComponents<SaveAnswer>;
}

function ProgramEditor({ program, saving }: ProgramEditorProps) {
  const { currency, document, versionId } = program;
  const initial = valuesFromDocument(document, currency);
  const [values, setValues] = useState<ProgramValues>(initial);
  const [problems, setProblems] = useState<ProgramProblems>({});
  const isDirty = JSON.stringify(values) !== JSON.stringify(initial);
  const isSaving = saving.state !== "idle";
  const read = readProgramValues(values, currency, document);
  const changes =
    isDirty && read.outcome === "valid" ? describeChanges(document, read.document, currency) : [];

  useEffect(() => {
    if (saving.data?.outcome === "invalid") setProblems(saving.data.problems);
  }, [saving.data]);

  function change<Field extends ProgramField>(field: Field, value: ProgramValues[Field]): void {
    setValues((current) => ({ ...current, [field]: value }));
    setProblems(({ [field]: _corrected, ...rest }) => rest);
  }

  function save(): void {
    if (read.outcome === "invalid") {
      setProblems(read.problems);
      focusFirst(read.problems);
      return;
    }
    const body = JSON.stringify({ baseVersionId: versionId, values });
    saving.submit(body, { method: "post", encType: "application/json" });
  }

  return (
    <>
      <UnsavedChanges
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={save}
        onDiscard={() => {
          setValues(initial);
          setProblems({});
        }}
      />
      <ProgramPage
        {...{ program, values, problems, changes, isSaving }}
        isOutdated={saving.data?.outcome === "changed_meanwhile"}
        onChange={change}
        onSubmit={save}
        preview={
          <ProgramPreview
            document={read.outcome === "valid" ? read.document : null}
            fallback={document}
            currency={currency}
          />
        }
      />
    </>
  );
}

function focusFirst(problems: ProgramProblems): void {
  const [first] = Object.keys(problems);
  if (first) globalThis.document.getElementById(first)?.focus();
}
