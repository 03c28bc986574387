// What the app says of the shopper and the cart. A cart that changes is asked about again, once it
// has come to rest.
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  CartSent,
  CheckoutAnswer,
  CheckoutRequest,
} from "../../../widget/contract/checkout.ts";
import { askApp } from "../../parts/ask-app.ts";
import { language } from "../../parts/language.ts";
import { hear } from "../../parts/say.ts";
import { useCart } from "../../parts/use-cart.ts";

/** Shopify changes lines, discounts and totals one after the other. */
export const REST_MS = 400;

export interface Asked {
  /** Undefined while it is asked for the first time, null where the app cannot be asked. */
  readonly answer: CheckoutAnswer | null | undefined;
  /** Asks again, for what was redeemed or given up. */
  readonly refresh: () => void;
}

export function useCheckout(): Asked {
  const cart = useCart();
  const [answer, setAnswer] = useState<CheckoutAnswer | null>();
  const [round, setRound] = useState(0);
  const isFirst = useRef(true);
  useEffect(() => {
    const state = { isOver: false };
    const timer = setTimeout(
      () => {
        void ask(cart).then((told) => {
          // An answer about a cart that was is none about the cart that is.
          if (state.isOver) return;
          if (told !== null) hear(told);
          setAnswer((before) => told ?? withoutEstimate(before));
        });
      },
      isFirst.current ? 0 : REST_MS,
    );
    isFirst.current = false;
    return () => {
      state.isOver = true;
      clearTimeout(timer);
    };
  }, [JSON.stringify(cart), round]);
  return { answer, refresh: () => setRound((before) => before + 1) };
}

function ask(cart: CartSent | null): Promise<CheckoutAnswer | null> {
  const request: CheckoutRequest = { locale: language(), cart };
  return askApp<CheckoutAnswer>("checkout", request);
}

/** What was known stays; what it said of the cart may be wrong by now. */
function withoutEstimate(before: CheckoutAnswer | null | undefined): CheckoutAnswer | null {
  return before ? { ...before, estimate: null } : null;
}
