// One thing at a time: who redeems, applies or gives back waits until it is done, and is told what
// became of it.
import { useRef, useState } from "preact/hooks";
import type { CheckoutOffer } from "../../../widget/contract/checkout.ts";
import { newRequestKey } from "../../parts/request-key.ts";
import { type Told, redeem, unanswered } from "./redeeming.ts";

export interface Acts {
  /** What is under way; null for nothing. */
  readonly busy: string | null;
  readonly told: Told | null;
  /** `name` is shown as busy while `work` is done. */
  readonly act: (name: string, work: () => Promise<Told>) => void;
  readonly redeem: (name: string, offer: CheckoutOffer) => void;
}

/** `after` is called once something was done. */
export function useActs(after: () => void): Acts {
  const [busy, setBusy] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const isBusy = useRef(false);
  const keys = useRef(new Map<string, string>());
  const act = async (name: string, work: () => Promise<Told>): Promise<void> => {
    // Whoever presses twice is quicker than the next drawing.
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(name);
    setTold(null);
    // An answer that cannot be read is none.
    setTold(await work().catch(unanswered));
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
    act: (name, work) => void act(name, work),
    redeem: (name, offer) => void act(name, () => redeemOnce(offer)),
  };
}
