// What the editor says of rewards that are no discount code.
import type { Window } from "happy-dom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { typeProgram } from "../../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";
import { openFields, openWindow } from "../../support/typed-fields.ts";

let view: Window;

beforeEach(() => {
  view = openWindow();
});
afterEach(() => vi.unstubAllGlobals());

const path = "rewards.0";

async function textOf(kind: "gift_card" | "exclusive_product" | "early_access" | "experience") {
  const { GivingFields } = await import("../../../app/ui/program/giving-fields.tsx");
  const fields = ({ path: at }: { path: string }) => GivingFields({ path: at, kind });
  const all = typeProgram(FULL_PROGRAM, "EUR");
  const reward = all.rewards.find((one) => one.kind === kind);
  const typed = withValueAt(all, path, { ...reward } as never);
  await openFields(view, { fields, path, document: FULL_PROGRAM, typed, picked: [] });
  return view.document.body.textContent;
}

test.each(["exclusive_product", "early_access"] as const)(
  "says that a theme protects nothing: %s",
  async (kind) => {
    expect(await textOf(kind)).toContain("presentation, not protection");
  },
);

test("says where the places of an experience are given, and until when it can be had", async () => {
  const text = await textOf("experience");
  expect(text).toContain("as the number for all members together");
  expect(text).toContain("Nobody can redeem it after that");
});

test("says that the app forgets the friend of a gift card, and that it is money", async () => {
  const text = await textOf("gift_card");
  expect(text).toContain("the app forgets the friend as soon as the card is made");
  expect(text).toContain("it cannot be given back for points");
});
