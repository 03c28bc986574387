// Runs one extension in its frame: elements that stand in for Shopify's, a global `shopify` made of
// what the page tells, and the bundle as it is deployed.
import type { HostFacts } from "../../extension-host/host-facts.ts";
import { defineElements } from "../../extension-host/browser/elements/define.ts";
import { PAGE_STYLES } from "../../extension-host/browser/elements/styles.ts";
import { watchElements } from "../../extension-host/browser/elements/watch.ts";
import { frameNavigation } from "../../extension-host/browser/frame-navigation.ts";
import { READY } from "../../extension-host/browser/protocol.ts";
import type { Start, ToFrame, ToPage } from "../../extension-host/browser/protocol.ts";
import { resolveLink } from "../../extension-host/browser/resolve-link.ts";
import { shopifyGlobal } from "../../extension-host/browser/shopify-global.ts";
import type { Call } from "../../extension-host/browser/shopify-global.ts";

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

window.addEventListener("message", begin);
window.parent.postMessage(READY, "*");

function begin(event: MessageEvent<Start>): void {
  const [port] = event.ports;
  if (event.source !== window.parent || event.data?.kind !== "start" || !port) return;
  window.removeEventListener("message", begin);
  run(event.data.facts, port).catch((error: unknown) => console.error(error));
}

async function run(facts: HostFacts, port: MessagePort): Promise<void> {
  const send = (message: ToPage): void => port.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const call: Call = (method, args) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      send({ kind: "call", id: calls, method, args });
    });
  const { shopify, change } = shopifyGlobal(facts, call);
  port.addEventListener("message", ({ data }: MessageEvent<ToFrame>) => {
    if (data.kind === "signals") change(data.signals);
    else settle(waiting, data);
  });
  port.start();
  const open = (href: string, isNewPage: boolean): void => {
    const address = resolveLink(href, facts);
    if (address === null) console.error(`An extension may not open "${href}"`);
    else send({ kind: "link", href: address, isNewPage });
  };
  giveGlobals(facts, shopify, call, open);
  dress(facts);
  defineElements({ open, copy: (text) => call("clipboard.write", [text]) });
  watchElements();
  tellSize(send);
  const bundle = (await import(/* @vite-ignore */ facts.bundleAddress)) as {
    default?: () => unknown;
  };
  if (typeof bundle.default !== "function") throw new Error("The bundle exports no function");
  await bundle.default();
}

function settle(waiting: Map<number, Waiting>, answer: ToFrame & { kind: "answer" }): void {
  const found = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.error === undefined) found?.resolve(answer.result);
  else found?.reject(new Error(answer.error));
}

function giveGlobals(
  facts: HostFacts,
  shopify: object,
  call: Call,
  open: (href: string, isNewPage: boolean) => void,
): void {
  const give = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  give("shopify", shopify);
  // What Shopify's bundler writes into the bundle when the app is deployed.
  give("process", { env: { APP_URL: facts.appUrl } });
  give(
    "navigation",
    frameNavigation(facts, (href) => open(href, false)),
  );
  give("close", () => void call("close", []));
  if (facts.surface !== "admin" && facts.surface !== "pos") return;
  // In these two places a path is one of the app's.
  const reach = globalThis.fetch.bind(globalThis);
  give("fetch", (input: RequestInfo | URL, init?: RequestInit) =>
    reach(typeof input === "string" ? new URL(input, facts.appUrl) : input, init),
  );
}

function dress({ extensionLanguage, surface, palette, name }: HostFacts): void {
  const root = document.documentElement;
  root.lang = extensionLanguage;
  root.dataset["surface"] = surface;
  root.dataset["palette"] = palette;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAGE_STYLES);
  document.adoptedStyleSheets = [sheet];
  document.title = name;
}

/** The frame is as high as what it shows. */
function tellSize(send: (message: ToPage) => void): void {
  let told = -1;
  const tell = (): void => {
    const isEmpty = document.body.childElementCount === 0;
    const height = isEmpty ? 0 : Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    send({ kind: "size", height });
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
}
