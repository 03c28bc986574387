// The one working copy of the program that all sections of its form read and change.
import { createContext, useContext } from "react";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { isWithin, valueAt } from "./typed-paths.ts";
import type { KnownNames, Names } from "../known-names.ts";
import type { TypedProgram, TypedValue } from "./typed-program.ts";

export type PickedKind = "product" | "variant" | "collection";

/**
 * Opens Shopify's own list of things. Answers the numbers of what was chosen, null where nothing
 * was; throws where the admin has no such list.
 */
export type PickFromShopify = (
  kind: PickedKind,
  chosenIds: readonly string[],
) => Promise<string[] | null>;

export interface ProgramForm {
  readonly typed: TypedProgram;
  /** What the typed program is; null while it is none. */
  readonly document: ProgramDocument | null;
  readonly problems: readonly DocumentProblem[];
  readonly currency: string;
  /** What the store's calendar and clock show, such as 2026-03-01T09:00. */
  readonly localNow: string;
  readonly onChange: (path: string, value: TypedValue) => void;
  readonly onPick: PickFromShopify;
  /** As far as it is known what things are called. */
  readonly names: KnownNames;
  /** All segments of the store; throws where they cannot be read. */
  readonly onListSegments: () => Promise<Names>;
  /** The panel's own texts in a language, by key; throws where they cannot be read. */
  readonly onListTexts: (language: string) => Promise<Readonly<Record<string, string>>>;
}

const ProgramFormContext = createContext<ProgramForm | null>(null);
export const ProgramFormProvider = ProgramFormContext.Provider;

export function useProgramForm(): ProgramForm {
  const form = useContext(ProgramFormContext);
  if (form === null) throw new Error("There is no program's form around this field");
  return form;
}

export interface TypedField {
  readonly value: TypedValue;
  /** The first problem at the field or within it. */
  readonly problem: string | undefined;
  readonly change: (value: TypedValue) => void;
}

export function useField(path: string): TypedField {
  const { typed, problems, onChange } = useProgramForm();
  return {
    value: valueAt(typed, path),
    problem: problems.find((problem) => isWithin(problem.path, path))?.message,
    change: (value) => onChange(path, value),
  };
}

/** The problem of a part as a whole, beside those of its fields. */
export function useOwnProblem(path: string): string | undefined {
  const { problems } = useProgramForm();
  return problems.find((problem) => problem.path === path)?.message;
}

/** A list of texts is one text while it is typed. */
export function splitTyped(value: TypedValue): string[] {
  if (typeof value !== "string") return [];
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
