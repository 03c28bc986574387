// Code discounts: their life and who has used them.

import type { Discount, DiscountClass, Shop } from "../model.ts";
import { gid, iso, newId, refuse, type World } from "../world.ts";

export type DiscountInput = Omit<
  Discount,
  "id" | "redeemCodeId" | "uses" | "createdAt" | "updatedAt"
>;

export function createDiscount(world: World, shop: Shop, input: DiscountInput): Discount {
  if (findDiscountByCode(shop, input.code)) {
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
  return discount;
}

export type DiscountDefaults = Pick<Discount, "code" | "value"> & Partial<DiscountInput>;

/** A discount for everybody, from now on, with nothing else said. */
export function describeDiscount(world: World, input: DiscountDefaults): DiscountInput {
  return {
    title: input.code,
    startsAt: iso(world),
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
    ...input,
  };
}

export type DiscountStatus = "ACTIVE" | "EXPIRED" | "SCHEDULED";

export function discountStatus(discount: Discount, now: Date): DiscountStatus {
  if (discount.endsAt !== null && Date.parse(discount.endsAt) <= now.getTime()) return "EXPIRED";
  return Date.parse(discount.startsAt) > now.getTime() ? "SCHEDULED" : "ACTIVE";
}

/** Discounts on selected items are of the product class, all others of the order class. */
export function discountClass(discount: Discount): DiscountClass {
  return discount.items.kind === "all" ? "order" : "product";
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
    discountId: gid("DiscountCodeNode", discount.id),
  });
}

export function findDiscountByCode(shop: Shop, code: string): Discount | undefined {
  const wanted = code.trim().toLowerCase();
  for (const discount of shop.discounts.values()) {
    if (discount.code.toLowerCase() === wanted) return discount;
  }
  return undefined;
}
