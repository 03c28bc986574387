// `ui-modal`: a native dialog inside the app's page, so that focus stays in it, Escape closes it
// and a screen reader announces it; the frame dims everything around the page meanwhile.
import type { HostLink } from "../host-link.ts";
import { watchChanges } from "./actions.ts";
import { buildDialog, drawDialog } from "./modal-dialog.ts";

export interface ModalElement extends HTMLElement {
  show(): Promise<void>;
  hide(): Promise<void>;
  toggle(): Promise<void>;
}

export function defineModal(registry: CustomElementRegistry, link: HostLink): void {
  registry.define("ui-modal", modalClass(link));
}

/** The attributes that app code also reads and writes as properties. */
function attributedElement() {
  return class extends HTMLElement {
    get variant(): string {
      return this.getAttribute("variant") ?? "base";
    }

    set variant(value: string) {
      this.setAttribute("variant", value);
    }

    get src(): string | undefined {
      return this.getAttribute("src") ?? undefined;
    }

    set src(value: string | undefined) {
      if (value === undefined) this.removeAttribute("src");
      else this.setAttribute("src", value);
    }

    get contentWindow(): Window | null {
      return this.shadowRoot?.querySelector("iframe")?.contentWindow ?? null;
    }
  };
}

function modalClass(link: HostLink): CustomElementConstructor {
  return class extends attributedElement() implements ModalElement {
    readonly #content: HTMLElement = document.createElement("div");
    #dialog: HTMLDialogElement | null = null;
    #stop: (() => void) | null = null;

    get content(): HTMLElement {
      return this.#content;
    }

    set content(element: HTMLElement) {
      this.#content.replaceChildren(element);
    }

    connectedCallback(): void {
      this.#dialog ??= buildDialog(this);
      this.#dialog.addEventListener("close", this.#closed);
      this.#stop = watchChanges(this, () => this.#draw());
    }

    disconnectedCallback(): void {
      this.#stop?.();
      this.#dialog?.removeEventListener("close", this.#closed);
      if (this.#dialog?.open) {
        this.#dialog.close();
        link.send({ kind: "modal", isOpen: false });
      }
    }

    readonly #closed = (): void => {
      link.send({ kind: "modal", isOpen: false });
      this.dispatchEvent(new Event("hide"));
    };

    #draw(): void {
      if (this.#dialog?.open) drawDialog(this, this.#dialog);
    }

    async show(): Promise<void> {
      const dialog = this.#dialog;
      if (!dialog || dialog.open) return;
      // Only now, so that the page's own rendering finds the children that it wrote.
      this.#content.slot = "content";
      if (this.#content.parentNode !== this) this.append(this.#content);
      drawDialog(this, dialog);
      dialog.showModal();
      link.send({ kind: "modal", isOpen: true });
      this.dispatchEvent(new Event("show"));
    }

    async hide(): Promise<void> {
      if (this.#dialog?.open) this.#dialog.close();
    }

    toggle(): Promise<void> {
      return this.#dialog?.open ? this.hide() : this.show();
    }
  };
}
