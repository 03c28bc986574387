// A list of things in the program's form, used without a mouse.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { Window } from "happy-dom";
import { act, createElement, type ReactNode, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_NAMES } from "../../../app/ui/known-names.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { type TypedProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { program } from "../../support/order-builder.ts";

let view: Window;

beforeEach(() => {
  view = new Window();
  for (const name of ["document", "navigator", "HTMLElement", "Element", "Node"] as const) {
    vi.stubGlobal(name, view[name]);
  }
  vi.stubGlobal("window", view);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});
afterEach(() => vi.unstubAllGlobals());

const path = "earning.productMultipliers";
const entry = (id: string) => ({
  id,
  products: { productIds: "", variantIds: "", collectionIds: "", tags: id },
  multiplier: "2",
});

/** Shows the list with three entries, each as somebody would leave it. */
async function open(groups?: readonly string[]): Promise<void> {
  const { createRoot } = await import("react-dom/client");
  const { ItemList } = await import("../../../app/ui/program/item-list.tsx");
  const { ProgramFormProvider } = await import("../../../app/ui/program/program-form.tsx");
  const document = program();
  const first = withValueAt(
    typeProgram(document, "EUR"),
    path,
    ["tea", "mugs", "books"].map(entry),
  );

  function Form(): ReactNode {
    const [typed, setTyped] = useState<TypedProgram>(first);
    const items = typed.earning.productMultipliers.map(({ id }) => ({
      id,
      title: id,
      summary: null,
    }));
    const form = {
      typed,
      document,
      problems: [],
      currency: "EUR",
      localNow: "2026-03-10T12:00",
      onChange: (at: string, value: Parameters<typeof withValueAt>[2]) =>
        setTyped((current) => withValueAt(current, at, value)),
      onPick: async () => null,
      names: NO_NAMES,
      onListSegments: async () => ({}),
      onListTexts: async () => ({}),
    };
    const list = createElement(ItemList, {
      path,
      noun: "multiplier",
      items,
      isOrdered: true,
      ...(groups && { groupOf: (index: number) => groups[index] ?? "" }),
      nothingYet: "None",
      blank: entry,
      fields: () => null,
    });
    return createElement(ProgramFormProvider, { value: form }, list);
  }
  const place = view.document.createElement("div");
  view.document.body.append(place);
  await act(async () => {
    createRoot(place as unknown as Element).render(
      createElement(AppProvider, { i18n: translations, children: createElement(Form) }),
    );
  });
}

const named = () => view.document.activeElement?.getAttribute("aria-label");

async function press(label: string): Promise<void> {
  const button = view.document.querySelector(`button[aria-label="${label}"]`);
  if (!button) throw new Error(`There is no button ${label}`);
  (button as unknown as HTMLElement).focus();
  await act(async () => (button as unknown as HTMLElement).click());
}

test("an entry that moves keeps the keyboard, also where it cannot move further", async () => {
  await open();
  await press("Move books up");
  expect(named()).toBe("Move books up");
  await press("Move books up");
  expect(named()).toBe("Edit books");
});

test("after an entry is gone the keyboard is at the button that adds one", async () => {
  await open();
  await press("Remove mugs");
  expect(view.document.activeElement?.textContent).toBe("Add a multiplier");
  expect(view.document.body.textContent).not.toContain("mugs");
});

const titles = () =>
  [...view.document.querySelectorAll("h3")].map((heading) => heading.textContent);

test("entries change places with the nearest of their own group, and others have no arrows", async () => {
  await open(["100", "250", "100"]);
  const arrows = [...view.document.querySelectorAll("button")].flatMap(
    (button) => /^Move .+/.exec(button.getAttribute("aria-label") ?? "") ?? [],
  );
  expect(arrows).toEqual(["Move tea down", "Move books up"]);
  await press("Move books up");
  expect(titles()).toEqual(["books", "mugs", "tea"]);
});
