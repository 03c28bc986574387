// A metafield of the app that stands with Ana or the shop, and its definition.
import { gid, newId } from "../../../../simulator/world.ts";
import type { ProbedScreens } from "./probe-extension.ts";

interface AppMetafield {
  key: string;
  access: "PUBLIC_READ" | "NONE";
  value: string;
  owner?: "Customer" | "Shop";
}

export function createMetafield(
  { context, shop, ana }: ProbedScreens,
  { key, access, value, owner = "Customer" }: AppMetafield,
): void {
  const namespace = `app--${context.app.apiClientId}`;
  const ownerId = gid(owner, owner === "Shop" ? shop.id : ana.id);
  const at = context.now().toISOString();
  const stored = { namespace, key, value, type: "number_integer", ownerId };
  shop.metafields.set(`${ownerId}/${namespace}/${key}`, {
    ...stored,
    id: newId(context),
    digest: value,
    createdAt: at,
    updatedAt: at,
  });
  shop.metafieldDefinitions = [
    ...shop.metafieldDefinitions.filter((one) => one.key !== key),
    {
      id: newId(context),
      name: key,
      description: null,
      ownerType: owner.toUpperCase(),
      namespace,
      key,
      type: "number_integer",
      adminAccess: "MERCHANT_READ",
      storefrontAccess: access,
    },
  ];
}
