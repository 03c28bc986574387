// Draws the app's pages in the admin's navigation and the app's title bar above the app.
import type { ActionButton, NavMenuItem, TitleBarState } from "../../app-bridge/protocol.ts";

export function drawNavMenu(
  list: HTMLElement,
  items: readonly NavMenuItem[],
  base: string,
  open: (href: string) => void,
): void {
  const shown = items.filter(({ isHome }) => !isHome);
  list.replaceChildren(
    ...shown.map(({ label, href }) => {
      const anchor = document.createElement("a");
      anchor.href = `${base}${href === "/" ? "" : href}`;
      anchor.textContent = label;
      anchor.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        open(href);
      });
      const item = document.createElement("li");
      item.append(anchor);
      return item;
    }),
  );
  list.hidden = shown.length === 0;
  markCurrentPage(list, base);
}

/** The entry whose path begins the current one is lit, the longest one where several do. */
export function markCurrentPage(list: HTMLElement, base: string): void {
  const links = [...list.querySelectorAll("a")];
  const matching = links
    .filter((link) => isWithin(location.pathname, link.pathname))
    .toSorted((a, b) => b.pathname.length - a.pathname.length);
  for (const link of links) link.removeAttribute("aria-current");
  if (matching[0]?.pathname !== base) matching[0]?.setAttribute("aria-current", "page");
}

function isWithin(path: string, start: string): boolean {
  return path === start || path.startsWith(`${start}/`);
}

export function drawTitleBar(state: TitleBarState | null, press: (key: string) => void): void {
  const title = document.getElementById("title");
  const actions = document.getElementById("title-actions");
  const breadcrumb = document.getElementById("breadcrumb");
  if (!title || !actions || !breadcrumb) return;
  const frame = document.getElementById("app");
  title.textContent = state?.title || (frame?.getAttribute("title") ?? "");
  actions.replaceChildren(...(state?.actions ?? []).map((action) => drawAction(action, press)));
  breadcrumb.replaceChildren(...(state?.breadcrumb ? [drawBack(state.breadcrumb, press)] : []));
}

function drawAction(action: ActionButton, press: (key: string) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = action.label;
  button.disabled = action.isDisabled || action.isLoading;
  button.className = buttonClass(action);
  button.addEventListener("click", () => press(action.key));
  return button;
}

function buttonClass({ isPrimary, isCritical }: ActionButton): string {
  if (isCritical) return "button danger";
  return isPrimary ? "button" : "button quiet";
}

function drawBack(action: ActionButton, press: (key: string) => void): HTMLButtonElement {
  const button = drawAction(action, press);
  button.className = "button quiet";
  button.setAttribute("aria-label", `Back to ${action.label}`);
  button.textContent = "←";
  return button;
}
