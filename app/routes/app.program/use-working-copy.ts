// What is typed and not yet saved, and what is wrong with it.
import { useState } from "react";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import type { DraftLabels } from "../../ui/program/save-card.tsx";
import { isWithin, withValueAt } from "../../ui/program/typed-paths.ts";
import { type TypedProgram, type TypedValue, typeProgram } from "../../ui/program/typed-program.ts";
import type { ProgramData } from "./route.tsx";

export interface WorkingCopy {
  typed: TypedProgram;
  labels: DraftLabels;
  isDirty: boolean;
  /** Somebody tried to save it: from then on what is wrong is shown as it is typed. */
  isChecked: boolean;
  /** What the server found wrong, until it is changed. */
  refused: readonly DocumentProblem[];
  change: (path: string, value: TypedValue) => void;
  setLabels: (labels: DraftLabels) => void;
  showProblems: (problems: readonly DocumentProblem[]) => void;
  /** Back to what is saved. */
  reset: () => void;
}

interface Changed {
  typed: TypedProgram | null;
  labels: DraftLabels | null;
}

const nothing: Changed = { typed: null, labels: null };

/** While nothing is typed it follows what is saved; what is typed stays, whoever else saves. */
export function useWorkingCopy({ document, currency, draft }: ProgramData): WorkingCopy {
  const [changed, setChanged] = useState(nothing);
  const [isChecked, setIsChecked] = useState(false);
  const [refused, setRefused] = useState<readonly DocumentProblem[]>([]);
  const saved = typeProgram(document, currency);
  const savedLabels = { name: draft?.name ?? "", notes: draft?.notes ?? "" };
  const typed = changed.typed ?? saved;
  const labels = changed.labels ?? savedLabels;
  return {
    typed,
    labels,
    isDirty: !isSame(typed, saved) || (draft !== null && !isSame(labels, savedLabels)),
    isChecked,
    refused,
    change: (path, value) => {
      setChanged((current) => ({
        ...current,
        typed: withValueAt(current.typed ?? saved, path, value),
      }));
      setRefused((problems) => problems.filter((problem) => !isWithin(problem.path, path)));
    },
    setLabels: (next) => setChanged((current) => ({ ...current, labels: next })),
    showProblems: (problems) => {
      setIsChecked(true);
      setRefused(problems);
    },
    reset: () => {
      setChanged(nothing);
      setIsChecked(false);
      setRefused([]);
    },
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
