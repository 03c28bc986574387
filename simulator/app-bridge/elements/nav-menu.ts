// `ui-nav-menu` and `s-app-nav`: the app lists its pages, the frame shows them in its navigation.
import type { HostLink } from "../host-link.ts";
import type { NavMenuItem } from "../protocol.ts";
import { hideContents, watchChanges } from "./actions.ts";

export function defineNavMenu(registry: CustomElementRegistry, link: HostLink): void {
  registry.define("ui-nav-menu", navMenuClass(link));
  registry.define("s-app-nav", navMenuClass(link));
}

function navMenuClass(link: HostLink): CustomElementConstructor {
  return class extends HTMLElement {
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      hideContents(this);
      const report = (): void => link.send({ kind: "nav-menu", items: readItems(this) });
      this.#stop = watchChanges(this, report);
      report();
    }

    disconnectedCallback(): void {
      this.#stop?.();
      link.send({ kind: "nav-menu", items: [] });
    }
  };
}

export interface MenuLink {
  readonly label: string;
  readonly href: string | null;
  readonly rel: string | null;
}

/** The home link names the start page and is not listed as a page of its own. */
export function describeMenu(links: readonly MenuLink[]): NavMenuItem[] {
  return links.flatMap(({ label, href, rel }) =>
    href === null ? [] : [{ label: label.trim(), href, isHome: rel === "home" }],
  );
}

function readItems(menu: Element): NavMenuItem[] {
  const links = [...menu.querySelectorAll("a, s-link")];
  return describeMenu(
    links.map((element) => ({
      label: element.textContent ?? "",
      href: element.getAttribute("href"),
      rel: element.getAttribute("rel"),
    })),
  );
}
