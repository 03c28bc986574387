// What the store calls the things that the form names by their numbers: asked of the server once
// for each, and known at once where they were chosen from Shopify's own list.
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import {
  idsIn,
  type KnownNames,
  type NamedKind,
  namedKinds,
  type Names,
  NO_NAMES,
} from "../../ui/known-names.ts";
import type { TypedProgram } from "../../ui/program/typed-program.ts";

/** Numbers are typed digit by digit. */
const PAUSE_MS = 400;
/** As many as the server takes in one question. */
const MAX_ASKED = 250;

const answerSchema = z.object({ names: z.record(z.string(), z.string()) });

export interface NameBook {
  names: KnownNames;
  learn: (kind: NamedKind, names: Names) => void;
  /** All segments of the store; throws where they cannot be read. */
  listSegments: () => Promise<Names>;
}

export function useNames(typed: TypedProgram): NameBook {
  const [names, setNames] = useState(NO_NAMES);
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
