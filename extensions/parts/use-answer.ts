// What the app answers to one question. Shopify tells the app of an order some seconds after its
// page is shown, so what the app has not heard of yet is asked again a few times.
import { useEffect, useState } from "preact/hooks";
import type { InOwnWords } from "../../widget/contract/own-words.ts";
import { askApp } from "./ask-app.ts";
import { hear } from "./say.ts";

/** Pauses between the questions; after the last one the answer stays as it is. */
export const PAUSES_MS = [2_000, 4_000, 8_000, 16_000];

interface Question<Answer> {
  /** Below the app's `/extensions/`; another one is asked at once. */
  readonly path: string;
  /** Whether a better answer is to be expected soon; never, if left out. */
  readonly isOpen?: (answer: Answer) => boolean;
}

/** Undefined while it is asked, null where the app cannot be. */
export function useAnswer<Answer extends object>({
  path,
  isOpen,
}: Question<Answer>): Answer | null | undefined {
  const [answer, setAnswer] = useState<Answer | null>();
  useEffect(() => {
    const state = { isOver: false, timer: undefined as ReturnType<typeof setTimeout> | undefined };
    const ask = async (pauses: readonly number[]): Promise<void> => {
      const told = await askApp<Answer>(path);
      if (state.isOver) return;
      if (told !== null) hear(told as InOwnWords);
      // What was told before stays where a later question finds nobody.
      setAnswer((before) => told ?? before ?? null);
      const [pause, ...rest] = pauses;
      if (pause === undefined || told === null || !isOpen?.(told)) return;
      state.timer = setTimeout(() => void ask(rest), pause);
    };
    void ask(PAUSES_MS);
    return () => {
      state.isOver = true;
      clearTimeout(state.timer);
    };
  }, [path]);
  return answer;
}
