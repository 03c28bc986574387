// Fields of the program's form in a browser without a screen, used as somebody would.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { Window } from "happy-dom";
import { type FunctionComponent, act, createElement, type ReactNode, useState } from "react";
import { vi } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { type KnownNames, NO_NAMES } from "../../app/ui/known-names.ts";
import { valueAt, withValueAt } from "../../app/ui/program/typed-paths.ts";
import type { TypedProgram, TypedValue } from "../../app/ui/program/typed-program.ts";

/** To be called before each test; `vi.unstubAllGlobals` takes it back. */
export function openWindow(): Window {
  const view = new Window();
  for (const name of ["document", "navigator", "HTMLElement", "Element", "Node"] as const) {
    vi.stubGlobal(name, view[name]);
  }
  vi.stubGlobal("window", view);
  // Polaris measures texts of several lines; there is nothing to measure here.
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  return view;
}

export interface Opened {
  readonly fields: FunctionComponent<{ path: string }>;
  readonly path: string;
  readonly document: ProgramDocument;
  readonly typed: TypedProgram;
  /** What Shopify's list answers. */
  readonly picked?: string[];
  readonly names?: KnownNames;
}

/** What is shown, and what is typed. */
export interface OpenFields {
  readonly press: (label: string) => Promise<void>;
  readonly valueAt: (path: string) => TypedValue;
  /** What buttons are called, by their label where they have one. */
  readonly buttons: () => string[];
}

export async function openFields(view: Window, opened: Opened): Promise<OpenFields> {
  const { createRoot } = await import("react-dom/client");
  const { ProgramFormProvider } = await import("../../app/ui/program/program-form.tsx");
  const { path, document, picked = null, names = NO_NAMES } = opened;
  let now = opened.typed;

  function Form(): ReactNode {
    const [typed, setTyped] = useState<TypedProgram>(opened.typed);
    now = typed;
    const form = {
      typed,
      document,
      problems: [],
      currency: "EUR",
      localNow: "2026-03-10T12:00",
      onChange: (at: string, value: TypedValue) =>
        setTyped((current) => withValueAt(current, at, value)),
      onPick: async () => picked,
      names,
      onListSegments: async () => ({}),
      onListTexts: async () => ({}),
    };
    const fields = createElement(opened.fields, { path });
    return createElement(ProgramFormProvider, { value: form }, fields);
  }
  const place = view.document.createElement("div");
  view.document.body.append(place);
  await act(async () =>
    createRoot(place as unknown as Element).render(
      createElement(AppProvider, { i18n: translations, children: createElement(Form) }),
    ),
  );
  const all = () => [...view.document.querySelectorAll("button")];
  const labelOf = (button: ReturnType<typeof all>[number]): string =>
    button.getAttribute("aria-label") ?? button.textContent?.trim() ?? "";
  return {
    valueAt: (at) => valueAt(now, at),
    buttons: () => all().map(labelOf),
    press: async (label) => {
      const button = all().find((one) => labelOf(one) === label);
      if (!button) throw new Error(`There is no button ${label}`);
      await act(async () => button.click());
    },
  };
}
