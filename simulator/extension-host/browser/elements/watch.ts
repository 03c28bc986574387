// Draws stand-ins again when something about them changes, and tells of what would not work at
// Shopify's: elements that the simulator does not play, and plain markup.
import { StandIn } from "./stand-in.ts";

export function watchElements(): void {
  new MutationObserver((records) => {
    const changed = new Set<StandIn>();
    for (const { target, type, addedNodes } of records) {
      if (type === "attributes") {
        if (target instanceof StandIn) changed.add(target);
      } else {
        for (const node of addedNodes) if (node instanceof Element) inspect(node);
      }
      for (let around = parentOf(target); around; around = around.parentElement) {
        if (readsChildren(around)) changed.add(around);
      }
      if (readsChildren(target)) changed.add(target);
    }
    for (const element of changed) element.refresh();
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}

function parentOf(node: Node): Element | null {
  return node.parentElement;
}

function readsChildren(node: Node): node is StandIn {
  return node instanceof StandIn && (node.constructor as typeof StandIn).readsChildren;
}

const told = new Set<string>();

function inspect(element: Element): void {
  for (const one of [element, ...element.querySelectorAll("*")]) {
    const { localName } = one;
    if (one instanceof StandIn || told.has(localName)) continue;
    told.add(localName);
    console.error(
      localName.startsWith("s-")
        ? `The simulator does not play <${localName}>`
        : `<${localName}> shows nothing in an extension of Shopify's: only its own elements do`,
    );
  }
}
