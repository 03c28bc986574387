// Keeps the frame's address in step with the app's, follows the frame's menu, and sends every link
// that leaves the app to the frame, which alone may change the page around it.
import { appPath, resolveDestination } from "./addresses.ts";
import type { AddressContext } from "./addresses.ts";
import type { HostLink } from "./host-link.ts";

const NAVIGATE_EVENT = "shopify:navigate";
const KEPT_PARAMETERS = ["embedded", "host", "locale", "shop"];
const MENU_LINKS = "ui-nav-menu a, s-app-nav a, s-app-nav s-link";

export function installNavigation(view: Window, link: HostLink, context: AddressContext): void {
  reportLocation(view, link);
  followMenu(view, link);
  catchOpen(view, link, context);
  catchLinks(view, link, context);
}

function reportLocation(view: Window, link: HostLink): void {
  const report = (): void => {
    const path = appPath(new URL(view.location.href));
    link.send({ kind: "location", path, title: view.document.title });
  };
  for (const name of ["pushState", "replaceState"] as const) {
    const original = view.history[name].bind(view.history);
    view.history[name] = (...parameters: Parameters<History["pushState"]>) => {
      original(...parameters);
      report();
    };
  }
  view.addEventListener("popstate", report);
  view.addEventListener("hashchange", report);
  report();
}

/** Apps with a router listen for the event; for the others the frame's page is opened as a page. */
function followMenu(view: Window, link: HostLink): void {
  const isHeard = watchListeners(view);
  link.hear("navigate", ({ href }) => {
    const target = findMenuLink(view.document, href) ?? view.document.createElement("a");
    if (!target.isConnected) target.setAttribute("href", href);
    if (!isHeard()) {
      view.location.assign(pageAddress(href, view.location));
      return;
    }
    const event = new CustomEvent(NAVIGATE_EVENT, { bubbles: true, cancelable: true });
    if (target.isConnected) {
      target.dispatchEvent(event);
      return;
    }
    target.hidden = true;
    view.document.body.append(target);
    target.dispatchEvent(event);
    target.remove();
  });
}

/** A page opened as a page needs what the frame added, so that the app's server knows the shop. */
export function pageAddress(href: string, current: Pick<Location, "origin" | "search">): string {
  const address = new URL(href, current.origin);
  const search = new URLSearchParams(current.search);
  for (const name of KEPT_PARAMETERS) {
    const value = search.get(name);
    if (value !== null && !address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address.href;
}

function findMenuLink(document: Document, href: string): HTMLElement | null {
  const links = [...document.querySelectorAll<HTMLElement>(MENU_LINKS)];
  return links.find((link) => link.getAttribute("href") === href) ?? null;
}

type AnyListening = (
  type: string,
  listener: EventListenerOrEventListenerObject,
  options?: boolean | AddEventListenerOptions,
) => void;

function watchListeners(view: Window): () => boolean {
  let count = 0;
  for (const target of [view, view.document]) {
    const add: AnyListening = target.addEventListener.bind(target);
    const remove: AnyListening = target.removeEventListener.bind(target);
    target.addEventListener = (...parameters: Parameters<AnyListening>) => {
      if (parameters[0] === NAVIGATE_EVENT) count += 1;
      add(...parameters);
    };
    target.removeEventListener = (...parameters: Parameters<AnyListening>) => {
      if (parameters[0] === NAVIGATE_EVENT) count -= 1;
      remove(...parameters);
    };
  }
  return () => count > 0;
}

function catchOpen(view: Window, link: HostLink, context: AddressContext): void {
  const open = view.open.bind(view);
  view.open = (url, target, features) => {
    const address = String(url ?? "");
    if (address === "" || !leaves(address, target ?? "_blank", context)) {
      return open(url, target, features);
    }
    link.send({ kind: "leave", address, target: target ?? "_blank" });
    return null;
  };
}

function catchLinks(view: Window, link: HostLink, context: AddressContext): void {
  view.document.addEventListener(
    "click",
    (event) => {
      const anchor = event
        .composedPath()
        .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
      const address = anchor?.getAttribute("href");
      if (!anchor || !address || event.defaultPrevented || event.button !== 0) return;
      const target = anchor.getAttribute("target") ?? "_self";
      if (!leaves(address, target, context)) return;
      event.preventDefault();
      link.send({ kind: "leave", address, target });
    },
    { capture: true },
  );
}

/** Links within the app stay the app's own affair unless they ask for the whole window. */
export function leaves(address: string, target: string, context: AddressContext): boolean {
  const destination = resolveDestination(address, context);
  if (destination.place === "app") return target === "_top" || target === "_parent";
  return destination.place !== "outside" || target === "_top" || target === "_parent";
}
