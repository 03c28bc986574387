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

/** `ofShop` answers of each of so many `shops`. */
export interface ShopRoom {
  readonly ofShop: number;
  readonly shops: number;
}

export interface KeptByShop<Answer> {
  find: (shopId: bigint, key: string, atMs: number) => Answer | undefined;
  keep: (shopId: bigint, key: string, answer: Answer, atMs: number) => void;
}

/**
 * The same for each shop by itself: what is kept of one takes room from no other, and the one of
 * which nothing was kept for longest gives way to the next.
 */
export function createKeptByShop<Answer>(
  keptMs: number,
  { ofShop, shops }: ShopRoom,
): KeptByShop<Answer> {
  const kept = new Map<bigint, KeptAnswers<Answer>>();
  return {
    find: (shopId, key, atMs) => kept.get(shopId)?.find(key, atMs),
    keep: (shopId, key, answer, atMs) => {
      const own = kept.get(shopId) ?? createKeptAnswers<Answer>(keptMs, ofShop);
      kept.delete(shopId);
      kept.set(shopId, own);
      own.keep(key, answer, atMs);
      for (const longestSilent of kept.keys()) {
        if (kept.size <= shops) break;
        kept.delete(longestSilent);
      }
    },
  };
}
