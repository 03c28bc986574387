// `ui-save-bar` and `shopify.saveBar`: one bar at a time, drawn by the frame, which also holds back
// its own navigation while the bar stands.
import type { HostLink } from "../host-link.ts";
import type { SaveBarState } from "../protocol.ts";
import {
  actionButtons,
  describeElement,
  hideContents,
  isSet,
  pressButton,
  watchChanges,
} from "./actions.ts";

export interface SaveBarOwner {
  state(): SaveBarState;
  press(key: "save" | "discard"): void;
}

/** Which bar stands now, shared by the elements and by forms that track their own changes. */
export class SaveBarDisplay {
  readonly #link: HostLink;
  #owner: SaveBarOwner | null = null;

  constructor(link: HostLink) {
    this.#link = link;
    link.hear("press", ({ area, key }) => {
      if (area === "save-bar" && (key === "save" || key === "discard")) this.#owner?.press(key);
    });
  }

  isShownBy(owner: SaveBarOwner): boolean {
    return this.#owner === owner;
  }

  show(owner: SaveBarOwner): void {
    this.#owner = owner;
    this.#link.send({ kind: "save-bar", state: owner.state() });
  }

  refresh(owner: SaveBarOwner): void {
    if (this.#owner === owner) this.show(owner);
  }

  hide(owner: SaveBarOwner): void {
    if (this.#owner !== owner) return;
    this.#owner = null;
    this.#link.send({ kind: "save-bar", state: null });
  }
}

export interface SaveBarElement extends HTMLElement {
  readonly showing: boolean;
  show(): Promise<void>;
  hide(): Promise<void>;
  toggle(): Promise<void>;
}

export function defineSaveBar(registry: CustomElementRegistry, display: SaveBarDisplay): void {
  class SaveBar extends HTMLElement implements SaveBarElement, SaveBarOwner {
    #stop: (() => void) | null = null;

    get showing(): boolean {
      return display.isShownBy(this);
    }

    get discardConfirmation(): boolean {
      return isSet(this.getAttribute("discardconfirmation"));
    }

    set discardConfirmation(value: boolean) {
      this.toggleAttribute("discardconfirmation", value);
    }

    connectedCallback(): void {
      hideContents(this);
      this.#stop = watchChanges(this, () => display.refresh(this));
    }

    disconnectedCallback(): void {
      this.#stop?.();
      display.hide(this);
    }

    state(): SaveBarState {
      const buttons = saveBarButtons(this);
      return {
        isVisible: true,
        save: describeSaveBarButton("save", "Save", buttons.save?.[1]),
        discard: describeSaveBarButton("discard", "Discard", buttons.discard?.[1]),
        asksBeforeDiscard: this.discardConfirmation,
      };
    }

    press(key: "save" | "discard"): void {
      const button = saveBarButtons(this)[key];
      if (button) pressButton(this, button[0]);
    }

    async show(): Promise<void> {
      if (this.showing) return;
      display.show(this);
      this.dispatchEvent(new Event("show"));
    }

    async hide(): Promise<void> {
      if (!this.showing) return;
      display.hide(this);
      this.dispatchEvent(new Event("hide"));
    }

    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }
  }
  registry.define("ui-save-bar", SaveBar);
}

type KeyedButton = readonly [string, HTMLElement];

function saveBarButtons(owner: Element): Record<"save" | "discard", KeyedButton | undefined> {
  const buttons = [...actionButtons(owner)];
  const isSave = ([, button]: KeyedButton): boolean => button.getAttribute("variant") === "primary";
  return { save: buttons.find(isSave), discard: buttons.find((button) => !isSave(button)) };
}

function describeSaveBarButton(
  key: "save" | "discard",
  label: string,
  element: HTMLElement | undefined,
): SaveBarState["save"] {
  if (!element) {
    return {
      key,
      label,
      isDisabled: false,
      isLoading: false,
      isPrimary: key === "save",
      isCritical: false,
    };
  }
  const described = describeElement(key, element);
  return { ...described, label: described.label || label, isPrimary: key === "save" };
}
