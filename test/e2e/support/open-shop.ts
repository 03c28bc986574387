// A store of a story's own, which sells one product and has the app, a program and its widget.
import { installApp, saveProgram, turnWidgetOn } from "../../../simulator/demo/prepare-shop.ts";
import type { StoryStack } from "./stack.ts";
import { storeOf, type Store } from "./storefront.ts";

interface ShopToOpen {
  handle: string;
  name: string;
  program: Parameters<typeof saveProgram>[2];
}

/** Answers the store, and the address of its product: 43 euros, and none for shipping. */
export async function openShop(
  stack: StoryStack,
  { handle, name, program }: ShopToOpen,
): Promise<{ store: Store; product: string }> {
  const store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name, currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "House Blend",
    variants: [{ price: "43.00", sku: "BLEND" }],
  });
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
  return { store, product: `${store.origin}/products/${created.handle}` };
}
