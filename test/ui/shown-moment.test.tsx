// The page of a member says of which moment it speaks, and takes whoever asked for one there.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { Window } from "happy-dom";
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ShownMomentProps } from "../../app/ui/shown-moment.tsx";

let view: Window;
let show: (asOf: ShownMomentProps["asOf"]) => Promise<void>;

beforeEach(async () => {
  view = new Window();
  for (const name of ["document", "navigator", "HTMLElement", "Element", "Node"] as const) {
    vi.stubGlobal(name, view[name]);
  }
  vi.stubGlobal("window", view);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const { createRoot } = await import("react-dom/client");
  const { ShownMoment } = await import("../../app/ui/shown-moment.tsx");
  const place = view.document.createElement("div");
  view.document.body.append(place);
  const root = createRoot(place as unknown as Element);
  show = (asOf) =>
    act(async () => {
      const moment = createElement(ShownMoment, { asOf });
      root.render(createElement(AppProvider, { i18n: translations, children: moment }));
    });
});
afterEach(() => vi.unstubAllGlobals());

const focused = () => view.document.activeElement?.textContent ?? "";

test("a page that is opened leaves the keyboard where it is", async () => {
  await show({ text: "2026-03-01T09:00", by: "recordedAt" });
  expect(view.document.body.textContent).toContain("As of Mar 1, 2026 at 09:00");
  expect(view.document.activeElement).toBe(view.document.body);
});

test("another moment takes the keyboard to where it is told, and so does now", async () => {
  await show(null);
  await show({ text: "2026-03-01T09:00", by: "recordedAt" });
  expect(focused()).toContain("As of Mar 1, 2026 at 09:00");
  expect(focused()).toContain("What was heard of later is left out");
  await show({ text: "2026-03-01T09:00", by: "occurredAt" });
  expect(focused()).toContain("also where it was heard of later");
  await show(null);
  expect(focused()).toBe("As things stand now");
});
