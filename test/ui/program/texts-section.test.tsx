// Texts in a merchant's own words: found by what they say, kept only while they say something.
import type { Window } from "happy-dom";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { typeProgram } from "../../../app/ui/program/typed-program.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type OpenFields, openFields, openWindow } from "../../support/typed-fields.ts";

let view: Window;
let open: OpenFields;

beforeEach(() => {
  view = openWindow();
});
afterEach(() => vi.unstubAllGlobals());

const show = async (texts: { language: "en" | "de"; key: string; text: string }[] = []) => {
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, texts });
  const { TextsSection } = await import("../../../app/ui/program/texts-section.tsx");
  const typed = typeProgram(document, "EUR");
  open = await openFields(view, { fields: () => <TextsSection />, path: "texts", document, typed });
};
const fields = () => [...view.document.querySelectorAll("input[type=text], input:not([type])")];
const field = (label: string) => {
  const found = [...view.document.querySelectorAll("label")].find(
    (one) => one.textContent?.trim() === label,
  );
  const input = view.document.getElementById(found?.getAttribute("for") ?? "");
  if (!input) throw new Error(`There is no field ${label}`);
  return input as unknown as HTMLInputElement;
};
/** React hears of what is typed by its own way: happy-dom lacks what it needs for events. */
const type = async (label: string, text: string) => {
  const input = field(label);
  const [, props] = Object.entries(input).find(([name]) => name.startsWith("__reactProps")) ?? [];
  const { onChange } = props as { onChange: (event: object) => void };
  await act(async () => onChange({ currentTarget: { value: text } }));
};

test("a text is found by what it says, put otherwise, and ours again once it is empty", async () => {
  await show();
  await type("Search", "to_go");
  expect(view.document.body.textContent).toContain("1 text, all as we wrote them");
  await type("to_go", "Just {points} more!");
  expect(open.valueAt("texts")).toEqual([
    { language: "en", key: "to_go", text: "Just {points} more!" },
  ]);
  expect(view.document.body.textContent).toContain("1 in words of your own");
  await type("to_go", "");
  expect(open.valueAt("texts")).toEqual([]);
});

test("own words are found, too, and texts of other languages stay as they are", async () => {
  await show([
    { language: "de", key: "to_go", text: "Nur noch {points}" },
    { language: "en", key: "redeem", text: "Treat yourself" },
  ]);
  await type("Search", "treat");
  expect(view.document.body.textContent).toContain("1 text, 1 in words of your own");
  await type("redeem", "");
  expect(open.valueAt("texts")).toEqual([
    { language: "de", key: "to_go", text: "Nur noch {points}" },
  ]);
});

test("twenty are shown at first, and more on request", async () => {
  await show();
  const first = fields().length;
  await open.press("Show more");
  expect(fields().length).toBe(first + 20);
});
