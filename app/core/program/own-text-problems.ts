// Texts of a merchant's own that nobody would ever read, or that would read wrongly.
import { type DocumentProblem, indexesOfRepeated } from "./document-problem.ts";
import { ownTextValues } from "./own-text-keys.ts";
import type { OwnText } from "./own-text-terms.ts";

const NAMED = /\{([^{}]*)\}/g;

/** What a text names must be known where it stands; what it leaves out is its own matter. */
export function ownTextProblems(texts: readonly OwnText[]): DocumentProblem[] {
  const repeated = indexesOfRepeated(texts.map(({ language, key }) => `${language} ${key}`));
  return [
    ...texts.flatMap(problemsOf),
    ...repeated.map((index) => ({
      path: `texts.${index}.key`,
      message: "Give each text once in each language",
    })),
  ];
}

function problemsOf({ key, text }: OwnText, index: number): DocumentProblem[] {
  const values = ownTextValues.get(key);
  if (!values) {
    const message = `There is no text "${key}": take one that is listed`;
    return [{ path: `texts.${index}.key`, message }];
  }
  const unknown = [...text.matchAll(NAMED)].find(([, name = ""]) => !values.includes(name));
  if (!unknown) return [];
  const known = values.map((value) => `{${value}}`).join(", ");
  const message =
    known === ""
      ? `Leave out ${unknown[0]}: this text has no values`
      : `Leave out ${unknown[0]}: here stands ${known}`;
  return [{ path: `texts.${index}.text`, message }];
}
