// Referrals are started in the form, given another reward, and removed.
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

const path = "referral";
const document = program();
const typed = typeProgram(document, "EUR");

async function open(): Promise<OpenFields> {
  const { ReferralSection } = await import("../../../app/ui/program/referral-section.tsx");
  return openFields(view, { fields: ReferralSection, path, document, typed });
}

async function choose(label: string): Promise<void> {
  const labels = [...view.document.querySelectorAll("label")];
  const found = labels.find(({ textContent }) => textContent?.startsWith(label));
  if (!found) throw new Error(`There is no choice ${label}`);
  const inputs = [...view.document.querySelectorAll("input")];
  const input = inputs.find(({ id }) => id === found.getAttribute("for"));
  await act(async () => input?.click());
}

/** What the document would say, or what is wrong with it. */
function read(value: Parameters<typeof withValueAt>[2]) {
  const found = readProgram(withValueAt(typed, path, value), "EUR");
  return found.outcome === "valid" ? found.document.referral : found.problems;
}

test("what stands there first is a program that can come into force", async () => {
  const { press, valueAt } = await open();
  expect(valueAt(path)).toBeNull();
  await press("Start referrals");
  expect(read(valueAt(path))).toMatchObject({
    memberReward: { kind: "points", points: 500n },
    friendVoucher: { discount: { kind: "percentage_off", percent: "10" } },
    refundWindowDays: null,
    mostPerYear: 20,
  });
});

test("another kind of reward or voucher asks for what it needs", async () => {
  const { press, valueAt } = await open();
  await press("Start referrals");
  await choose("A reward of the program");
  expect(valueAt("referral.memberReward")).toMatchObject({ kind: "voucher", validityDays: "90" });
  expect(read(valueAt(path))).toMatchObject([{ path: "referral.memberReward.rewardId" }]);
  await choose("Free shipping");
  expect(valueAt("referral.friendVoucher.discount")).toEqual({ kind: "free_shipping" });
});

test("are removed as a whole", async () => {
  const { press, valueAt } = await open();
  await press("Start referrals");
  await press("Remove referrals");
  expect(valueAt(path)).toBeNull();
  expect(read(valueAt(path))).toBeNull();
});
