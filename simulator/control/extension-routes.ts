// Control calls about UI extensions: what the store allows them, and what the merchant has set.

import { z } from "zod";
import { parseInput, text } from "./parse-input.ts";
import { onShop } from "./shop-routes.ts";
import { readExtensions } from "../extension-host/declared-extensions.ts";
import { changeValues, hostSettings, valuesOf } from "../extension-host/host-settings.ts";
import type { Route } from "../server.ts";
import { refuse } from "../world.ts";

const changes = z.strictObject({
  networkAccess: z.boolean().optional(),
  codesMayChange: z.boolean().optional(),
  leavesCodesOut: z.boolean().optional(),
  /** All that does not stand, as `folder/target`. */
  removed: z.array(text).optional(),
  /** By folder, all values of an extension. */
  settings: z.record(text, z.record(text, z.string())).optional(),
});

export function extensionRoutes(): Route[] {
  return [
    onShop("POST", "/extensions", (request, context, shop) => {
      const wanted = parseInput(request, changes);
      const known = readExtensions(context.settings.extensionsRoot);
      const settings = hostSettings(shop);
      settings.hasNetworkAccess = wanted.networkAccess ?? settings.hasNetworkAccess;
      settings.canUpdateDiscountCodes = wanted.codesMayChange ?? settings.canUpdateDiscountCodes;
      settings.saysYesToCodesLeftOut = wanted.leavesCodesOut ?? settings.saysYesToCodesLeftOut;
      if (wanted.removed) {
        settings.removed.clear();
        for (const place of wanted.removed) settings.removed.add(place);
      }
      for (const [folder, values] of Object.entries(wanted.settings ?? {})) {
        const extension = known.find((one) => one.folder === folder);
        if (!extension) return refuse(`No extension "${folder}" here`);
        changeValues(shop, extension, values);
      }
      return {
        networkAccess: settings.hasNetworkAccess,
        codesMayChange: settings.canUpdateDiscountCodes,
        leavesCodesOut: settings.saysYesToCodesLeftOut,
        removed: [...settings.removed],
        extensions: known.map((one) => ({
          folder: one.folder,
          handle: one.handle,
          targets: one.targets,
          settings: valuesOf(shop, one),
        })),
      };
    }),
  ];
}
