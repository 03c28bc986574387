// The page around extensions: makes a frame of each place, carries out what the extensions ask
// for, and brings what has changed onto the page.
import { cutToHeight } from "./block-height.ts";
import type { CallAnswer, HostFacts } from "../../extension-host/host-facts.ts";
import { READY } from "../../extension-host/browser/protocol.ts";
import type { Start, ToFrame, ToPage } from "../../extension-host/browser/protocol.ts";

interface Place {
  readonly facts: HostFacts;
  readonly element: HTMLElement;
  readonly frame: HTMLIFrameElement;
  /** Is told how high the frame is. */
  readonly grow: (heightPx: number) => void;
  port: MessagePort | null;
}

const places: Place[] = [];

function makeFrame(element: HTMLElement): void {
  const island = element.querySelector("script[type='application/json']");
  const facts = JSON.parse(island?.textContent ?? "null") as HostFacts | null;
  if (!facts) return;
  const frame = document.createElement("iframe");
  frame.title = facts.name;
  // No origin: no cookies, no storage, and no way to the page but messages.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = facts.frameAddress;
  element.append(frame);
  const isCut = facts.surface === "admin" && facts.target.endsWith(".block.render");
  const grow = isCut ? cutToHeight(frame) : () => {};
  places.push({ facts, element, frame, grow, port: null });
}

window.addEventListener("message", (event) => {
  const place = places.find(({ frame }) => frame.contentWindow === event.source);
  if (!place || event.data !== READY) return;
  const { port1, port2 } = new MessageChannel();
  place.port = port1;
  port1.addEventListener("message", ({ data }: MessageEvent<ToPage>) => hear(place, data));
  port1.start();
  const start: Start = { kind: "start", facts: place.facts };
  place.frame.contentWindow?.postMessage(start, "*", [port2]);
});

function hear(place: Place, message: ToPage): void {
  if (message.kind === "size") {
    place.frame.style.height = `${message.height}px`;
    place.grow(message.height);
    place.element.toggleAttribute("data-empty", message.height === 0);
    return;
  }
  if (message.kind === "link") {
    if (message.isNewPage) window.open(message.href, "_blank", "noopener");
    else window.location.assign(message.href);
    return;
  }
  const { id, method, args } = message;
  const answer = (outcome: CallAnswer): void => {
    const { signals, ...rest } = outcome;
    const reply: ToFrame = { kind: "answer", id, ...rest };
    if (signals) tellEverybody(signals);
    place.port?.postMessage(reply);
  };
  carryOut(place, method, args).then(answer, (error: unknown) => answer({ error: String(error) }));
}

function tellEverybody(signals: Readonly<Record<string, unknown>>): void {
  const news: ToFrame = { kind: "signals", signals };
  for (const { port } of places) port?.postMessage(news);
}

async function carryOut(place: Place, method: string, args: unknown[]): Promise<CallAnswer> {
  const own = pageMethods[method];
  if (own) return { result: await own(place, args) };
  const { callAddress, folder, target } = place.facts;
  const response = await fetch(callAddress, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method, args, folder, target }),
  });
  const answer = (await response.json()) as CallAnswer;
  if (answer.signals) await redraw();
  return answer;
}

type PageMethod = (place: Place, args: unknown[]) => unknown;

const pageMethods: Readonly<Record<string, PageMethod>> = {
  "clipboard.write": (_, [text]) => navigator.clipboard.writeText(String(text)),
  "analytics.publish": () => true,
  requireLogin: () => {
    const { pathname, search } = window.location;
    const back = new URLSearchParams({ return_to: `${pathname}${search}` });
    window.location.assign(`/account/login?${back.toString()}`);
  },
  "toast.show": (_, [text]) => showToast(String(text)),
  "storage.read": (place, [key]) => stored(place, key),
  "storage.get": (place, [key]) => stored(place, key) ?? undefined,
  "storage.write": keep,
  "storage.set": keep,
  "storage.delete": (place, [key]) => {
    localStorage.removeItem(storageName(place, key));
    return true;
  },
  "action.presentModal": ({ facts }) => openModal(facts),
  close: () => closeModal(),
};

function storageName({ facts }: Place, key: unknown): string {
  return `extension/${facts.folder}/${String(key)}`;
}

function stored(place: Place, key: unknown): unknown {
  return JSON.parse(localStorage.getItem(storageName(place, key)) ?? "null");
}

function keep(place: Place, [key, value]: unknown[]): void {
  localStorage.setItem(storageName(place, key), JSON.stringify(value ?? null));
}

function showToast(text: string): void {
  const toasts = document.querySelector("#extension-toasts");
  const toast = document.createElement("p");
  toast.textContent = text;
  toasts?.replaceChildren(toast);
}

/** The modal of the same place: of the home screen for a tile, of the customer for a block. */
function openModal({ folder, target }: HostFacts): void {
  const wanted = target.startsWith("pos.home.")
    ? "pos.home.modal.render"
    : target.replace(/\.(block|action\.menu-item)\.render$/, ".action.render");
  const found = [...document.querySelectorAll<HTMLElement>("[data-modal]")].find(
    (element) => element.dataset["target"] === wanted && element.dataset["folder"] === folder,
  );
  const dialog = document.querySelector<HTMLDialogElement>("#extension-modal");
  if (!found || !dialog) return;
  closeModal();
  const copy = found.cloneNode(true) as HTMLElement;
  copy.hidden = false;
  copy.querySelector("script")?.removeAttribute("id");
  dialog.querySelector("[data-content]")?.replaceChildren(copy);
  makeFrame(copy);
  dialog.showModal();
}

function closeModal(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#extension-modal");
  const shown = places.findIndex(({ element }) => dialog?.contains(element));
  if (shown >= 0) places.splice(shown, 1);
  dialog?.querySelector("[data-content]")?.replaceChildren();
  dialog?.close();
}

/** Parts of the page that an extension's change may alter are fetched and put in place. */
async function redraw(): Promise<void> {
  const response = await fetch(window.location.href);
  if (response.ok) showLiveParts(await documentOf(response));
}

async function documentOf(response: Response): Promise<Document> {
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function showLiveParts(fresh: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const next = fresh.querySelector(`[data-live="${part.dataset["live"] ?? ""}"]`);
    if (!next) continue;
    const hadFocus = part.contains(document.activeElement);
    part.replaceWith(next);
    if (hadFocus) next.querySelector<HTMLElement>("input, button")?.focus();
  }
}

/** Changes of the checkout leave its extensions in place, as at Shopify, and tell them. */
async function changeInPlace(form: HTMLFormElement, submitter: HTMLElement): Promise<void> {
  const fields = new FormData(form, submitter);
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === "string") body.append(name, value);
  // Its buttons are called `action`, too, and hide the property.
  const address = form.getAttribute("action") ?? window.location.href;
  const response = await fetch(address, { method: "POST", body });
  if (new URL(response.url).pathname !== window.location.pathname) {
    return window.location.assign(response.url);
  }
  const fresh = await documentOf(response);
  showLiveParts(fresh);
  for (const { facts, port } of places) {
    const island = fresh.getElementById(facts.id)?.textContent;
    if (!island) continue;
    const news: ToFrame = { kind: "signals", signals: (JSON.parse(island) as HostFacts).signals };
    port?.postMessage(news);
  }
}

document.querySelector("form.checkout")?.addEventListener("submit", (event) => {
  const { submitter, target } = event as SubmitEvent;
  if (!(target instanceof HTMLFormElement) || !submitter || places.length === 0) return;
  if (submitter.getAttribute("value") === "pay") return;
  event.preventDefault();
  changeInPlace(target, submitter).catch(() => window.location.reload());
});

for (const element of document.querySelectorAll<HTMLElement>("[data-extension]")) {
  if (!element.hasAttribute("data-modal")) makeFrame(element);
}
document.querySelector("#extension-modal [data-close]")?.addEventListener("click", closeModal);
