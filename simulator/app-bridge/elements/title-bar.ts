// `ui-title-bar`: the frame draws the page's title and actions; pressing one presses the app's own.
import type { HostLink } from "../host-link.ts";
import type { TitleBarState } from "../protocol.ts";
import {
  actionButtons,
  describeElement,
  hideContents,
  pressButton,
  watchChanges,
} from "./actions.ts";

export function defineTitleBar(registry: CustomElementRegistry, link: HostLink): void {
  const shown: { bar: HTMLElement | null } = { bar: null };

  class TitleBar extends HTMLElement {
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      hideContents(this);
      if (this.closest("ui-modal")) return;
      shown.bar = this;
      const report = (): void => {
        if (shown.bar === this) link.send({ kind: "title-bar", state: readTitleBar(this) });
      };
      this.#stop = watchChanges(this, report);
      report();
    }

    disconnectedCallback(): void {
      this.#stop?.();
      if (shown.bar !== this) return;
      shown.bar = null;
      link.send({ kind: "title-bar", state: null });
    }
  }

  registry.define("ui-title-bar", TitleBar);
  link.hear("press", ({ area, key }) => {
    if (area === "title-bar" && shown.bar) pressButton(shown.bar, key);
  });
}

export function readTitleBar(element: Element): TitleBarState {
  const actions = [...actionButtons(element)].map(([key, button]) => ({
    isBreadcrumb: button.getAttribute("variant") === "breadcrumb",
    action: describeElement(key, button),
  }));
  return {
    title: element.getAttribute("title") ?? "",
    breadcrumb: actions.find(({ isBreadcrumb }) => isBreadcrumb)?.action ?? null,
    actions: actions.filter(({ isBreadcrumb }) => !isBreadcrumb).map(({ action }) => action),
  };
}
