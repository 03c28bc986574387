// Forms marked `data-save-bar`: the bar appears once a field differs from what the form held at
// first, saves by submitting and discards by resetting.
import type { SaveBarDisplay, SaveBarOwner } from "./elements/save-bar.ts";

const TRACKED_FORM = "form[data-save-bar]";

export type FieldEntries = Iterable<readonly [string, unknown]>;

/** One text for the whole form, so that two states can be compared. */
export function snapshotFields(entries: FieldEntries): string {
  const fields = [...entries].map(([name, value]) => [name, fieldText(value)]);
  return JSON.stringify(fields);
}

function fieldText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof File) return `${value.name}/${value.size}/${value.lastModified}`;
  return String(value);
}

export function trackForms(document: Document, display: SaveBarDisplay): void {
  const tracked = new Map<HTMLFormElement, FormOwner>();
  const adopt = (): void => {
    for (const [form, owner] of tracked) {
      if (form.isConnected) continue;
      display.hide(owner);
      tracked.delete(form);
    }
    for (const form of document.querySelectorAll<HTMLFormElement>(TRACKED_FORM)) {
      if (!tracked.has(form)) tracked.set(form, new FormOwner(form, display));
    }
  };
  const ownerOf = (event: Event): FormOwner | undefined => {
    const target = event.target;
    if (!(target instanceof Element)) return undefined;
    const form = target.closest<HTMLFormElement>(TRACKED_FORM);
    return form ? tracked.get(form) : undefined;
  };
  adopt();
  new MutationObserver(adopt).observe(document, { childList: true, subtree: true });
  document.addEventListener("input", (event) => ownerOf(event)?.compare());
  document.addEventListener("change", (event) => ownerOf(event)?.compare());
  document.addEventListener("submit", (event) => ownerOf(event)?.accept());
  document.addEventListener("reset", (event) => {
    const owner = ownerOf(event);
    // The fields take their first values only after the event.
    if (owner) queueMicrotask(() => setTimeout(() => owner.accept()));
  });
}

class FormOwner implements SaveBarOwner {
  readonly #form: HTMLFormElement;
  readonly #display: SaveBarDisplay;
  #first: string;

  constructor(form: HTMLFormElement, display: SaveBarDisplay) {
    this.#form = form;
    this.#display = display;
    this.#first = snapshotFields(new FormData(form));
  }

  state(): ReturnType<SaveBarOwner["state"]> {
    const plain = { isDisabled: false, isLoading: false, isCritical: false };
    return {
      isVisible: true,
      save: { ...plain, key: "save", label: "Save", isPrimary: true },
      discard: { ...plain, key: "discard", label: "Discard", isPrimary: false },
      asksBeforeDiscard: this.#form.hasAttribute("data-discard-confirmation"),
    };
  }

  press(key: "save" | "discard"): void {
    if (key === "save") this.#form.requestSubmit();
    else this.#form.reset();
  }

  compare(): void {
    const isChanged = snapshotFields(new FormData(this.#form)) !== this.#first;
    if (isChanged && !this.#display.isShownBy(this)) this.#display.show(this);
    if (!isChanged) this.#display.hide(this);
  }

  accept(): void {
    this.#first = snapshotFields(new FormData(this.#form));
    this.#display.hide(this);
  }
}
