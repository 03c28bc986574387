// The contextual save bar, and the question asked before unsaved work would be lost.
import type { ActionButton, SaveBarState } from "../../app-bridge/protocol.ts";

export class LeaveGuard {
  readonly #press: (key: "save" | "discard") => void;
  readonly #bar = part("save-bar");
  readonly #save = part<HTMLButtonElement>("save");
  readonly #discard = part<HTMLButtonElement>("discard");
  readonly #dialog = part<HTMLDialogElement>("leave");
  #state: SaveBarState | null = null;
  #isReleased = false;

  constructor(press: (key: "save" | "discard") => void) {
    this.#press = press;
    this.#save.addEventListener("click", () => press("save"));
    this.#discard.addEventListener("click", () => void this.#discardChanges());
    window.addEventListener("beforeunload", (event) => {
      if (this.#state && !this.#isReleased) event.preventDefault();
    });
  }

  show(state: SaveBarState | null): void {
    this.#state = state;
    this.#bar.hidden = state === null;
    if (!state) return;
    drawButton(this.#save, state.save);
    drawButton(this.#discard, state.discard);
  }

  /** The page may now be left without the browser's own question. */
  release(): void {
    this.#isReleased = true;
  }

  /** Resolves at once when nothing is unsaved, and otherwise only when the person agrees. */
  async confirm(): Promise<void> {
    if (!this.#state) return;
    this.#insist();
    const agreed = await this.#ask("Leave without saving?", "Leave", "Stay on this page");
    if (!agreed) return new Promise(() => undefined);
    this.show(null);
  }

  /** The admin's own links ask first, too. */
  watchLinks(): void {
    document.addEventListener("click", (event) => {
      const anchor = event.target instanceof Element ? event.target.closest("a") : null;
      if (!anchor || !this.#state || event.defaultPrevented) return;
      event.preventDefault();
      void this.confirm().then(() => {
        this.release();
        location.assign(anchor.href);
      });
    });
  }

  async #discardChanges(): Promise<void> {
    const asks = this.#state?.asksBeforeDiscard === true;
    const agreed = !asks || (await this.#ask("Discard all changes?", "Discard", "Keep editing"));
    if (agreed) this.#press("discard");
  }

  #insist(): void {
    this.#bar.classList.remove("insist");
    void this.#bar.offsetWidth;
    this.#bar.classList.add("insist");
  }

  #ask(question: string, yes: string, no: string): Promise<boolean> {
    part("leave-title").textContent = question;
    const go = part<HTMLButtonElement>("go");
    const stay = part<HTMLButtonElement>("stay");
    go.textContent = yes;
    stay.textContent = no;
    this.#dialog.returnValue = "";
    go.onclick = () => this.#dialog.close("yes");
    stay.onclick = () => this.#dialog.close("no");
    this.#dialog.showModal();
    stay.focus();
    return new Promise((resolve) => {
      const closed = (): void => resolve(this.#dialog.returnValue === "yes");
      this.#dialog.addEventListener("close", closed, { once: true });
    });
  }
}

function part<Kind extends HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The frame has no element #${id}.`);
  return found as Kind;
}

function drawButton(button: HTMLButtonElement, action: ActionButton): void {
  button.textContent = action.isLoading ? `${action.label}…` : action.label;
  button.disabled = action.isDisabled || action.isLoading;
  button.setAttribute("aria-busy", String(action.isLoading));
}
