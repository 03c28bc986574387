// The global `shopify` of an extension, made of what its page tells it: values, signals, and
// functions that the page carries out.
import type { HostFacts } from "../host-facts.ts";
import { HostSignal } from "./host-signal.ts";
import type { SignalClass } from "./host-signal.ts";
import { translations } from "./translations.ts";

export type Call = (method: string, args: unknown[]) => Promise<unknown>;

export interface ShopifyGlobal {
  readonly shopify: Record<string, unknown>;
  readonly change: (signals: Readonly<Record<string, unknown>>) => void;
}

/** What the page does by itself, without the simulator's server. */
const PAGE_METHODS: Readonly<Record<HostFacts["surface"], readonly string[]>> = {
  checkout: ["storage.read", "storage.write", "storage.delete", "analytics.publish"],
  "customer-account": [
    "storage.read",
    "storage.write",
    "storage.delete",
    "analytics.publish",
    "toast.show",
    "requireLogin",
  ],
  admin: ["storage.get", "storage.set", "storage.delete", "close"],
  pos: ["storage.get", "storage.set", "storage.delete", "toast.show", "action.presentModal"],
};

export function shopifyGlobal(facts: HostFacts, call: Call): ShopifyGlobal {
  const shopify: Record<string, unknown> = {};
  const signals = new Map<string, HostSignal>();
  for (const [path, value] of Object.entries(facts.values)) put(shopify, path, value);
  for (const [path, value] of Object.entries(facts.signals)) {
    const signal = new HostSignal(value ?? undefined);
    signals.set(path, signal);
    put(shopify, path, signal);
  }
  for (const method of [...facts.methods, ...PAGE_METHODS[facts.surface]]) {
    put(shopify, method, (...args: unknown[]) => call(method, args));
  }
  put(
    shopify,
    "i18n",
    translations(facts, (problem) => console.error(problem)),
  );
  put(shopify, "setSignals", (Signal: SignalClass) => {
    for (const signal of signals.values()) signal.adopt(Signal);
  });
  return {
    shopify,
    change(news) {
      for (const [path, value] of Object.entries(news)) signals.get(path)?.set(value ?? undefined);
    },
  };
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? path;
  let inner = target;
  for (const key of keys) inner = (inner[key] ??= {}) as Record<string, unknown>;
  inner[last] = value;
}
