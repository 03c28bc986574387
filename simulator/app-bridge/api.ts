// The `shopify` object that app code sees. What the simulated admin offers answers as documented;
// what it does not offer refuses with a sentence instead of waiting for ever.
import type { ShopifyGlobal } from "@shopify/app-bridge-types";
import type { BridgeConfiguration } from "./configuration.ts";
import type { ModalElement } from "./elements/modal.ts";
import type { SaveBarElement } from "./elements/save-bar.ts";
import type { HostLink } from "./host-link.ts";

const TOAST_DURATION_MS = 5_000;
const MANY = Number.MAX_SAFE_INTEGER;

type PickerOptions = Parameters<ShopifyGlobal["resourcePicker"]>[0];

export function createBridge(
  view: Window,
  configuration: BridgeConfiguration,
  link: HostLink,
): ShopifyGlobal {
  return {
    config: configuration,
    origin: link.hostOrigin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: view.parent !== view, pos: false, intent: false },
    loading: (isLoading = true) => link.send({ kind: "loading", isLoading }),
    idToken: () => link.ask("idToken"),
    user: () => link.ask("user"),
    toast: createToasts(link),
    modal: createModals(view.document),
    saveBar: createSaveBars(view.document, link),
    app: { extensions: () => link.ask("extensions") },
    scopes: {
      query: () => link.ask("scopes"),
      request: (scopes) => link.ask("requestScopes", { scopes }),
      revoke: (scopes) => link.ask("revokeScopes", { scopes }),
    },
    reviews: {
      request: async () => ({
        success: false,
        code: "merchant-ineligible",
        message: "Reviews are not part of the simulated store.",
      }),
    },
    webVitals: { onReport: async () => undefined },
    support: { registerHandler: async () => undefined },
    resourcePicker: createResourcePicker(link),
    ...refusingApis(),
  };
}

/** Nothing where the person closes the picker, as Shopify documents it. */
function createResourcePicker(link: HostLink): ShopifyGlobal["resourcePicker"] {
  const open = async (options: PickerOptions): Promise<unknown> => {
    const { multiple = false } = options;
    const chosen = await link.ask<object[] | null>("resourcePicker", {
      type: options.type,
      action: options.action ?? "add",
      limit: typeof multiple === "number" ? multiple : multiple ? MANY : 1,
      query: options.query ?? "",
      chosenIds: (options.selectionIds ?? []).map(({ id }) => id),
    });
    return chosen === null ? undefined : Object.assign(chosen, { selection: chosen });
  };
  return open as ShopifyGlobal["resourcePicker"];
}

function createToasts(link: HostLink): ShopifyGlobal["toast"] {
  const callbacks = new Map<string, { action?: () => void; dismiss?: () => void }>();
  let lastId = 0;
  link.hear("toast-event", ({ id, event }) => {
    const callback = callbacks.get(id)?.[event];
    callbacks.delete(id);
    callback?.();
  });
  return {
    show(message, options = {}) {
      lastId += 1;
      const id = `toast/${lastId}`;
      callbacks.set(id, {
        ...(options.onAction && { action: options.onAction }),
        ...(options.onDismiss && { dismiss: options.onDismiss }),
      });
      link.send({
        kind: "toast-show",
        toast: {
          id,
          message: String(message),
          isError: options.isError === true,
          durationMs: options.duration ?? TOAST_DURATION_MS,
          action: options.action ?? null,
        },
      });
      return id;
    },
    hide(id) {
      link.send({ kind: "toast-hide", id });
    },
  };
}

function createModals(document: Document): ShopifyGlobal["modal"] {
  const modal = (id: string): ModalElement => findElement(document, id, "ui-modal");
  return {
    show: async (id) => modal(id).show(),
    hide: async (id) => modal(id).hide(),
    toggle: async (id) => modal(id).toggle(),
  };
}

function createSaveBars(document: Document, link: HostLink): ShopifyGlobal["saveBar"] {
  const saveBar = (id: string): SaveBarElement => findElement(document, id, "ui-save-bar");
  return {
    show: async (id) => saveBar(id).show(),
    hide: async (id) => saveBar(id).hide(),
    toggle: async (id) => saveBar(id).toggle(),
    leaveConfirmation: () => link.ask("leaveConfirmation"),
  };
}

function findElement<Kind extends HTMLElement>(document: Document, id: string, tag: string): Kind {
  const element = document.getElementById(id);
  if (element?.localName !== tag) throw new Error(`There is no <${tag} id="${id}"> on this page.`);
  return element as Kind;
}

type RefusingApi = "picker" | "scanner" | "pos" | "shopifyQL" | "setSignals" | "intents" | "tools";

function refusingApis(): Pick<ShopifyGlobal, RefusingApi> {
  const elsewhere = "it is not part of the simulated admin";
  const posOnly = "it exists at the point of sale only";
  return {
    picker: () => refuse("picker", elsewhere),
    scanner: { capture: () => refuse("scanner.capture", "it exists in the mobile app only") },
    pos: {
      cart: new Proxy({} as ShopifyGlobal["pos"]["cart"], {
        get: (_, key) => () => refuse(`pos.cart.${String(key)}`, posOnly),
      }),
      close: () => refuse("pos.close", posOnly),
      device: () => refuse("pos.device", posOnly),
      location: () => refuse("pos.location", posOnly),
    },
    shopifyQL: { available: async () => false },
    setSignals: () => undefined,
    intents: {
      request: { value: null, subscribe: () => () => undefined },
      register: () => () => undefined,
      invoke: () => refuse("intents.invoke", elsewhere),
    },
    tools: {
      register: () => () => undefined,
      unregister: () => undefined,
      clear: () => undefined,
    },
  };
}

function refuse(name: string, why: string): Promise<never> {
  return Promise.reject(new Error(`shopify.${name} is not available: ${why}.`));
}
