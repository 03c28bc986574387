// Discounts, with a code or applied by themselves: their life and who has used them.

import type { Discount, DiscountClass, Shop } from "../model.ts";
import { gid, iso, newId, refuse, type World } from "../world.ts";

export type DiscountInput = Omit<
  Discount,
  "id" | "redeemCodeId" | "uses" | "createdAt" | "updatedAt"
>;

export function createDiscount(world: World, shop: Shop, input: DiscountInput): Discount {
  if (input.code !== null && findDiscountByCode(shop, input.code)) {
    refuse("Code must be unique. Please try a different code.");
  }
  const now = iso(world);
  const discount: Discount = {
    ...input,
    id: newId(world),
    redeemCodeId: newId(world),
    uses: [],
    createdAt: now,
    updatedAt: now,
  };
  shop.discounts.set(discount.id, discount);
  world.emit(shop, { topic: "discounts/create", discount });
  return discount;
}

export function updateDiscount(
  world: World,
  shop: Shop,
  discount: Discount,
  change: Partial<DiscountInput>,
): void {
  const other = change.code ? findDiscountByCode(shop, change.code) : undefined;
  if (other && other !== discount) refuse("Code must be unique. Please try a different code.");
  Object.assign(discount, change, { updatedAt: iso(world) });
  world.emit(shop, { topic: "discounts/update", discount });
}

/** The id that Shopify gives to what stands for a discount in lists. */
export function nodeIdOf(discount: Discount): string {
  const type = discount.code === null ? "DiscountAutomaticNode" : "DiscountCodeNode";
  return gid(type, discount.id);
}

/** Uses as Shopify counts them: an order is counted a moment after it was placed. */
export function countedUses(world: World, discount: Discount): number {
  const until = world.now().getTime() - world.state.lag.usesSeconds * 1000;
  return discount.uses.filter(({ at }) => at === undefined || Date.parse(at) <= until).length;
}

/** What a discount is where nothing is said of it. */
export const UNSAID = {
  endsAt: null,
  usageLimit: null,
  appliesOncePerCustomer: false,
  buyers: { kind: "all" },
  items: { kind: "all" },
  minimumSubtotalMinor: null,
  minimumQuantity: null,
  combinesWith: { order: false, product: false, shipping: false },
  appliesOnOneTimePurchase: true,
  appliesOnSubscription: false,
  recurringCycleLimit: null,
  tags: [],
} satisfies Partial<DiscountInput>;

export type DiscountDefaults = Pick<Discount, "code" | "value"> & Partial<DiscountInput>;

/** A discount for everybody, from now on, with nothing else said. */
export function describeDiscount(world: World, input: DiscountDefaults): DiscountInput {
  return {
    title: input.code ?? "Discount",
    startsAt: iso(world),
    ...UNSAID,
    ...input,
  };
}

export type DiscountStatus = "ACTIVE" | "EXPIRED" | "SCHEDULED";

export function discountStatus(discount: Discount, now: Date): DiscountStatus {
  if (discount.endsAt !== null && Date.parse(discount.endsAt) <= now.getTime()) return "EXPIRED";
  return Date.parse(discount.startsAt) > now.getTime() ? "SCHEDULED" : "ACTIVE";
}

/** Discounts on selected items are of the product class, all others of the order class. */
export function discountClass(discount: Pick<Discount, "items" | "value">): DiscountClass {
  if (discount.value.kind === "free_shipping") return "shipping";
  return discount.items.kind === "all" ? "order" : "product";
}

/** A store may have so many automatic discounts active at a time. */
export const maximumAutomatic = 25;

/** The most other automatic discounts that are active at one moment of a period. */
export function crowdOf(
  shop: Shop,
  period: Pick<Discount, "startsAt" | "endsAt">,
  itself: Discount | null,
): number {
  const others = [...shop.discounts.values()].filter(
    (discount) => discount.code === null && discount !== itself && !isEmpty(discount),
  );
  const isDuring = (moment: number, { startsAt, endsAt }: typeof period): boolean =>
    Date.parse(startsAt) <= moment && (endsAt === null || moment < Date.parse(endsAt));
  const moments = [period, ...others]
    .map(({ startsAt }) => Date.parse(startsAt))
    .filter((moment) => isDuring(moment, period));
  return Math.max(
    0,
    ...moments.map((moment) => others.filter((other) => isDuring(moment, other)).length),
  );
}

function isEmpty({ startsAt, endsAt }: Discount): boolean {
  return endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt);
}

/** Ends an active discount now; a discount that has ended stays as it is. */
export function deactivateDiscount(world: World, discount: Discount): void {
  const now = world.now();
  if (discountStatus(discount, now) === "EXPIRED") return;
  discount.endsAt = now.toISOString();
  if (discount.startsAt > discount.endsAt) discount.startsAt = discount.endsAt;
  discount.updatedAt = now.toISOString();
}

/** Opens a discount again from now on; an active one stays as it is. */
export function activateDiscount(world: World, discount: Discount): void {
  const now = world.now();
  const status = discountStatus(discount, now);
  if (status === "ACTIVE") return;
  if (status === "SCHEDULED") discount.startsAt = now.toISOString();
  if (status === "EXPIRED") discount.endsAt = null;
  discount.updatedAt = now.toISOString();
}

export function deleteDiscount(world: World, shop: Shop, discount: Discount): void {
  shop.discounts.delete(discount.id);
  world.emit(shop, {
    topic: "discounts/delete",
    discountId: nodeIdOf(discount),
  });
}

export function requireDiscount(shop: Shop, id: string): Discount {
  return shop.discounts.get(id) ?? refuse(`No discount ${id} in ${shop.domain}`);
}

export function findDiscountByCode(shop: Shop, code: string): Discount | undefined {
  const wanted = code.trim().toLowerCase();
  for (const discount of shop.discounts.values()) {
    if (discount.code?.toLowerCase() === wanted) return discount;
  }
  return undefined;
}
