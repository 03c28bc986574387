// What the panel showed last, so that it opens at once on a slow phone, and without a connection.
// It is kept for a month, for the one who is signed in: the next page that somebody else opens, or
// nobody who is signed in, takes it away. Never the code of a gift card, which is money for whoever
// reads it.
import type { PanelAnswer } from "../contract/panel.ts";

export interface LastSeen {
  at: number;
  answer: PanelAnswer;
}

export interface SeenMemory {
  recall: (now: number) => LastSeen | undefined;
  keep: (answer: PanelAnswer, at: number) => void;
}

const NAME = "regulars:seen";
/** Thirty days. */
const KEPT_MS = 2_592_000_000;

/** `whose` tells people and languages apart; without it nothing is kept, and nothing stays. */
export const createSeenMemory = (
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined,
  whose: string | undefined,
): SeenMemory => ({
  recall: (now) => {
    try {
      const kept = JSON.parse(storage?.getItem(NAME) ?? "") as LastSeen & { whose: string };
      if (kept.whose === whose && kept.at > now - KEPT_MS && kept.answer.numbers) return kept;
      storage?.removeItem(NAME);
    } catch {
      // Nothing was kept, or nothing that can be read.
    }
    return undefined;
  },
  keep: (answer, at) => {
    if (!whose || answer.audience !== "member") return;
    const vouchers = answer.vouchers.map((voucher) =>
      voucher.kind === "gift_card" ? { ...voucher, code: null } : voucher,
    );
    try {
      storage?.setItem(NAME, JSON.stringify({ whose, at, answer: { ...answer, vouchers } }));
    } catch {
      // A full storage costs the memory, nothing else.
    }
  },
});
