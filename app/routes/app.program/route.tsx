// The program: edited as a form, tried out beside it, saved as a new version.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { authenticateMerchant } from "../../shopify.server.ts";
import { ProgramPage } from "../../ui/program-page.tsx";
import {
  type ProgramField,
  type ProgramProblems,
  type ProgramValues,
  readProgramValues,
  valuesFromDocument,
} from "../../ui/program-values.ts";
import { saveProgram } from "../../usecases/save-program.ts";
import { ProgramPreview } from "./preview.tsx";
import { parseSubmission } from "./submission.ts";
import { UnsavedChanges } from "./unsaved-changes.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const program = await loadActiveProgram(shop.id);
  if (!program) throw new Response(null, { status: 404 });
  const { document, number, versionId, activeFrom } = program;
  const { currency, timeZone } = shop;
  return { document, number, versionId, activeFrom, currency, timeZone };
}

export type SaveAnswer =
  | { outcome: "saved"; versionId: string }
  | { outcome: "invalid"; problems: ProgramProblems }
  | { outcome: "changed_meanwhile" };

export async function action({ request }: ActionFunctionArgs): Promise<SaveAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const { baseVersionId, values } = await parseSubmission(request);
  const active = await loadActiveProgram(shop.id);
  if (active?.versionId !== baseVersionId) return { outcome: "changed_meanwhile" };
  const read = readProgramValues(values, shop.currency, active.document);
  if (read.outcome === "invalid") return read;
  const saved = await saveProgram({
    shopId: shop.id,
    document: read.document,
    baseVersionId,
    actor,
    now: await businessNow(),
  });
  return saved;
}

export default function Program() {
  const program = useLoaderData<typeof loader>();
  // A new version starts the form anew; the same version keeps what is being typed.
  return <ProgramEditor key={program.versionId} program={program} />;
}

type LoadedProgram = Awaited<ReturnType<typeof loader>>;

function ProgramEditor({ program }: { program: LoadedProgram }) {
  const { currency, document, versionId } = program;
  const initial = valuesFromDocument(document, currency);
  const [values, setValues] = useState<ProgramValues>(initial);
  const [problems, setProblems] = useState<ProgramProblems>({});
  const saving = useFetcher<SaveAnswer>();
  const bridge = useAppBridge();
  const isDirty = JSON.stringify(values) !== JSON.stringify(initial);
  const read = readProgramValues(values, currency, document);

  useEffect(() => {
    if (saving.state !== "idle" || !saving.data) return;
    if (saving.data.outcome === "invalid") setProblems(saving.data.problems);
    if (saving.data.outcome === "saved") bridge.toast.show("Program saved");
  }, [saving.state, saving.data, bridge]);

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
        isSaving={saving.state !== "idle"}
        onSave={save}
        onDiscard={() => {
          setValues(initial);
          setProblems({});
        }}
      />
      <ProgramPage
        {...{ program, initial, values, problems, isDirty }}
        isValid={read.outcome === "valid"}
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
