// A code that was made for this checkout and is in it no more, because the buyer took it off beside
// the total or other codes are worth more, turns to points again without being asked to.
import { useEffect, useRef } from "preact/hooks";
import type { CheckoutVoucher } from "../../../widget/contract/checkout.ts";
import { isAmong } from "./enter-code.ts";
import { giveBackLeftOut } from "./redeeming.ts";
import type { Acts } from "./use-acts.ts";

/** A checkout that works out its sums anew may be without a code for a moment. */
export const LEFT_OUT_MS = 3_000;

/** Only of codes that were seen in this checkout: of another one the buyer may still be there. */
export function useLeftOut(
  vouchers: readonly CheckoutVoucher[],
  entered: readonly { readonly code: string }[],
  { busy, act }: Acts,
): void {
  const seen = useRef<readonly { readonly code: string }[]>([]);
  useEffect(() => {
    const unseen = entered.filter(({ code }) => !isAmong(seen.current, code));
    seen.current = [...seen.current, ...unseen];
    const left = vouchers.find(
      ({ code, isFromCheckout }) =>
        isFromCheckout && isAmong(seen.current, code) && !isAmong(entered, code),
    );
    if (left === undefined || busy !== null) return undefined;
    const timer = setTimeout(() => {
      // Once: what fails stays beside its button, and comes back by itself.
      seen.current = seen.current.filter(({ code }) => !isAmong([left], code));
      act({ row: left.id, word: "give_back" }, () => giveBackLeftOut(left));
    }, LEFT_OUT_MS);
    return () => clearTimeout(timer);
  }, [vouchers, entered, busy]);
}
