// Short messages at the foot of the admin. They go by themselves, but wait while looked at.
import type { ToastState } from "../../app-bridge/protocol.ts";

type Report = (id: string, event: "action" | "dismiss") => void;

const MAXIMUM_TOASTS = 3;

export class ToastRack {
  readonly #rack: HTMLElement;
  readonly #report: Report;

  constructor(rack: HTMLElement, report: Report) {
    this.#rack = rack;
    this.#report = report;
  }

  show(toast: ToastState): void {
    const element = this.#draw(toast);
    this.#rack.append(element);
    while (this.#rack.children.length > MAXIMUM_TOASTS) this.#rack.firstElementChild?.remove();
    let timer = setTimeout(() => this.hide(toast.id), toast.durationMs);
    element.addEventListener("pointerenter", () => clearTimeout(timer));
    element.addEventListener("focusin", () => clearTimeout(timer));
    const resume = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => this.hide(toast.id), toast.durationMs);
    };
    element.addEventListener("pointerleave", resume);
    element.addEventListener("focusout", resume);
  }

  hide(id: string): void {
    const element = [...this.#rack.children].find(
      (candidate) => candidate instanceof HTMLElement && candidate.dataset["id"] === id,
    );
    if (!element) return;
    element.remove();
    this.#report(id, "dismiss");
  }

  #draw(toast: ToastState): HTMLElement {
    const element = document.createElement("div");
    element.className = toast.isError ? "toast error" : "toast";
    element.dataset["id"] = toast.id;
    const text = document.createElement("p");
    text.textContent = toast.message;
    element.append(text);
    if (toast.action !== null) {
      element.append(
        drawButton(toast.action, null, () => {
          this.#report(toast.id, "action");
          element.remove();
        }),
      );
    }
    element.append(drawButton("×", "Dismiss", () => this.hide(toast.id)));
    return element;
  }
}

function drawButton(text: string, label: string | null, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  if (label !== null) button.setAttribute("aria-label", label);
  button.addEventListener("click", press);
  return button;
}
