// What became of what a card sent.
import { useRef, useState } from "preact/hooks";
import type { Card, CardAnswer } from "../../widget/contract/card.ts";
import { askApp } from "./ask-app.ts";
import { language } from "./language.ts";

export type Sent =
  | { readonly step: "working" | "unanswered" }
  | { readonly step: "taken"; readonly message: string }
  | { readonly step: "refused"; readonly message: string; readonly field?: string };

/** What was entered, by the names of fields. */
type Entered = Record<string, string>;

export interface Sending {
  /** As they stand now. */
  readonly cards: readonly Card[];
  readonly sentBy: (cardId: string) => Sent | undefined;
  /** What became of a card that is gone now. */
  readonly last: Sent | undefined;
  readonly send: (cardId: string, path: string, values: Entered) => Promise<void>;
}

/**
 * Cards below `root` of the app's `/extensions/` (right there, if empty), and what they send. What
 * one of them brought about may change others: `again` asks how they stand, null for nobody knows.
 */
export function useSending(
  root: string,
  first: readonly Card[],
  again: () => Promise<readonly Card[] | null> = async () => null,
): Sending {
  const [cards, setCards] = useState(first);
  const [sent, setSent] = useState<{ cardId: string; how: Sent }>();
  const isSending = useRef(false);
  return {
    cards,
    last: cards.some(({ id }) => id === sent?.cardId) ? undefined : sent?.how,
    sentBy: (cardId) => (sent?.cardId === cardId ? sent.how : undefined),
    send: async (cardId, path, values) => {
      // Whoever presses twice is quicker than the next drawing.
      if (isSending.current) return;
      isSending.current = true;
      setSent({ cardId, how: { step: "working" } });
      const address = root === "" ? path : `${root}/${path}`;
      const said = await askApp<CardAnswer>(address, { values, locale: language() });
      isSending.current = false;
      setSent({ cardId, how: stepAfter(said) });
      if (said === null || !("card" in said)) return;
      const { card } = said;
      setCards((before) => before.flatMap((one) => (one.id === cardId ? (card ?? []) : one)));
      const fresh = await again();
      if (fresh !== null) setCards(fresh);
    },
  };
}

function stepAfter(said: CardAnswer | null): Sent {
  // What says nothing is no answer.
  if (typeof said?.message !== "string") return { step: "unanswered" };
  if ("card" in said) return { step: "taken", message: said.message };
  return { step: "refused", ...said };
}
