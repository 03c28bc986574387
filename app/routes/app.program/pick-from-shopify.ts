// Shopify's own list of products, variants or collections, opened over the app.
import type { useAppBridge } from "@shopify/app-bridge-react";
import type { PickedKind } from "../../ui/program/program-form.tsx";

type Bridge = ReturnType<typeof useAppBridge>;

const nouns = { product: "Product", variant: "ProductVariant", collection: "Collection" } as const;
/** As many as a list of the program can name. */
const MAX_CHOSEN = 100;

export interface Picked {
  id: string;
  /** Null where Shopify's list does not tell it. */
  name: string | null;
}

/** Answers what was chosen, null where the list was closed. Throws without a list. */
export async function pickFromShopify(
  bridge: Bridge,
  kind: PickedKind,
  chosenIds: readonly string[],
): Promise<Picked[] | null> {
  const chosen = await bridge.resourcePicker({
    type: kind,
    multiple: MAX_CHOSEN,
    action: "select",
    selectionIds: chosenIds.map((id) => ({ id: `gid://shopify/${nouns[kind]}/${id}` })),
  });
  return (
    chosen?.map((thing) => ({
      id: thing.id.slice(thing.id.lastIndexOf("/") + 1),
      name: ("displayName" in thing ? thing.displayName : thing.title) ?? null,
    })) ?? null
  );
}
