// What is wrong with a program document, beside the field that can mend it.

/**
 * One thing wrong with a document: the path of the field, such as `rewards.0.points`, and a
 * sentence for it. The path is empty where the document as a whole is wrong.
 */
export interface DocumentProblem {
  readonly path: string;
  readonly message: string;
}

/** Ids name things over the life of a program: in one list, each names one. */
export function repeatedIds(
  path: string,
  things: readonly { readonly id: string }[],
): DocumentProblem[] {
  return indexesOfRepeated(things.map(({ id }) => id)).map((index) => ({
    path: `${path}.${index}.id`,
    message: `Another entry of the list has the id ${things[index]?.id ?? ""}`,
  }));
}

/** Where a text stands for the second time, or again. */
export function indexesOfRepeated(texts: readonly string[]): number[] {
  return [...texts.keys()].filter((index) => texts.indexOf(texts[index] ?? "") < index);
}
