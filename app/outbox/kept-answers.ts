// Answers of Shopify's that are asked for again and again, kept for a bounded time and in a bounded
// number. Some tell of customers: what is over goes with the next answer.

export interface KeptAnswers<Answer> {
  /** `atMs` is a reading of a clock that only goes forward. */
  find: (key: string, atMs: number) => Answer | undefined;
  keep: (key: string, answer: Answer, atMs: number) => void;
}

export function createKeptAnswers<Answer>(keptMs: number, most: number): KeptAnswers<Answer> {
  const kept = new Map<string, { readonly answer: Answer; readonly untilMs: number }>();
  return {
    find: (key, atMs) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      if (found.untilMs > atMs) return found.answer;
      kept.delete(key);
      return undefined;
    },
    keep: (key, answer, atMs) => {
      kept.delete(key);
      kept.set(key, { answer, untilMs: atMs + keptMs });
      // The oldest come first: all are kept equally long.
      for (const [oldest, { untilMs }] of kept) {
        if (untilMs > atMs && kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}
