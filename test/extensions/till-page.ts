// A till in a test: Shopify's own tester as the host, with a cart that changes, and an app that
// answers by what it is asked.
import { getExtension } from "@shopify/ui-extensions-tester";
import { expect, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import type { RedeemAnswer } from "../../widget/contract/redeem.ts";
import type { TillAnswer, TillCode, TillOffer } from "../../widget/contract/till.ts";
import {
  type Language,
  type Reply,
  type Speaking,
  type Sent,
  answerBy,
  buttonOf,
  closeExtension,
  extensions,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";
import { liveSignal } from "./live-signal.ts";
import { answer } from "./staff-answers.ts";

const where = { configSearchDir: `${extensions}/pos` };
const targets = {
  "pos.home.tile.render": getExtension("pos.home.tile.render", where),
  "pos.home.modal.render": getExtension("pos.home.modal.render", where),
  "pos.customer-details.block.render": getExtension("pos.customer-details.block.render", where),
  "pos.customer-details.action.render": getExtension("pos.customer-details.action.render", where),
};
type Target = keyof typeof targets;

/** What the app replies to the last part of the path, the first first; the last stays. */
export type Replies = Partial<
  Record<"member" | "till" | "redeem" | "enrolment" | "cancel", Reply[]>
>;

export interface Till {
  /** The customer in the cart, by number, whoever put them there. */
  customers: number[];
  /** The codes that the cart took. */
  codes: string[];
  presentModal: ReturnType<typeof vi.fn<() => void>>;
  enterCart: (customer: number | null) => void;
  refuseCodes: () => void;
  /** It says nothing against them, and has them no more than before. */
  ignoreCodes: () => void;
  /** The cart names discounts by their codes. */
  nameCodes: () => void;
  refuseCustomers: () => void;
  signOut: () => void;
  close: () => void;
}

interface Opening {
  /** In the cart; null for none. */
  customer?: number | null;
  language?: Language;
  replies?: Replies;
}

export const emptyCart = {
  subtotal: "0.00",
  taxTotal: "0.00",
  grandTotal: "0.00",
  cartDiscounts: [] as { amount: number; discountDescription?: string }[],
  lineItems: [],
  properties: {},
  // The tester takes what is left out for a mistake.
  customer: undefined as { id: number } | undefined,
};
type Cart = typeof emptyCart;

/** Opens the till at a target, and shows the extension. */
export async function openTill(
  target: Target,
  { customer = 7001, language = "en", replies = {} }: Opening = {},
): Promise<Till> {
  const extension = targets[target];
  const shopify = openExtension<Speaking>(extension, { folder: "pos", language });
  // Not every target has everything: Shopify's tester refuses what a target has not.
  const have = (name: string, value: object) => {
    if (name in shopify) Object.assign(shopify, { [name]: value });
  };
  const queues = new Map(Object.entries(replies).map(([name, all]) => [name, [...all]]));
  answerBy(extension, ({ url }) => {
    const name = new URL(url).pathname.split("/").at(-1) ?? "";
    const queue = queues.get(name) ?? [404];
    return (queue.length > 1 ? queue.shift() : queue[0]) ?? 404;
  });
  const cart = liveSignal<Cart>(customer === null ? emptyCart : withCustomer(customer));
  const till = {
    customers: [] as number[],
    codes: [] as string[],
    presentModal: vi.fn<() => void>(),
  };
  const refuses = { codes: false, customers: false };
  const cartIs = { ignoring: false, naming: false };
  have("cart", {
    current: cart,
    async setCustomer({ id }: { id: number }) {
      if (refuses.customers) throw new Error("The cart takes nobody");
      till.customers.push(id);
      cart.set({ ...cart.value, customer: { id } });
    },
    async addCartCodeDiscount(code: string) {
      if (refuses.codes) throw new Error("The cart does not take the code");
      if (cartIs.ignoring) return;
      till.codes.push(code);
      const discount = { amount: 5, ...(cartIs.naming && { discountDescription: code }) };
      cart.set({ ...cart.value, cartDiscounts: [...cart.value.cartDiscounts, discount] });
    },
  });
  have("action", { presentModal: till.presentModal });
  have("customer", { id: 7001 });
  const session = { getSessionToken: async (): Promise<string | undefined> => "a-staff-token" };
  have("session", session);
  await extension.render();
  return {
    ...till,
    enterCart: (id) => cart.set(id === null ? emptyCart : withCustomer(id)),
    refuseCodes: () => (refuses.codes = true),
    ignoreCodes: () => (cartIs.ignoring = true),
    nameCodes: () => (cartIs.naming = true),
    refuseCustomers: () => (refuses.customers = true),
    signOut: () => (session.getSessionToken = async () => undefined),
    close: () => closeExtension(extension),
  };
}

const withCustomer = (id: number): Cart => ({ ...emptyCart, customer: { id } });

/** Presses the button with that text on it. */
export const press = (text: string): boolean => buttonOf(text).dispatchEvent(new Event("click"));

/** What the app was asked at that path. */
export const asked = (path: string): Sent[] =>
  sent.filter(({ url }) => new URL(url).pathname.endsWith(path));

export const expectToRead = (text: string): Promise<void> =>
  vi.waitFor(() => expect(shown()).toContain(text));

export const expectBanner = (text: string): Promise<void> =>
  vi.waitFor(() => {
    const banners = [...document.body.querySelectorAll("s-banner")];
    expect(banners.map((banner) => banner.getAttribute("heading")).join(" ")).toContain(text);
  });

export const fiveOff: TillOffer = {
  wish: { rewardId: "five-off", points: 100, amountMinor: 500, percent: null },
  title: "€5 off",
  cost: "100 Beans",
  details: "on orders from €20",
  barred: null,
};

export const heldCode: TillCode = {
  voucherId: "018f0000-0000-7000-8000-00000000c0de",
  code: "FIVE-ABC",
  title: "€5 off",
  lastDay: "2026-12-31",
  cancellable: true,
  points: 100,
};

export const tillAnswer = (changes: Partial<TillAnswer> = {}): TillAnswer => ({
  ...answer(),
  offers: [fiveOff],
  codes: [],
  ...changes,
});

const voucher = {
  id: heldCode.voucherId,
  kind: "amount_off",
  name: null,
  amount: null,
  percent: null,
  minimum: null,
  points: 100,
  expiresAt: null,
  lastDay: null,
  cancellable: true,
} as const;
const balance = aBalance({ available: 1_140 });

export const issued: RedeemAnswer = {
  outcome: "issued",
  voucher: { ...voucher, code: "FIVE-NEW", state: "issued" },
  balance,
};

/** Asked about again after it was given back. */
export const backAlready: RedeemAnswer = {
  outcome: "issued",
  voucher: { ...voucher, code: "FIVE-NEW", state: "returned" },
  balance,
};

export const onItsWay: RedeemAnswer = {
  outcome: "on_its_way",
  voucher: { ...voucher, code: null, state: "on_its_way", cancellable: false },
  balance,
};

export const returning = { ...issued, outcome: "returning" };
