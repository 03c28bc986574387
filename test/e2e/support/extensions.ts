// UI extensions of the app as people meet them: each in a frame of its own, by the place it stands.
import type { FrameLocator, Page } from "playwright-core";

export type Target =
  | "admin.customer-details.block.render"
  | "customer-account.order-status.block.render"
  | "customer-account.page.render"
  | "customer-account.profile.block.render"
  | "pos.customer-details.block.render"
  | "pos.home.modal.render"
  | "pos.home.tile.render"
  | "purchase.checkout.block.render"
  | "purchase.thank-you.block.render";

export function extensionAt(page: Page, target: Target): FrameLocator {
  return page.frameLocator(`[data-target="${target}"] iframe`);
}

/** Puts one unit of a product into the cart and goes to the checkout. */
export async function openCheckout(page: Page, product: string): Promise<void> {
  await page.goto(product);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByRole("heading", { name: "Checkout" }).waitFor({ state: "attached" });
}
