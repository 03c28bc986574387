// The till that the extension runs in, and the app behind it.
import type { Api as CustomerApi } from "@shopify/ui-extensions/pos.customer-details.block.render";
import type { Api as CartApi } from "@shopify/ui-extensions/pos.home.modal.render";
import type { Api as TileApi } from "@shopify/ui-extensions/pos.home.tile.render";
import { askApp } from "../../parts/ask-app.ts";
import { say } from "../../parts/say.ts";
import { useSignal } from "../../parts/signal.ts";

/** What some of the targets have, and others have not. */
type Api = Pick<CartApi, "cart" | "session"> &
  Pick<TileApi, "action"> &
  Pick<CustomerApi, "customer">;

function host(): Api {
  return (globalThis as unknown as { shopify: Api }).shopify;
}

/** Shopify's number of the customer in the cart; null for none. */
export function useCartCustomer(): string | null {
  const { customer } = useSignal(host().cart.current);
  return customer === undefined ? null : String(customer.id);
}

/** How many discounts the cart has: with each, what is left of the points is another number. */
export function useCartDiscounts(): number {
  return useSignal(host().cart.current).cartDiscounts.length;
}

/** Whether the cart lists the code: not every till names discounts by their codes. */
export function useIsInCart(code: string): boolean {
  const { cartDiscounts } = useSignal(host().cart.current);
  return cartDiscounts.some(
    ({ discountDescription }) => discountDescription?.toUpperCase() === code.toUpperCase(),
  );
}

/** Shopify's number of the customer whose page it is. */
export function shownCustomer(): string {
  return String(host().customer.id);
}

/** Of the tile and the block: opens the screen that belongs to it. */
export function openScreen(): void {
  host().action.presentModal();
}

/** The language of the texts: the app answers in it. */
export function language(): string {
  return say("language");
}

/**
 * What the app answers a member of staff. Null where it cannot be asked: it is out of reach, or who
 * is signed in at the till has no access to it.
 */
export function askAsStaff<Answer>(path: string, body?: object): Promise<Answer | null> {
  return askApp<Answer>(`staff/${path}`, body, () => host().session.getSessionToken());
}

/** `path` of a question about one customer. */
export function about(customer: string, path: string): string {
  return `${path}?${new URLSearchParams({ customer, locale: language() }).toString()}`;
}

export async function putInCart(customer: string): Promise<void> {
  await host().cart.setCustomer({ id: Number(customer) });
}

/** Cashiers look at the cart sooner than that. */
const SEEN_WITHIN_MS = 5_000;

/** What became of a code that was given to the cart. */
export type Given = "taken" | "unseen" | "refused";

/**
 * The code is for this customer alone, so the cart has to know whose it is. What a till answers
 * about a code that it does not take is documented nowhere: it has the code once the cart shows it.
 */
export async function addCode(customer: string, code: string): Promise<Given> {
  const { cart } = host();
  try {
    if (String(cart.current.value.customer?.id) !== customer) await putInCart(customer);
    const before = discountsOf(cart.current.value);
    await cart.addCartCodeDiscount(code);
    return (await isOther(before)) ? "taken" : "unseen";
  } catch {
    // The till says why by itself; what is left to do is said beside the code.
    return "refused";
  }
}

type Cart = Api["cart"]["current"]["value"];

/** All that a code may change. */
function discountsOf({ grandTotal, cartDiscounts, lineItems }: Cart): string {
  return JSON.stringify([grandTotal, cartDiscounts, lineItems.map(({ discounts }) => discounts)]);
}

function isOther(before: string): Promise<boolean> {
  const { current } = host().cart;
  const isChanged = () => discountsOf(current.value) !== before;
  if (isChanged()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (isSeen: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(isSeen);
    };
    const timer = setTimeout(() => end(false), SEEN_WITHIN_MS);
    const stop = current.subscribe(() => {
      if (isChanged()) end(true);
    });
  });
}
