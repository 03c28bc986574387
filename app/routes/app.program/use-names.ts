// What the store calls the things that the form names by their numbers: asked of the server once
// for each, and known at once where they were chosen from Shopify's own list.
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import {
  type KnownNames,
  type NamedKind,
  type Names,
  namedKinds,
  splitTyped,
} from "../../ui/program/program-form.tsx";
import type { TypedProgram, TypedValue } from "../../ui/program/typed-program.ts";

/** Numbers are typed digit by digit. */
const PAUSE_MS = 400;
/** As many as the server takes in one question. */
const MAX_ASKED = 250;

const nothing: KnownNames = { product: {}, variant: {}, collection: {}, segment: {} };

const answerSchema = z.object({ names: z.record(z.string(), z.string()) });

export interface NameBook {
  names: KnownNames;
  learn: (kind: NamedKind, names: Names) => void;
  /** All segments of the store; throws where they cannot be read. */
  listSegments: () => Promise<Names>;
}

export function useNames(typed: TypedProgram): NameBook {
  const [names, setNames] = useState(nothing);
  const asked = useRef(new Set<string>());
  const learn = (kind: NamedKind, found: Names) =>
    setNames((known) => ({ ...known, [kind]: { ...known[kind], ...found } }));
  const wanted = idsIn(typed);
  const wantedText = JSON.stringify(wanted);

  useEffect(() => {
    const timer = setTimeout(() => {
      for (const kind of namedKinds) {
        const ids = wanted[kind].filter((id) => !asked.current.has(`${kind} ${id}`));
        if (ids.length === 0) continue;
        const question = ids.slice(0, MAX_ASKED);
        for (const id of question) asked.current.add(`${kind} ${id}`);
        // Without an answer the numbers stay what is shown.
        void askFor(kind, question).then(
          (found) =>
            learn(kind, { ...Object.fromEntries(question.map((id) => [id, null])), ...found }),
          () => undefined,
        );
      }
    }, PAUSE_MS);
    return () => clearTimeout(timer);
    // The ids as text change exactly when there are others.
  }, [wantedText]);

  async function listSegments(): Promise<Names> {
    const found = await askFor("segment", []);
    learn("segment", found);
    return found;
  }
  return { names, learn, listSegments };
}

/** Through fetch, because App Bridge lets it carry the session token. */
async function askFor(kind: NamedKind, ids: readonly string[]): Promise<Names> {
  const query = new URLSearchParams({ kind, ids: ids.join(",") });
  const response = await fetch(`/app/program/names?${query}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return answerSchema.parse(await response.json()).names;
}

const kindsOfFields: Readonly<Record<string, NamedKind>> = {
  productIds: "product",
  variantIds: "variant",
  collectionIds: "collection",
  segmentIds: "segment",
};

/** The numbers that stand in the form, by what they are of. */
export function idsIn(typed: TypedValue | TypedProgram): Record<NamedKind, string[]> {
  const found = { product: [], variant: [], collection: [], segment: [] } as Record<
    NamedKind,
    string[]
  >;
  const visit = (value: unknown, name: string): void => {
    const kind = kindsOfFields[name];
    if (kind && typeof value === "string") {
      found[kind].push(...splitTyped(value).filter((id) => /^\d{1,20}$/.test(id)));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, key);
    }
  };
  visit(typed, "");
  for (const kind of namedKinds) found[kind] = [...new Set(found[kind])].toSorted();
  return found;
}
