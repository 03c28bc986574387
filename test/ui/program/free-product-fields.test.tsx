// What members read for each variant stays with its variant.
import type { Window } from "happy-dom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_NAMES } from "../../../app/ui/known-names.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { typeProgram } from "../../../app/ui/program/typed-program.ts";
import { program } from "../../support/order-builder.ts";
import { type OpenFields, openFields, openWindow } from "../../support/typed-fields.ts";

let view: Window;

beforeEach(() => {
  view = openWindow();
});
afterEach(() => vi.unstubAllGlobals());

const path = "rewards.0";
const names = { ...NO_NAMES, variant: { 41: "Coffee - Light", 42: "Coffee - Dark" } };

/** Shows the fields of a reward of two variants; Shopify's list answers what is picked. */
async function open(variantNames: string, picked: string[]): Promise<OpenFields> {
  const { FreeProductFields: fields } =
    await import("../../../app/ui/program/free-product-fields.tsx");
  const document = program();
  const reward = { id: "bag", kind: "free_product", variantIds: "41, 42", variantNames };
  const typed = withValueAt(typeProgram(document, "EUR"), path, reward);
  return openFields(view, { fields, path, document, typed, picked, names });
}

const namesPath = `${path}.variantNames`;

test("the store's names can be taken for all of them", async () => {
  const { press, valueAt } = await open("", []);
  await press("Use the store’s names");
  expect(valueAt(namesPath)).toBe("Coffee - Light\nCoffee - Dark");
});

test("a variant that is taken away takes its name along, and a new one gets one", async () => {
  const { press, valueAt } = await open("Light\nDark", ["42", "43"]);
  await press("Choose variants");
  expect(valueAt(`${path}.variantIds`)).toBe("42, 43");
  expect(valueAt(namesPath)).toBe("Dark\nVariant 43");
});

test("without names there is nothing to keep in order", async () => {
  const { press, valueAt } = await open("", ["42"]);
  await press("Choose variants");
  expect(valueAt(`${path}.variantIds`)).toBe("42");
  expect(valueAt(namesPath)).toBe("");
});
