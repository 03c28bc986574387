// How a modal looks: a heading from its title bar, the app's content, buttons that press the app's.
import { actionButtons, describeElement } from "./actions.ts";

const WIDTHS: Readonly<Record<string, string>> = {
  small: "24rem",
  base: "38rem",
  large: "60rem",
  max: "96vw",
};

const STYLE = `
  :host { display: contents; }
  dialog {
    border: 0; border-radius: 1rem; padding: 0; width: min(var(--modal-width), 94vw);
    max-height: 90vh; color: #1f2328; background: #fff; overflow: hidden;
    box-shadow: 0 1.5rem 4rem rgb(0 0 0 / 30%); font: 0.875rem/1.5 system-ui, sans-serif;
  }
  dialog[open] { display: flex; flex-direction: column; }
  dialog::backdrop { background: rgb(20 24 28 / 55%); }
  header { display: flex; align-items: center; gap: 1rem; padding: 0.75rem 1rem;
    border-bottom: 1px solid #d8dce1; background: #f4f5f7; }
  h2 { flex: 1; margin: 0; font-size: 1rem; font-weight: 650; }
  footer { display: flex; justify-content: flex-end; gap: 0.5rem; padding: 0.75rem 1rem;
    border-top: 1px solid #d8dce1; }
  footer:empty { display: none; }
  .body { overflow: auto; }
  iframe { display: block; width: 100%; height: 60vh; border: 0; }
  button { font: inherit; font-weight: 600; padding: 0.4rem 0.85rem; border-radius: 0.5rem;
    border: 1px solid #b6bcc4; background: #fff; color: inherit; cursor: pointer; }
  button:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px; }
  button.primary { background: #24303f; border-color: #24303f; color: #fff; }
  button.critical { background: #b42318; border-color: #b42318; color: #fff; }
  button:disabled { opacity: 0.55; cursor: default; }
  .close { border: 0; background: none; font-size: 1.25rem; line-height: 1; padding: 0.25rem; }
`;

export function buildDialog(owner: HTMLElement): HTMLDialogElement {
  const root = owner.shadowRoot ?? owner.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = STYLE;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "title");
  const header = document.createElement("header");
  const heading = document.createElement("h2");
  heading.id = "title";
  const close = document.createElement("button");
  close.className = "close";
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  close.textContent = "×";
  close.addEventListener("click", () => dialog.close());
  header.append(heading, close);
  const body = document.createElement("div");
  body.className = "body";
  dialog.append(header, body, document.createElement("footer"));
  root.append(style, dialog);
  return dialog;
}

export function drawDialog(owner: HTMLElement, dialog: HTMLDialogElement): void {
  const titleBar = owner.querySelector("ui-title-bar");
  const heading = dialog.querySelector("h2");
  if (heading) heading.textContent = titleBar?.getAttribute("title") || document.title;
  const variant = owner.getAttribute("variant") ?? "base";
  dialog.style.setProperty("--modal-width", WIDTHS[variant] ?? "38rem");
  drawBody(dialog, owner.getAttribute("src"));
  const buttons = titleBar ? [...actionButtons(titleBar)] : [];
  const drawn = buttons.map(([key, button]) => drawButton(key, button));
  dialog.querySelector("footer")?.replaceChildren(...drawn.toReversed());
}

function drawBody(dialog: HTMLDialogElement, source: string | null): void {
  const body = dialog.querySelector(".body");
  if (!body) return;
  const existing = body.querySelector("iframe");
  if (source !== null) {
    if (existing?.getAttribute("src") === source) return;
    const frame = document.createElement("iframe");
    frame.src = source;
    frame.title = "Dialog content";
    body.replaceChildren(frame);
    return;
  }
  if (body.querySelector("slot")) return;
  const named = document.createElement("slot");
  named.name = "content";
  body.replaceChildren(document.createElement("slot"), named);
}

function drawButton(key: string, original: HTMLElement): HTMLButtonElement {
  const facts = describeElement(key, original);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = facts.label;
  button.disabled = facts.isDisabled || facts.isLoading;
  button.className = facts.isPrimary ? (facts.isCritical ? "primary critical" : "primary") : "";
  button.addEventListener("click", () => original.click());
  return button;
}
