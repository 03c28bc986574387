// The classic script `/app-bridge.js`: runs before the app, so that `shopify` exists when the app
// starts and the elements are known when they are parsed.
import { createBridge } from "./api.ts";
import { createAuthenticatedFetch } from "./app-requests.ts";
import { readConfiguration } from "./configuration.ts";
import { defineModal } from "./elements/modal.ts";
import { defineNavMenu } from "./elements/nav-menu.ts";
import { SaveBarDisplay, defineSaveBar } from "./elements/save-bar.ts";
import { defineTitleBar } from "./elements/title-bar.ts";
import { trackForms } from "./form-tracking.ts";
import { createHostLink, findHostOrigin } from "./host-link.ts";
import { installNavigation } from "./navigation.ts";
import { addressToReload } from "./reload.ts";

const STORAGE_KEY = "app-bridge-configuration";

function start(): void {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) throw new Error("App Bridge must be loaded by a plain script tag.");
  if (Reflect.has(window, "shopify")) return;
  const configuration = readConfiguration({
    scriptKey: script.dataset["apiKey"] ?? null,
    metaKey:
      document.querySelector('meta[name="shopify-api-key"]')?.getAttribute("content") ?? null,
    search: location.search,
    remembered: sessionStorage.getItem(STORAGE_KEY),
  });
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(configuration));

  const link = createHostLink(window, findHostOrigin(location.ancestorOrigins, script.src));
  const bridge = createBridge(window, configuration, link);
  Object.defineProperty(window, "shopify", { value: bridge, configurable: true, enumerable: true });

  window.fetch = createAuthenticatedFetch(window.fetch.bind(window), {
    appOrigin: location.origin,
    idToken: () => bridge.idToken(),
    leave: (address) => link.send({ kind: "leave", address, target: "_top" }),
  });
  link.send({ kind: "hello", path: location.pathname });
  if (openReloadedPage(bridge.idToken)) return;
  defineElements(link);
  installNavigation(window, link, {
    handle: configuration.shop.replace(/\.myshopify\.com$/, ""),
    adminOrigin: link.hostOrigin,
    appOrigin: location.origin,
    apiKey: configuration.apiKey,
  });
}

function defineElements(link: ReturnType<typeof createHostLink>): void {
  const display = new SaveBarDisplay(link);
  defineNavMenu(customElements, link);
  defineTitleBar(customElements, link);
  defineSaveBar(customElements, display);
  defineModal(customElements, link);
  const track = (): void => trackForms(document, display);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", track);
  else track();
}

/** The app's server asks for the page again when it was opened without a session token. */
function openReloadedPage(idToken: () => Promise<string>): boolean {
  const address = addressToReload(location.href);
  if (!address) return false;
  void idToken().then((token) => {
    address.searchParams.set("id_token", token);
    location.replace(address);
  });
  return true;
}

start();
