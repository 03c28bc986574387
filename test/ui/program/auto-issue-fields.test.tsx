// A reward is made to issue itself, and to stop.
import type { Window } from "happy-dom";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { program } from "../../support/order-builder.ts";
import { type OpenFields, openFields, openWindow } from "../../support/typed-fields.ts";

let view: Window;

beforeEach(() => {
  view = openWindow();
});
afterEach(() => vi.unstubAllGlobals());

const path = "rewards.0.autoIssue";
const document = program();
const typed = typeProgram(document, "EUR");

async function open(): Promise<OpenFields> {
  const { AutoIssueFields: fields } = await import("../../../app/ui/program/auto-issue-fields.tsx");
  return openFields(view, { fields, path, document, typed });
}

/** Presses the box or the choice whose label begins so. */
async function choose(label: string): Promise<void> {
  const labels = [...view.document.querySelectorAll("label")];
  const found = labels.find(({ textContent }) => textContent?.startsWith(label));
  if (!found) throw new Error(`There is no choice ${label}`);
  const inputs = [...view.document.querySelectorAll("input")];
  const input = inputs.find(({ id }) => id === found.getAttribute("for"));
  await act(async () => input?.click());
}

/** What the document would say. */
function autoIssueOf(value: Parameters<typeof withValueAt>[2]): unknown {
  const read = readProgram(withValueAt(typed, path, value), "EUR");
  return read.outcome === "valid" ? read.document.rewards[0]?.autoIssue : read.problems;
}

test("a reward issues itself whenever there are points enough, once that is switched on", async () => {
  const { valueAt } = await open();
  expect(valueAt(path)).toBeNull();
  await choose("Issues itself");
  expect(autoIssueOf(valueAt(path))).toEqual({ kind: "threshold", keep: 0n, mostPerYear: null });
  await choose("Issues itself");
  expect(valueAt(path)).toBeNull();
});

test("on days of each year it begins with one that can be changed", async () => {
  const { valueAt } = await open();
  await choose("Issues itself");
  await choose("On days of each year");
  expect(autoIssueOf(valueAt(path))).toEqual({
    kind: "dates",
    dates: ["12-24"],
    most: null,
    mostPerYear: null,
  });
});
