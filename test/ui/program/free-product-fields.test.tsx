// What members read for each variant stays with its variant.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { Window } from "happy-dom";
import { act, createElement, type ReactNode, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_NAMES } from "../../../app/ui/known-names.ts";
import { valueAt, withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { type TypedProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { program } from "../../support/order-builder.ts";

let view: Window;
let now: TypedProgram;

beforeEach(() => {
  view = new Window();
  for (const name of ["document", "navigator", "HTMLElement", "Element", "Node"] as const) {
    vi.stubGlobal(name, view[name]);
  }
  vi.stubGlobal("window", view);
  // Polaris measures texts of several lines; there is nothing to measure here.
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});
afterEach(() => vi.unstubAllGlobals());

const path = "rewards.0";
const names = { ...NO_NAMES, variant: { 41: "Coffee - Light", 42: "Coffee - Dark" } };

/** Shows the fields of a reward of two variants; Shopify's list answers what is picked. */
async function open(variantNames: string, picked: string[]): Promise<void> {
  const { createRoot } = await import("react-dom/client");
  const { FreeProductFields } = await import("../../../app/ui/program/free-product-fields.tsx");
  const { ProgramFormProvider } = await import("../../../app/ui/program/program-form.tsx");
  const document = program();
  const reward = { id: "bag", kind: "free_product", variantIds: "41, 42", variantNames };
  const first = withValueAt(typeProgram(document, "EUR"), path, reward);

  function Form(): ReactNode {
    const [typed, setTyped] = useState<TypedProgram>(first);
    now = typed;
    const form = {
      typed,
      document,
      problems: [],
      currency: "EUR",
      localNow: "2026-03-10T12:00",
      onChange: (at: string, value: Parameters<typeof withValueAt>[2]) =>
        setTyped((current) => withValueAt(current, at, value)),
      onPick: async () => picked,
      names,
      onListSegments: async () => ({}),
    };
    const fields = createElement(FreeProductFields, { path });
    return createElement(ProgramFormProvider, { value: form }, fields);
  }
  const place = view.document.createElement("div");
  view.document.body.append(place);
  await act(async () =>
    createRoot(place as unknown as Element).render(
      createElement(AppProvider, { i18n: translations, children: createElement(Form) }),
    ),
  );
}

async function press(label: string): Promise<void> {
  const button = [...view.document.querySelectorAll("button")].find(
    (one) => one.textContent?.trim() === label,
  );
  if (!button) throw new Error(`There is no button ${label}`);
  await act(async () => button.click());
}

const typedNames = () => valueAt(now, `${path}.variantNames`);

test("the store's names can be taken for all of them", async () => {
  await open("", []);
  await press("Use the store’s names");
  expect(typedNames()).toBe("Coffee - Light\nCoffee - Dark");
});

test("a variant that is taken away takes its name along, and a new one gets one", async () => {
  await open("Light\nDark", ["42", "43"]);
  await press("Choose variants");
  expect(valueAt(now, `${path}.variantIds`)).toBe("42, 43");
  expect(typedNames()).toBe("Dark\nVariant 43");
});

test("without names there is nothing to keep in order", async () => {
  await open("", ["42"]);
  await press("Choose variants");
  expect(valueAt(now, `${path}.variantIds`)).toBe("42");
  expect(typedNames()).toBe("");
});
