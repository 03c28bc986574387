// The working copy of the program: one for all sections, until it is saved or discarded.
import { useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { programDocumentToJson } from "../../core/program/document.ts";
import { describeChanges } from "../../ui/describe-changes.ts";
import { PermissionsProvider } from "../../ui/permissions.tsx";
import { focusField } from "../../ui/program/focus-field.ts";
import { PROBLEMS_ID } from "../../ui/program/problems-banner.tsx";
import { ProgramPage } from "../../ui/program/program-page.tsx";
import type { SaveWay } from "../../ui/program/save-card.tsx";
import { inOrderOfSections, isSectionId, sectionOf } from "../../ui/program/sections.ts";
import { readProgram } from "../../ui/program/typed-program.ts";
import { usePermissions } from "../admin/use-permissions.ts";
import { pickFromShopify } from "./pick-from-shopify.ts";
import { ProgramPreview } from "./preview.tsx";
import { refusalWords } from "./refusals.ts";
import type { ProgramData } from "./route.tsx";
import type { SaveAnswer } from "./save.ts";
import { UnsavedChanges } from "./unsaved-changes.tsx";
import { listTexts } from "./list-texts.ts";
import { useNames } from "./use-names.ts";
import { useWorkingCopy } from "./use-working-copy.ts";

export function ProgramEditor({ program }: { program: ProgramData }) {
  const { currency, inForce, draft, scheduled, timeZone, localNow, blockedPerks } = program;
  const copy = useWorkingCopy(program);
  const book = useNames(copy.typed);
  const saving = useFetcher<SaveAnswer>();
  const bridge = useAppBridge();
  const { section, hrefOf, goTo } = useSections();
  const [startsAt, setStartsAt] = useState("");
  const [isAnswerSeen, setIsAnswerSeen] = useState(true);
  const read = readProgram(copy.typed, currency);
  const document = read.outcome === "valid" ? read.document : null;
  const isSaving = saving.state !== "idle";
  const answer = isAnswerSeen || isSaving ? undefined : saving.data;
  useSaved(saving.data, { isSaving, isDraft: draft !== null, section, reset: copy.reset });

  useEffect(() => {
    if (!isSaving && saving.data?.outcome === "invalid") copy.showProblems(saving.data.problems);
    // Each answer is looked at once, as it comes.
  }, [isSaving, saving.data]);

  function save(way: SaveWay): void {
    setIsAnswerSeen(false);
    if (read.outcome === "invalid") {
      const [first] = inOrderOfSections(read.problems);
      copy.showProblems(read.problems);
      if (first) goTo(first.path);
      return;
    }
    const body = {
      way,
      document: JSON.parse(programDocumentToJson(read.document)) as unknown,
      draft: draft && { id: draft.id, revision: draft.revision },
      name: copy.labels.name,
      notes: copy.labels.notes,
      startsAt,
      baseVersionId: inForce?.versionId ?? null,
      scheduledIds: scheduled.map(({ id }) => id),
    };
    saving.submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  }

  const changes =
    document && inForce ? describeChanges(inForce.document, document, currency, book.names) : null;
  return (
    <PermissionsProvider value={usePermissions(program.features)}>
      <UnsavedChanges
        isDirty={copy.isDirty}
        isSaving={isSaving}
        onSave={() => save(draft ? "draft" : "now")}
        onDiscard={copy.reset}
      />
      <ProgramPage
        program={{ inForce, draft, scheduled, timeZone, blockedPerks }}
        form={{
          typed: copy.typed,
          document,
          problems: copy.isChecked && read.outcome === "invalid" ? read.problems : copy.refused,
          currency,
          localNow,
          onChange: copy.change,
          onPick: async (kind, chosenIds) => {
            const picked = await pickFromShopify(bridge, kind, chosenIds);
            const told = picked?.filter(({ name }) => name !== null) ?? [];
            book.learn(kind, Object.fromEntries(told.map(({ id, name }) => [id, name])));
            return picked?.map(({ id }) => id) ?? null;
          },
          names: book.names,
          onListSegments: book.listSegments,
          onListTexts: listTexts,
        }}
        section={section}
        hrefOf={hrefOf}
        onGoTo={goTo}
        refusal={answer && answer.outcome in refusalWords ? wordsOf(answer.outcome) : null}
        saving={{
          subject: draft ? "draft" : "program",
          hasProgram: inForce !== null,
          isDirty: copy.isDirty,
          changes,
          labels: copy.labels,
          onLabelsChange: copy.setLabels,
          startsAt,
          startProblem: answer?.outcome === "invalid_start" ? answer.message : null,
          onStartChange: (text) => {
            setStartsAt(text);
            setIsAnswerSeen(true);
          },
          timeZone,
          isSaving,
          onSave: save,
        }}
        preview={
          <ProgramPreview document={document} fallback={program.document} currency={currency} />
        }
      />
    </PermissionsProvider>
  );
}

function wordsOf(outcome: string) {
  return refusalWords[outcome as keyof typeof refusalWords];
}

/** The section that is shown, and the way to a field wherever it is. */
function useSections() {
  const [searchParams, setSearchParams] = useSearchParams();
  const [wanted, setWanted] = useState<{ path: string } | null>(null);
  const asked = searchParams.get("section");
  const section = isSectionId(asked) ? asked : "basics";

  useEffect(() => {
    if (wanted === null || (wanted.path !== "" && sectionOf(wanted.path) !== section)) return;
    setWanted(null);
    if (wanted.path === "" || !focusField(wanted.path)) {
      document.getElementById(PROBLEMS_ID)?.focus();
    }
  }, [wanted, section]);

  const draftId = searchParams.get("draft");
  // What else the admin's frame was opened with stays behind.
  const searchOf = (to: string) =>
    new URLSearchParams({ ...(draftId !== null && { draft: draftId }), section: to });
  function goTo(path: string): void {
    setWanted({ path });
    const to = sectionOf(path);
    if (path !== "" && to !== section) setSearchParams(searchOf(to), { preventScrollReset: true });
  }
  return { section, goTo, hrefOf: (to: string) => `?${searchOf(to)}` };
}

const toasts = { saved: "Program saved", draft_saved: "Draft saved", scheduled: "Scheduled" };

/** Once it is saved, nothing is unsaved any more; then the page shows what it has become. */
function useSaved(
  answer: SaveAnswer | undefined,
  page: { isSaving: boolean; isDraft: boolean; section: string; reset: () => void },
): void {
  const { isSaving, isDraft, section, reset } = page;
  const navigate = useNavigate();
  const bridge = useAppBridge();
  const [next, setNext] = useState<string | null>(null);

  useEffect(() => {
    if (isSaving || answer === undefined || !(answer.outcome in toasts)) return;
    bridge.toast.show(toasts[answer.outcome as keyof typeof toasts]);
    reset();
    if (answer.outcome === "scheduled") setNext(`/app/program/versions/${answer.versionId}`);
    if (answer.outcome === "draft_saved" && !isDraft) {
      setNext(`/app/program?draft=${answer.versionId}&section=${section}`);
    }
    if (answer.outcome === "saved" && isDraft) setNext(`/app/program?section=${section}`);
    // Each answer is looked at once, as it comes.
  }, [isSaving, answer]);

  useEffect(() => {
    if (next === null) return;
    setNext(null);
    navigate(next, { preventScrollReset: true });
  }, [next, navigate]);
}
