// @vitest-environment happy-dom What the overview tells a member: the tier and how far the next one
// is, the reward that is best now and why, and the way to the settings.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { open } from "../../widget/src/panel.tsx";
import { aCard, aMemberAnswer, euros } from "./panel-answers.ts";
import { dialog, panel, press, root, setUpPage, shop, shows, words } from "./panel-page.ts";

beforeEach(setUpPage);
afterEach(() => vi.unstubAllGlobals());

test("who has reached the last tier reads its name, and for how long it is sure", async () => {
  shop.state = aMemberAnswer({ tier: { name: "Gold", next: null, keep: null } });
  await open(root, "");
  await shows("Gold");
  expect(words()).not.toContain("you still need");
  expect(panel().querySelector(".tier progress")).toBeNull();
});

test.each([
  [null, "Gold is yours until Dec 31, 2027."],
  [
    { through: "2027-12-31", missing: "" },
    "You have done enough to keep Gold beyond Dec 31, 2027.",
  ],
])("for how long a tier is sure is said: %j", async (asks, sentence) => {
  shop.state = aMemberAnswer({
    tier: { name: "Gold", next: null, keep: { lastDay: "2027-12-31", asks } },
  });
  await open(root, "");
  await expect.poll(words).toContain(sentence);
});

test("a member of a tier that earns more reads that rate, and why", async () => {
  const answer = aMemberAnswer();
  const earning = { points: "2.5", perAmount: euros(100), tier: "Gold" };
  shop.state = { ...answer, program: { ...answer.program, earning } };
  await open(root, "");
  await expect.poll(words).toContain("2.5\u00a0Beans for every €1 you spend, as Gold");
});

test("how far the next tier is stands in a bar with a name", async () => {
  const next = { name: "Gold", missing: "", share: 430, through: null };
  shop.state = aMemberAnswer({ tier: { name: null, next, keep: null } });
  await open(root, "");
  await shows("To become Gold");
  const bar = panel().querySelector(".tier progress");
  expect(["value", "max", "aria-label"].map((name) => bar?.getAttribute(name))).toEqual([
    "430",
    "1000",
    "Progress to Gold",
  ]);
  expect(words()).not.toContain("Counted until");
});

describe("the reward that is shown first", () => {
  test.each([
    [
      { why: "ending", points: 40, date: "2026-06-30" },
      "Use 40\u00a0Beans by Jun 30, 2026: this is the most you can get now.",
    ],
    [{ why: "cheaper", points: 20 }, "Costs less than usual: you save 20\u00a0Beans."],
    [{ why: "spend", amount: euros(2_000) }, "Orders worth about €20 bring the rest."],
    [{ why: "coming" }, "What is on its way is enough for it."],
  ] as const)("says why: %j", async (why, sentence) => {
    shop.state = aMemberAnswer({ next: { rewardId: "five-off", ...why } });
    await open(root, "");
    await shows(sentence);
    expect(words()).toContain("€5 off");
  });

  test("is missing where none can be had, or the program has it no more", async () => {
    shop.state = aMemberAnswer({ next: null });
    await open(root, "");
    await shows("How you earn");
    expect(words()).not.toContain("Next reward");
    shop.state = aMemberAnswer({ next: { rewardId: "gone", why: "most" } });
    dialog()?.close();
    await open(root, "");
    await shows("How you earn");
    expect(words()).not.toContain("Next reward");
  });
});

test("a deep link opens the settings, and an unknown one the overview", async () => {
  const own = aCard({ id: "settings/emails", title: "E-mails", action: null });
  shop.state = aMemberAnswer({ settings: [own] });
  await open(root, "settings");
  await expect.poll(words).toContain("E-mails");
  expect(panel().querySelector("[aria-current]")).toBeNull();
  dialog()?.close();
  await open(root, "somewhere");
  await expect.poll(words).toContain("How you earn");
});

test("settings are cards behind the overview, with what becomes of them", async () => {
  const own = aCard({
    id: "settings/birthday",
    title: "Your birthday",
    action: { kind: "form", label: "Remove", path: "card", fields: [] },
  });
  shop.state = aMemberAnswer({ cards: [aCard()], settings: [own] });
  await open(root, "");
  await shows("How you earn");
  press("Settings");
  await shows("Your birthday");
  expect(words()).not.toContain("newsletter");
  press("Remove");
  await shows("Thank you.");
  expect(shop.sent).toEqual([["card", {}]]);
});
