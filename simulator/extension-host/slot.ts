// The places of a page where extensions stand. The page's script makes a frame of each; what the
// extension is given stands beside it as data.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";
import { html, jsonIsland } from "../screens/html.ts";
import type { Html } from "../screens/html.ts";
import { readExtensions } from "./declared-extensions.ts";
import type { DeclaredExtension } from "./declared-extensions.ts";
import type { HostFacts, PageFacts } from "./host-facts.ts";
import { isPlaced, mayUseNetwork, valuesOf } from "./host-settings.ts";

export interface SlotInput {
  readonly context: SimulatorContext;
  readonly shop: Shop;
  readonly target: string;
  readonly page: PageFacts;
  /** One extension among those of the target, by its handle. */
  readonly handle?: string;
  /** Opened by `action.presentModal()`, not with the page. */
  readonly isModal?: boolean;
}

export function placedExtensions(
  { settings }: SimulatorContext,
  shop: Shop,
  target: string,
): DeclaredExtension[] {
  return readExtensions(settings.extensionsRoot).filter(
    (extension) => extension.targets.includes(target) && isPlaced(shop, extension, target),
  );
}

/** Nothing where no extension stands. */
export function extensionSlots(input: SlotInput): Html {
  const found = placedExtensions(input.context, input.shop, input.target);
  return html`${found
    .filter(({ handle }) => input.handle === undefined || handle === input.handle)
    .map((extension) => slot(input, extension))}`;
}

function slot(input: SlotInput, extension: DeclaredExtension): Html {
  const { context, target, isModal } = input;
  if (!existsSync(bundleFile(context, extension.folder, target))) {
    return html`<p class="extension-missing" role="note">
      “${extension.name}” is not built yet: run <code>npm run build</code>.
    </p>`;
  }
  const facts = factsFor(input, extension);
  return html`<div
    class="extension"
    data-extension="${facts.id}"
    data-folder="${extension.folder}"
    data-target="${target}"
    ${isModal && html`data-modal hidden`}
  >
    ${jsonIsland(facts.id, facts)}
  </div>`;
}

function factsFor(
  { context, shop, target, page }: SlotInput,
  extension: DeclaredExtension,
): HostFacts {
  const { folder, handle, name, texts, defaultLocale } = extension;
  const { signals, values, ...rest } = page;
  const extensionLanguage = texts.has(page.language) ? page.language : defaultLocale;
  const frame = `${context.origin}/extension-frame/${shop.handle}/${folder}/${target}`;
  const known = signals["appMetafields"];
  return {
    ...rest,
    id: `extension-${folder}-${target}`.replaceAll(".", "-"),
    folder,
    handle,
    name,
    target,
    frameAddress: frame,
    bundleAddress: `${frame}.js`,
    appUrl: context.settings.appUrl,
    extensionLanguage,
    texts: texts.get(extensionLanguage) ?? {},
    values: {
      ...values,
      extensionPoint: target,
      "extension.target": target,
      "extension.apiVersion": "2026-07",
      "extension.scriptUrl": `${frame}.js`,
    },
    signals: {
      ...signals,
      ...(isForShoppers(page) && {
        settings: valuesOf(shop, extension),
        "extension.capabilities": mayUseNetwork(shop, extension) ? ["network_access"] : [],
        "extension.rendered": true,
        "localization.extensionLanguage": { isoCode: extensionLanguage },
      }),
      ...(Array.isArray(known) && { appMetafields: declaredOnly(known, extension) }),
    },
  };
}

/** Staff's extensions have neither settings nor capabilities. */
function isForShoppers({ surface }: PageFacts): boolean {
  return surface === "checkout" || surface === "customer-account";
}

type Entry = { metafield: { namespace: string; key: string } };

/** The app's own metafields that the extension has asked for by namespace and key. */
function declaredOnly(entries: readonly unknown[], { metafields }: DeclaredExtension): unknown[] {
  return entries.filter((entry) => {
    const { namespace, key } = (entry as Entry).metafield;
    return metafields.some((wanted) => wanted.namespace === namespace && wanted.key === key);
  });
}

export function bundleFile(
  { settings }: Pick<SimulatorContext, "settings">,
  folder: string,
  target: string,
): string {
  return join(settings.bundlesDir, folder, `${target}.js`);
}
