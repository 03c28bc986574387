// @vitest-environment happy-dom
// What can be pressed stays the same element while answers come and signals change: a press on one
// that is made anew between going down and coming up is no press.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Page,
  closeCheckout,
  extension,
  fiveOff,
  held,
  memberAnswer,
  openCheckout,
  replyAt,
  sentTo,
} from "./checkout-page.ts";
import { type Opened, type Place, answeringWell, openPlace, places } from "./every-place.ts";
import { inTime, shown } from "./extension-page.ts";

/** By what they say to somebody who cannot see them, else by what stands on them. */
function controls(): Map<string, Element> {
  const all = [...document.body.querySelectorAll("s-button, s-tile, s-select, s-text-field")];
  return new Map(all.map((one, place) => [`${nameOf(one)} ${samePlaces(all, one, place)}`, one]));
}

const nameOf = (one: Element): string =>
  ["accessibilitylabel", "label", "heading"]
    .map((name) => one.getAttribute(name))
    .find((name) => name !== null) ?? `${one.textContent}`;

/** How many of that name stand before it. */
const samePlaces = (all: readonly Element[], one: Element, place: number): number =>
  all.slice(0, place).filter((other) => nameOf(other) === nameOf(one)).length;

/** Of the same name, but not the one that stood there. */
function expectNoneMadeAnew(before: Map<string, Element>): void {
  const now = controls();
  const gone = [...before].filter(([name, one]) => !one.isConnected && now.has(name));
  expect(gone.map(([name]) => name)).toEqual([]);
}

let opened: Opened | undefined;
afterEach(() => {
  opened?.close();
  opened = undefined;
});

async function settled({ isAnswered }: Opened): Promise<void> {
  await vi.waitFor(() => {
    expect(isAnswered()).toBe(true);
    expect(
      document.body.querySelectorAll("s-skeleton-paragraph, s-spinner, [loading]"),
    ).toHaveLength(0);
  });
}

/** Those where there is something to press at all. */
const MOST_PRESSES = 12;

test.each(places)("$folder at $target keeps them while each is used", async (place: Place) => {
  opened = openPlace(place);
  opened.answerBy(answeringWell);
  await opened.render();
  await settled(opened);
  const used = new Set<string>();
  for (let press = 0; press < MOST_PRESSES; press++) {
    const before = controls();
    const next = [...before].find(
      ([name, one]) => one.matches("s-button:not([href], [command]), s-tile") && !used.has(name),
    );
    if (next === undefined) break;
    used.add(next[0]);
    next[1].dispatchEvent(new Event("click"));
    // While it is done, and once it is done.
    await Promise.resolve();
    expectNoneMadeAnew(before);
    await settled(opened);
    expectNoneMadeAnew(before);
  }
});

describe("at checkout", () => {
  let page: Page;
  beforeEach(() => {
    page = openCheckout();
  });
  afterEach(closeCheckout);

  const gift = { ...held, id: "018f3c1e-0000-7000-8000-000000000002", code: "G", name: "Gift" };
  const half = { rewardId: "half", name: "50% off", points: 900, amountMinor: null, percent: "50" };
  const rewards = [fiveOff, { id: "half", offers: [half] }];
  const full = { ...memberAnswer, rewards, vouchers: [held, gift] };

  test.each([
    ["an estimate comes", { ...full, estimate: null }, full],
    ["an estimate goes", full, { ...full, estimate: null }],
    ["the balance changes", full, { ...full, balance: { ...full.balance, available: 7 } }],
    ["something is missing for more", full, { ...full, missing: "€10 off: 3 Beans more" }],
    [
      "another code comes first",
      { ...full, vouchers: [held] },
      { ...full, vouchers: [gift, held] },
    ],
    ["codes go", full, { ...full, vouchers: [] }],
    ["another reward comes first", { ...full, rewards: rewards.slice(1) }, full],
  ])("they stay where %s", async (_, first, second) => {
    vi.useFakeTimers();
    replyAt({ checkout: [first, second] });
    await extension.render();
    await inTime(() => expect(shown()).toContain("Redeem"));
    const before = controls();
    expect(before.size).toBeGreaterThan(1);
    page.total.set({ ...page.total.value, amount: 12.5 });
    await inTime(() => expect(sentTo("checkout")).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(1_000);
    expectNoneMadeAnew(before);
  });

  test("they stay where the app does not answer the second time", async () => {
    vi.useFakeTimers();
    replyAt({ checkout: [full, new Error("offline")] });
    await extension.render();
    await inTime(() => expect(shown()).toContain("Redeem"));
    const before = controls();
    page.total.set({ ...page.total.value, amount: 12.5 });
    await inTime(() => expect(shown()).not.toContain("You earn"));
    expect(controls().size).toBe(before.size);
    expectNoneMadeAnew(before);
  });
});
