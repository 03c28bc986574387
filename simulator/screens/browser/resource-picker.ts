// Shopify's list of products, variants or collections, opened over the app by App Bridge.
import type { PickerQuestion, ResourceType } from "../../app-bridge/protocol.ts";

/** As the store's server lists it; the app is handed all of it. */
export interface Resource {
  readonly id: string;
  readonly title: string;
  readonly displayName?: string;
}

const nouns: Readonly<Record<ResourceType, string>> = {
  product: "products",
  variant: "variants",
  collection: "collections",
};
const verbs = { add: "Add", select: "Select" } as const;

/** The chosen ones in the list's order; null where the person closes it without choosing. */
export function pickResources(
  question: PickerQuestion,
  resources: readonly Resource[],
): Promise<Resource[] | null> {
  const chosen = new Set(question.chosenIds.filter((id) => resources.some((one) => one.id === id)));
  const { dialog, search, list, submit } = drawPicker(question);
  const draw = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const shown = resources.filter((one) => nameOf(one).toLowerCase().includes(wanted));
    list.replaceChildren(...shown.map((one) => drawChoice(one, question, chosen, draw)));
    if (shown.length === 0) list.append(textElement("li", "Nothing is called so."));
    submit.textContent = `${verbs[question.action]} (${chosen.size})`;
  };
  search.value = question.query;
  search.addEventListener("input", draw);
  draw();
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const agreed = dialog.returnValue === "choose";
      resolve(agreed ? resources.filter(({ id }) => chosen.has(id)) : null);
    });
  });
}

function nameOf({ title, displayName }: Resource): string {
  return displayName ?? title;
}

function drawPicker({ type, action }: PickerQuestion) {
  const dialog = document.createElement("dialog");
  dialog.className = "picker";
  dialog.setAttribute("aria-labelledby", "picker-title");
  const heading = textElement("h2", `${verbs[action]} ${nouns[type]}`);
  heading.id = "picker-title";
  const form = document.createElement("form");
  form.method = "dialog";
  const search = document.createElement("input");
  search.type = "search";
  search.setAttribute("aria-label", `Search ${nouns[type]}`);
  search.placeholder = `Search ${nouns[type]}`;
  // Enter in the search finds; it does not choose.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  const list = document.createElement("ul");
  const cancel = drawButton("Cancel", "cancel", "button quiet");
  const submit = drawButton(verbs[action], "choose", "button");
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(cancel, submit);
  form.append(heading, search, list, actions);
  dialog.append(form);
  return { dialog, search, list, submit };
}

function drawButton(label: string, value: string, className: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "submit";
  button.value = value;
  button.className = className;
  button.textContent = label;
  return button;
}

function drawChoice(
  resource: Resource,
  { limit }: PickerQuestion,
  chosen: Set<string>,
  changed: () => void,
): HTMLLIElement {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = chosen.has(resource.id);
  box.disabled = limit > 1 && chosen.size >= limit && !box.checked;
  box.addEventListener("change", () => {
    if (limit === 1) chosen.clear();
    if (box.checked) chosen.add(resource.id);
    else chosen.delete(resource.id);
    const place = [...(item.parentElement?.children ?? [])].indexOf(item);
    const list = item.parentElement;
    changed();
    // The list was drawn anew: the keyboard stays where it was.
    list?.children[place]?.querySelector("input")?.focus();
  });
  label.append(box, nameOf(resource));
  item.append(label);
  return item;
}

function textElement(tag: "h2" | "li", text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
