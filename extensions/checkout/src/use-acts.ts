// One thing at a time: who redeems, applies or gives back waits until it is done, and is told what
// became of it.
import { useRef, useState } from "preact/hooks";
import type { CheckoutOffer } from "../../../widget/contract/checkout.ts";
import { newRequestKey } from "../../parts/request-key.ts";
import { type Told, redeem, unanswered } from "./redeeming.ts";

/** One thing that can be done with a row: a reward, or a code. */
export interface Doing {
  /** The id of the row, beside which it is told what became of it. */
  readonly row: string;
  /** On the button. */
  readonly word: string;
}

export interface Acts {
  /** What is under way; null for nothing. */
  readonly busy: Doing | null;
  /** What became of the last one. */
  readonly told: (Told & { readonly row: string }) | null;
  readonly act: (doing: Doing, work: () => Promise<Told>) => void;
  readonly redeem: (doing: Doing, offer: CheckoutOffer) => void;
}

export function isUnderWay(busy: Acts["busy"], { row, word }: Doing): boolean {
  return busy?.row === row && busy.word === word;
}

/** `after` is called once something was done. */
export function useActs(after: () => void): Acts {
  const [busy, setBusy] = useState<Doing | null>(null);
  const [told, setTold] = useState<Acts["told"]>(null);
  const isBusy = useRef(false);
  const keys = useRef(new Map<string, string>());
  const act = async (doing: Doing, work: () => Promise<Told>): Promise<void> => {
    // Whoever presses twice is quicker than the next drawing.
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(doing);
    setTold(null);
    // An answer that cannot be read is none.
    const outcome = await work().catch(unanswered);
    setTold({ ...outcome, row: doing.row });
    setBusy(null);
    isBusy.current = false;
    after();
  };
  const redeemOnce = async (offer: CheckoutOffer): Promise<Told> => {
    const decision = JSON.stringify(offer);
    const key = keys.current.get(decision) ?? newRequestKey();
    keys.current.set(decision, key);
    const { isDecided, ...outcome } = await redeem(offer, key);
    // Until then the same key asks again, and nothing is taken twice.
    if (isDecided) keys.current.delete(decision);
    return outcome;
  };
  return {
    busy,
    told,
    act: (doing, work) => void act(doing, work),
    redeem: (doing, offer) => void act(doing, () => redeemOnce(offer)),
  };
}
