// @vitest-environment happy-dom What the panel showed last is there at once, says that it is old,
// and is nobody else's.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { aBalance } from "../support/a-balance.ts";
import { createSeenMemory } from "../../widget/src/last-seen.ts";
import { open } from "../../widget/src/panel.tsx";
import { aMemberAnswer, aVoucher } from "./panel-answers.ts";
import { dialog, panel, press, proxy, root, setUpPage, shop, shows, words } from "./panel-page.ts";

const NAME = "regulars:seen";
const OLD = Date.UTC(2026, 6, 1, 9, 30);
const DAY_MS = 86_400_000;
const seen = (whose = "ana-en", answer = aMemberAnswer()) =>
  createSeenMemory(localStorage, whose).keep(answer, OLD);

beforeEach(() => {
  vi.setSystemTime(OLD + DAY_MS);
  setUpPage();
  root.dataset["whose"] = "ana-";
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A shop whose answers wait until they are let go. */
const hold = () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  vi.stubGlobal("fetch", async (url: string, options?: RequestInit) => {
    await held;
    return await proxy(url, options);
  });
  return () => letGo();
};

describe("what was seen last", () => {
  test("is there before the shop answers, says so, and gives way to what is true now", async () => {
    seen("ana-en", aMemberAnswer({ balance: aBalance({ available: 60 }) }));
    const letGo = hold();
    await open(root, "");
    await shows("60 Beans");
    expect(words()).toContain("As you saw it on Jul 1, 2026");
    expect(panel().querySelector(".bone")).toBeNull();
    letGo();
    await shows("120");
    expect(words()).not.toContain("As you saw it");
  });

  test("stays without a connection, with the way to try again", async () => {
    seen();
    shop.isDown = true;
    await open(root, "");
    await shows("No news from the shop. As you saw it on Jul 1, 2026");
    expect(words()).toContain("How you earn");
    shop.isDown = false;
    press("Try again");
    await expect.poll(words).not.toContain("As you saw it");
  });

  test("is asked about anew when the connection is back, without a press", async () => {
    shop.isDown = true;
    await open(root, "");
    await shows("This did not load");
    shop.isDown = false;
    dispatchEvent(new Event("online"));
    await expect.poll(words).toContain("How you earn");
  });

  test("is left alone by a connection that is back while the panel is closed", async () => {
    await open(root, "");
    await shows("How you earn");
    dialog()?.close();
    shop.isDown = true;
    dispatchEvent(new Event("online"));
    expect(words()).not.toContain("No news");
  });

  test("says since when nothing is known, too, where a later look fails", async () => {
    await open(root, "");
    await shows("How you earn");
    dialog()?.close();
    shop.isDown = true;
    await open(root, "");
    await expect.poll(words).toContain("No news from the shop.");
  });

  test("is what the next page begins with", async () => {
    await open(root, "");
    await shows("How you earn");
    const kept = createSeenMemory(localStorage, "ana-en").recall(OLD);
    expect(kept?.answer).toEqual(aMemberAnswer());
  });
});

describe("on a page of somebody who is signed in no more", () => {
  const told: unknown[] = [];
  const listen = ({ detail }: Event & { detail?: unknown }) => told.push(detail);
  const NOTICE = "Somebody has signed in or out since this page was opened.";
  beforeEach(() => {
    told.length = 0;
    document.addEventListener("regulars:balance", listen);
  });
  afterEach(() => document.removeEventListener("regulars:balance", listen));

  const isTold = async (answer: PanelAnswer, isOld: boolean) => {
    shop.adapter.panel = async () => answer;
    await open(root, "");
    await shows("How you earn");
    expect(words().includes(NOTICE)).toBe(isOld);
  };

  test("the truth is shown, the page is told to be old, and nothing is kept or told to it", async () => {
    const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
    await isTold(aMemberAnswer({ whose: "bo--", balance: aBalance({ available: 7 }) }), true);
    expect(words()).toContain("7 Beans");
    expect(localStorage.getItem(NAME)).toBeNull();
    expect(told).toEqual([]);
    press("Load the page again");
    expect(reload).toHaveBeenCalledOnce();
  });

  test("so it is where nobody is signed in any more", async () => {
    const { program, cards, numbers, words: texts } = aMemberAnswer();
    const guest = { audience: "guest", words: texts, program, cards, numbers } as const;
    await isTold({ ...guest, whose: "" }, true);
    expect(words()).toContain("Orders that give something back");
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test.each([["ana-"], [undefined]])(
    "all others read no such thing: the answer is of %s",
    async (whose) => {
      await isTold(aMemberAnswer(whose === undefined ? {} : { whose }), false);
      expect(localStorage.getItem(NAME)).not.toBeNull();
      expect(told).toHaveLength(1);
    },
  );

  test("a redemption is that of who was answered: its number is kept for them", async () => {
    shop.state = aMemberAnswer({ whose: "bo--" });
    shop.lostAnswers = 1;
    await open(root, "");
    await shows("How you earn");
    press("Redeem: €5 off");
    await shows("Redeem 100");
    press("Redeem now");
    await shows("No answer yet");
    const names = Object.keys(localStorage).filter((name) => name.startsWith("regulars:redeem"));
    expect(names).toEqual(["regulars:redeem:bo--five-off"]);
    press("Try again");
    await shows("Yours:");
    expect(told).toEqual([]);
  });
});

describe("what is kept", () => {
  test.each([
    [29, true],
    [31, false],
  ])("is there for a month, in another tab, too: after %d days %s", (days, isThere) => {
    seen();
    const later = createSeenMemory(localStorage, "ana-en").recall(OLD + days * DAY_MS);
    expect(later !== undefined).toBe(isThere);
    expect(localStorage.getItem(NAME) !== null).toBe(isThere);
  });

  test.each(["bo-en", "ana-de", ""])("is gone for whoever else uses the browser: %j", (whose) => {
    seen();
    expect(createSeenMemory(localStorage, whose).recall(OLD)).toBeUndefined();
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test("has no code of a gift card, which is money for whoever reads it", () => {
    const card = aVoucher({ id: "card", kind: "gift_card", code: "GIFT-1" });
    seen("ana-en", aMemberAnswer({ vouchers: [card, aVoucher()] }));
    expect(localStorage.getItem(NAME)).toContain("HARBOUR-7KQ2");
    expect(localStorage.getItem(NAME)).not.toContain("GIFT-1");
  });

  test("is not shown where it does not say how its numbers are written", () => {
    const { numbers: _, ...answer } = aMemberAnswer();
    localStorage.setItem(NAME, JSON.stringify({ whose: "ana-en", at: OLD, answer }));
    expect(createSeenMemory(localStorage, "ana-en").recall(OLD)).toBeUndefined();
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test("is nothing of guests", () => {
    const { words: told, program, cards, numbers } = aMemberAnswer();
    const guest = { audience: "guest", words: told, program, cards, numbers } as const;
    createSeenMemory(localStorage, "ana-en").keep(guest, OLD);
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test.each<[string, Partial<Storage> | undefined]>([
    ["that is blocked", undefined],
    [
      "that is full",
      {
        getItem: () => null,
        setItem: () => {
          throw new Error("full");
        },
      },
    ],
    ["with something else in it", { getItem: () => "{", removeItem: () => {} }],
  ])("costs nothing where there is a storage %s", (_, storage) => {
    const memory = createSeenMemory(storage as Storage | undefined, "ana-en");
    memory.keep(aMemberAnswer(), OLD);
    expect(memory.recall(OLD)).toBeUndefined();
  });
});
