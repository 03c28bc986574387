// Conditions that no order and no member can meet.
import type { Conditions, ProductCondition } from "./conditions.ts";
import type { DocumentProblem } from "./document-problem.ts";

/** `tierIds` are those of the document's tiers; `path` leads to the conditions. */
export function conditionProblems(
  path: string,
  conditions: Conditions,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return [
    ...conditions.tiers.flatMap((id, index) => unknownTier(`${path}.tiers.${index}`, id, tierIds)),
    ...wantedAndExcluded(path, conditions),
  ];
}

/** A sentence where the document has no tier of that id. */
export function unknownTier(
  path: string,
  id: string,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return tierIds.has(id) ? [] : [{ path, message: `No tier has the id ${id}` }];
}

/** Whether it names any product at all. */
export function namesProducts(condition: ProductCondition): boolean {
  return Object.values(condition).some((named) => named.length > 0);
}

const nouns = {
  productIds: "Product",
  variantIds: "Variant",
  collectionIds: "Collection",
  tags: "Tag",
} as const satisfies Record<keyof ProductCondition, string>;

function wantedAndExcluded(path: string, conditions: Conditions): DocumentProblem[] {
  return (Object.keys(nouns) as (keyof ProductCondition)[]).flatMap((kind) => {
    // Tags are compared without regard to case.
    const wanted = new Set(conditions.products[kind].map((text) => text.toLowerCase()));
    return conditions.excludedProducts[kind].flatMap((text, index) =>
      wanted.has(text.toLowerCase())
        ? [
            {
              path: `${path}.excludedProducts.${kind}.${index}`,
              message: `${nouns[kind]} ${text} is both asked for and excluded`,
            },
          ]
        : [],
    );
  });
}
