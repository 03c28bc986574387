// Reads the buttons that an app puts inside a title bar or a save bar, so that the frame can draw
// them, and presses the app's own button when the frame's is pressed.
import type { ActionButton } from "../protocol.ts";

export interface ButtonFacts {
  readonly key: string;
  readonly label: string;
  attribute(name: string): string | null;
}

export function describeButton(facts: ButtonFacts): ActionButton {
  const variant = facts.attribute("variant");
  return {
    key: facts.key,
    label: facts.label.trim(),
    isDisabled: isSet(facts.attribute("disabled")),
    isLoading: isSet(facts.attribute("loading")),
    isPrimary: variant === "primary",
    isCritical: facts.attribute("tone") === "critical",
  };
}

/** React writes false as text, an empty attribute means yes. */
export function isSet(value: string | null): boolean {
  return value !== null && value !== "false";
}

export function actionButtons(owner: Element): Map<string, HTMLElement> {
  const buttons = [...owner.querySelectorAll<HTMLElement>("button, a")];
  return new Map(buttons.map((button, index) => [String(index), button]));
}

export function describeElement(key: string, element: HTMLElement): ActionButton {
  return describeButton({
    key,
    label: element.textContent ?? "",
    attribute: (name) => element.getAttribute(name),
  });
}

export function pressButton(owner: Element, key: string): void {
  actionButtons(owner).get(key)?.click();
}

/** Calls back once per batch of changes below an element until the returned function is called. */
export function watchChanges(element: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const everything = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(element, everything);
  return () => observer.disconnect();
}

/** An empty shadow root keeps what the frame draws from showing twice. */
export function hideContents(element: HTMLElement): void {
  if (!element.shadowRoot) element.attachShadow({ mode: "open" });
}
