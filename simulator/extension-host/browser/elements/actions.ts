// Stand-ins that do something when they are pressed: buttons, links, forms, and what opens.
import { StandIn, setAttribute } from "./stand-in.ts";
import { applyBox } from "./spacing.ts";

/** A button, or a link where it has an address. */
export class Button extends StandIn {
  protected build(): void {
    this.drawElement();
    this.addEventListener("click", (event) => this.press(event));
  }

  protected override draw(): void {
    const inner = this.drawElement();
    const isBusy = this.isOn("loading");
    inner.className = [
      this.look(),
      this.attr("variant") || "auto",
      this.attr("tone") && `tone-${this.attr("tone")}`,
      isBusy && "busy",
      this.attr("inlinesize") === "fill" && "fill",
    ]
      .filter(Boolean)
      .join(" ");
    setAttribute(inner, "aria-label", this.attr("accessibilitylabel"));
    setAttribute(inner, "aria-busy", isBusy ? "true" : "");
    const isPressed = this.hasAttribute("pressed") ? String(this.isOn("pressed")) : "";
    setAttribute(inner, "aria-pressed", isPressed);
    if (inner instanceof HTMLButtonElement) inner.disabled = this.isOn("disabled") || isBusy;
    else setAttribute(inner, "href", this.attr("href"));
    if (this.localName === "s-clickable") {
      applyBox(this, inner);
      inner.classList.add(this.look());
    }
  }

  protected look(): string {
    return this.localName.slice(2);
  }

  /** The element is another one where an address comes or goes. */
  private drawElement(): HTMLElement {
    const wanted = this.hasAttribute("href") ? "a" : "button";
    const existing = this.shadow.querySelector<HTMLElement>("[data-part=box]");
    if (existing?.localName === wanted) return existing;
    const type = wanted === "button" ? ' type="button"' : "";
    this.markup(`<${wanted} data-part="box"${type}><slot></slot></${wanted}>`);
    return this.piece("box");
  }

  private press(event: Event): void {
    if (this.isOn("disabled") || this.isOn("loading")) return;
    if (this.hasAttribute("href")) {
      event.preventDefault();
      this.reach.open(this.attr("href"), this.attr("target") === "_blank");
    }
    if (this.hasAttribute("commandfor")) this.giveCommand();
    const form = this.closest("s-form");
    if (!(form instanceof Form)) return;
    if (this.attr("type") === "submit") form.send();
    if (this.attr("type") === "reset") form.dispatchEvent(new Event("reset"));
  }
}

/** One on the screen of the till. */
export class Tile extends Button {
  protected override draw(): void {
    super.draw();
    const box = this.piece("box");
    const texts = [this.attr("heading"), this.attr("subheading"), this.attr("itemcount")];
    const lines = texts.filter((text) => text !== "");
    // Lines that stay are written anew, not made anew: a press may be on one of them.
    while (box.childElementCount > lines.length) box.lastElementChild?.remove();
    for (const [index, text] of lines.entries()) {
      const line = box.children[index] ?? box.appendChild(document.createElement("span"));
      line.className = index === 0 ? "strong" : "subdued";
      line.textContent = text;
    }
  }
}

export class Form extends StandIn {
  protected build(): void {
    this.markup(`<slot></slot>`);
  }

  send(): void {
    this.dispatchEvent(new Event("submit", { cancelable: true }));
  }
}

/** Nothing to see; a button's command copies its text. */
export class ClipboardItem extends StandIn {
  protected build(): void {}

  override obeyCommand(name: string): void {
    if (name !== "--copy" && name !== "--auto") return super.obeyCommand(name);
    this.reach.copy(this.attr("text")).then(
      () => this.dispatchEvent(new Event("copy")),
      () => this.dispatchEvent(new Event("copyerror")),
    );
  }
}

/** Modals, sheets and popovers: shown and hidden by commands. */
export class Overlay extends StandIn {
  protected build(): void {
    this.markup(`<dialog data-part="dialog"><div class="dialog-head"><h2 data-part="heading"></h2>
      <button type="button" data-part="close" class="dismiss" aria-label="Close">×</button></div>
      <slot></slot><div class="actions"><slot name="secondary-actions"></slot>
      <slot name="primary-action"></slot></div></dialog>`);
    const dialog = this.piece<HTMLDialogElement>("dialog");
    this.piece("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      this.dispatchEvent(new Event("hide"));
      this.dispatchEvent(new Event("afterhide"));
    });
  }

  protected override draw(): void {
    this.piece("heading").textContent = this.attr("heading");
    const label = this.attr("accessibilitylabel") || this.attr("heading");
    setAttribute(this.piece("dialog"), "aria-label", label);
  }

  showOverlay(): void {
    const dialog = this.piece<HTMLDialogElement>("dialog");
    if (dialog.open) return;
    dialog.showModal();
    this.dispatchEvent(new Event("show"));
    this.dispatchEvent(new Event("aftershow"));
  }

  hideOverlay(): void {
    this.piece<HTMLDialogElement>("dialog").close();
  }

  override obeyCommand(name: string): void {
    const isOpen = this.piece<HTMLDialogElement>("dialog").open;
    if (name === "--hide" || (isOpen && name !== "--show")) this.hideOverlay();
    else this.showOverlay();
  }
}

export class Details extends StandIn {
  static override readonly readsChildren = true;

  protected build(): void {
    this.markup(`<details data-part="details"><summary data-part="summary"></summary>
      <slot></slot></details>`);
    this.piece<HTMLDetailsElement>("details").addEventListener("toggle", () =>
      this.dispatchEvent(new Event("toggle")),
    );
  }

  protected override draw(): void {
    const summary = this.querySelector(":scope > s-summary");
    const text = summary?.textContent?.trim() ?? "";
    if (this.piece("summary").textContent !== text) this.piece("summary").textContent = text;
  }

  get open(): boolean {
    return this.shadow.querySelector<HTMLDetailsElement>("details")?.open ?? false;
  }

  set open(isOpen: boolean) {
    queueMicrotask(() => {
      this.piece<HTMLDetailsElement>("details").open = isOpen;
    });
  }
}

/** Read by the element around it, and not shown itself. */
export class Unshown extends StandIn {
  protected build(): void {
    this.markup(`<span hidden><slot></slot></span>`);
  }
}
