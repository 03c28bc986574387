// A checkout in a test: a cart of two lines, codes that the checkout takes or refuses, and an app
// that answers each address as it is told to.
import { getExtension } from "@shopify/ui-extensions-tester";
import { expect, vi } from "vitest";
import type { CheckoutReward, MemberCheckoutAnswer } from "../../widget/contract/checkout.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import {
  type Language,
  type Reply,
  type Sent,
  answerBy,
  closeExtension,
  extensions,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";
import { type LiveSignal, liveSignal } from "./live-signal.ts";

export const extension = getExtension("purchase.checkout.block.render", {
  configSearchDir: `${extensions}/checkout`,
});

const EUR = "EUR" as const;
const euros = (amount: number) => ({ amount, currencyCode: EUR });

type Lines = typeof extension.shopify.lines.value;
type Allocations = typeof extension.shopify.discountAllocations.value;

/** What a code takes off. */
export const codeAllocation = (code: string, amount = 5): Allocations[number] => ({
  type: "code",
  code,
  discountedAmount: euros(amount),
});

/** Codes, what they take off and what is to be paid change while somebody looks. */
export interface Page {
  readonly codes: LiveSignal<{ code: string }[]>;
  /** Of the whole cart. */
  readonly allocations: LiveSignal<Allocations>;
  readonly lines: LiveSignal<Lines>;
  readonly total: LiveSignal<ReturnType<typeof euros>>;
  /** What the checkout was asked to change, the first first. */
  readonly changes: { type: string; code: string }[];
  /** Whether it takes codes. */
  takesCodes: boolean;
  /**
   * Which codes it says to have taken and lists: all, none because others are worth more, or all a
   * moment later.
   */
  lists: "all" | "none" | "later";
  /** Of what a code that is listed takes something off, if of anything. */
  takesOff: "cart" | "line" | "cart by nothing" | "nothing";
  tellsAmountsAfterMs: number;
}

/** A checkout in a language. */
export function openCheckout(language: Language = "en"): Page {
  const shopify = openExtension(extension, { folder: "checkout", language });
  shopify.localization.extensionLanguage.value = { isoCode: language };
  shopify.settings.value = { hide_redeeming: false, hide_for_guests: false };
  const page: Page = {
    codes: liveSignal<{ code: string }[]>([]),
    allocations: liveSignal<Allocations>([automatic]),
    lines: liveSignal<Lines>([
      cartLine("gid://shopify/Product/11", 29.99, [codeAllocation("SPRING", 3)]),
      cartLine("gid://shopify/Product/12", 10, []),
    ]),
    total: liveSignal(euros(41.99)),
    changes: [],
    takesCodes: true,
    lists: "all",
    takesOff: "cart",
    tellsAmountsAfterMs: 0,
  };
  shopify.cost.totalAmount = page.total;
  shopify.cost.totalShippingAmount = liveSignal(
    euros(4.5),
  ) as typeof shopify.cost.totalShippingAmount;
  shopify.discountCodes = page.codes;
  shopify.lines = page.lines;
  shopify.discountAllocations = page.allocations;
  shopify.applyDiscountCodeChange = async (change) => {
    page.changes.push(change);
    if (!page.takesCodes) return { type: "error", message: "not for shoppers" };
    const others = page.codes.value.filter(({ code }) => code !== change.code);
    const isListed = change.type === "addDiscountCode" && page.lists !== "none";
    const list = () => {
      page.codes.set(isListed ? [...others, { code: change.code }] : others);
      const amounts = () => takeOff(page, change.code, isListed);
      if (page.tellsAmountsAfterMs > 0) setTimeout(amounts, page.tellsAmountsAfterMs);
      else amounts();
    };
    if (page.lists === "later") setTimeout(list, LISTED_LATER_MS);
    else list();
    return { type: "success" };
  };
  return page;
}

const automatic: Allocations[number] = {
  type: "automatic",
  title: "All",
  discountedAmount: euros(2.5),
};

/** After the list of codes, as a message of its own. */
function takeOff({ allocations, lines, takesOff }: Page, code: string, isListed: boolean): void {
  const isOfCart = isListed && takesOff.startsWith("cart");
  const amount = takesOff === "cart" ? 5 : 0;
  allocations.set([automatic, ...(isOfCart ? [codeAllocation(code, amount)] : [])]);
  if (!isListed || takesOff !== "line") return;
  const [first, ...rest] = lines.value;
  if (first) lines.set([{ ...first, discountAllocations: [codeAllocation(code)] }, ...rest]);
}

/** Sooner than the block gives up. */
const LISTED_LATER_MS = 20;

function cartLine(
  productId: string,
  amount: number,
  discountAllocations: Lines[number]["discountAllocations"],
): Lines[number] {
  return {
    id: `gid://shopify/CartLine/${productId}`,
    merchandise: {
      type: "variant",
      id: `${productId.replace("Product/", "ProductVariant/")}9`,
      title: "Variant",
      selectedOptions: [],
      product: { id: productId, vendor: "Harbour", productType: "" },
      requiresShipping: true,
    },
    quantity: 2,
    cost: { totalAmount: euros(amount) },
    attributes: [],
    discountAllocations,
    lineComponents: [],
    parentRelationship: null,
  };
}

export function closeCheckout(): void {
  closeExtension(extension);
  // What Preact has put off to a frame that never comes would keep it from all that follows.
  if (vi.isFakeTimers()) vi.runOnlyPendingTimers();
  vi.useRealTimers();
}

export const expectToRead = (text: string) => vi.waitFor(() => expect(shown()).toContain(text));

export const sentTo = (route: Route): Sent[] =>
  sent.filter(({ url }) => url.endsWith(`/extensions/${route}`));

/** Under which points were asked for, one for each time. */
export const keysSent = (): string[] =>
  sentTo("checkout/redeem").map(({ body }) => (body as { requestKey: string }).requestKey);

/** Renders the block once the app has answered. */
export async function open(
  answer: object,
  { redeem = [], cancel = [] }: { redeem?: Reply[]; cancel?: Reply[] } = {},
): Promise<void> {
  replyAt({ checkout: [answer], "checkout/redeem": redeem, "checkout/cancel": cancel });
  await extension.render();
  await expectToRead("Beans");
}

type Route = "checkout" | "checkout/redeem" | "checkout/cancel";

/** Each question at an address takes the next reply; the last one stands for all that follow. */
export function replyAt(replies: Partial<Record<Route, Reply[]>>): void {
  const queues = new Map(Object.entries(replies).map(([route, all]) => [route, [...all]]));
  answerBy(extension, ({ url }: Sent) => {
    const queue = queues.get(url.split("/extensions/")[1] ?? "") ?? [];
    return (queue.length > 1 ? queue.shift() : queue[0]) ?? 404;
  });
}

export const fiveOff: CheckoutReward = {
  id: "five-off",
  offers: [{ rewardId: "five-off", name: "€5 off", points: 100, amountMinor: 500, percent: null }],
};

export const slider: CheckoutReward = {
  id: "slider",
  offers: [5, 6, 7].map((steps) => ({
    rewardId: "slider",
    name: `€${steps} off`,
    points: steps * 20,
    amountMinor: steps * 100,
    percent: null,
    steps,
  })),
};

export const memberAnswer: MemberCheckoutAnswer = {
  audience: "member",
  pointsName: { one: "Bean", other: "Beans" },
  balance: { available: 1_240, pending: 0, shortfall: 0 },
  estimate: { points: 80, certainty: "exact" },
  rewards: [],
  missing: null,
  vouchers: [],
  birthday: null,
};

export const voucher: VoucherView = {
  id: "018f3c1e-0000-7000-8000-000000000001",
  code: "REG-1",
  kind: "amount_off",
  name: null,
  amount: null,
  percent: null,
  minimum: null,
  points: 100,
  state: "issued",
  expiresAt: null,
  lastDay: null,
  cancellable: true,
};

export const held = {
  id: voucher.id,
  code: "REG-1",
  name: "€5 off",
  kind: "amount_off" as const,
  note: "on orders from €20",
  lastDay: "2026-08-03",
  isFromCheckout: false,
};
