// @vitest-environment happy-dom The panel in a page: opened by the loader's call, asked over the
// app proxy, driven by its buttons.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { open } from "../../widget/src/panel.tsx";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { aCard, aMemberAnswer, aVoucher, anEntry } from "./panel-answers.ts";
import { dialog, panel, press, proxy, root, setUpPage, shop, shows, words } from "./panel-page.ts";

beforeEach(setUpPage);
afterEach(() => vi.unstubAllGlobals());

test("a member finds the balance, the next reward and how points are earned", async () => {
  shop.state = aMemberAnswer({ balance: aBalance({ available: 60, pending: 20, shortfall: 5 }) });
  await open(root, "");
  await shows("Next reward");
  expect(dialog()?.open).toBe(true);
  for (const text of ["60", "20\u00a0Beans on their way", "40\u00a0Beans to go", "€5 off"]) {
    expect(words()).toContain(text);
  }
  expect(words()).toContain("You had spent 5\u00a0Beans before a refund");
  expect(words()).toContain("2\u00a0Beans for every €1 you spend");
  expect(panel().querySelector("progress")?.getAttribute("value")).toBe("60");
});

test("a member reads what comes, what ends, and what the next tier asks", async () => {
  shop.state = aMemberAnswer({
    balance: aBalance({ available: 60, pending: 100 }),
    coming: [
      { points: 30, after: "date", days: 0, on: "2026-03-15" },
      { points: 20, after: "delivery", days: 14, on: "2026-04-01" },
      { points: 10, after: "shipping", days: 1, on: null },
      { points: 7, after: "shipping", days: 0, on: null },
    ],
    ending: { points: 40, lastDay: "2026-06-30" },
    tier: {
      name: "Silver",
      next: {
        name: "Gold",
        missing: "3 orders or 80 Beans",
        share: 615,
        through: "2026-12-31",
      },
      keep: {
        lastDay: "2027-12-31",
        asks: { through: "2027-12-31", missing: "2 orders" },
      },
    },
  });
  await open(root, "");
  await shows("30\u00a0Beans more on Mar 15, 2026");
  for (const text of [
    "20\u00a0Beans more 14 days after your order has arrived, on Apr 1, 2026 at the latest",
    "10\u00a0Beans more 1 day after your order has shipped",
    "7\u00a0Beans more after your order has shipped",
    "33\u00a0Beans on their way",
    "You can use 40\u00a0Beans until Jun 30, 2026.",
    "Silver",
    "To keep Silver for longer, by Dec 31, 2027: 2 orders",
    "To become Gold, you still need: 3 orders or 80 Beans",
    "Counted until Dec 31, 2026.",
  ]) {
    expect(words()).toContain(text);
  }
});

test("the number that Liquid painted stands there while the first answer is under way", async () => {
  root.insertAdjacentHTML("afterend", "<span data-regulars-balance>80</span>");
  let answerNow = () => {};
  const late = new Promise<void>((resolve) => (answerNow = resolve));
  vi.stubGlobal("fetch", async (url: string) => {
    await late;
    return await proxy(url);
  });
  await open(root, "");
  expect(words()).toContain("80 Beans");
  expect(panel().querySelector("[role=status]")?.textContent).toBe("Loading");
  answerNow();
  await shows("Next reward");
});

test("drawing and opening are tasks of their own, beside the question", async () => {
  root.insertAdjacentHTML("afterend", "<p><span data-regulars-balance>1\u2019234</span></p>");
  const ask = vi.fn<() => Promise<Response>>(() => new Promise(() => {}));
  vi.stubGlobal("fetch", ask);
  const opening = open(root, "");
  for (let step = 0; step < 20; step += 1) await Promise.resolve();
  expect(words()).toContain("1\u2019234 Beans");
  expect(dialog()?.open).toBe(false);
  await opening;
  expect(dialog()?.open).toBe(true);
  expect(ask).toHaveBeenCalledOnce();
});

test("until the overview stands there the browser is asked for no number, day or list", async () => {
  shop.state = aMemberAnswer({
    balance: aBalance({ available: 12_340, pending: 1_600, shortfall: 5 }),
    coming: [
      { points: 500, after: "date", days: 0, on: "2026-08-03" },
      { points: 20, after: "delivery", days: 14, on: "2026-09-01" },
    ],
    ending: { points: 40, lastDay: "2026-09-30" },
    tier: {
      name: "Silver",
      next: { name: "Gold", missing: "3 orders", share: 370, through: "2026-12-31" },
      keep: { lastDay: "2026-12-31", asks: { through: "2026-12-31", missing: "2 orders" } },
    },
    vouchers: [aVoucher()],
    next: { rewardId: "five-off", why: "ending", points: 40, date: "2026-09-30" },
  });
  const tables = [
    ...(["NumberFormat", "PluralRules", "DateTimeFormat", "ListFormat"] as const).map((name) =>
      vi.spyOn(Intl, name),
    ),
    vi.spyOn(Number.prototype, "toLocaleString"),
    vi.spyOn(Date.prototype, "toLocaleString"),
    vi.spyOn(Date.prototype, "toLocaleDateString"),
  ];
  try {
    await open(root, "");
    await shows("12,340 Beans");
    for (const text of ["14 days after", "Aug 3, 2026", "1,080", "for every €1", "Sep 30, 2026"]) {
      expect(words()).toContain(text);
    }
    for (const table of tables) expect(table).not.toHaveBeenCalled();
  } finally {
    for (const table of tables) table.mockRestore();
  }
});

test("guests see what joining brings, and where", async () => {
  root.removeAttribute("data-balance");
  Object.assign(root.dataset, { login: "/account/login", register: "/account/register" });
  const { program, words: told, numbers } = aMemberAnswer();
  const cards = [aCard({ action: null })];
  vi.stubGlobal("fetch", async () =>
    Response.json({ audience: "guest", words: told, program, cards, numbers }),
  );
  await open(root, "rewards");
  await shows("Orders that give something back");
  const links = [...panel().querySelectorAll("a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/account/register", "/account/login"]);
  expect(panel().querySelector("nav")).toBeNull();
  expect(words()).toContain("€5 off");
  expect(words()).toContain("Subscribe to our newsletter50 Beans");
});

test("a backend that is away is said, with a way to try again", async () => {
  shop.isDown = true;
  await open(root, "");
  await shows("This did not load");
  shop.isDown = false;
  press("Try again");
  await expect.poll(words).toContain("Next reward");
});

describe("redeeming", () => {
  test("asks, then shows the code with what can be done with it", async () => {
    await open(root, "");
    await shows("Ready for you");
    press("Redeem: €5 off");
    await shows("Redeem 100\u00a0Beans?");
    expect(words()).toContain("20\u00a0Beans remain.");
    expect(panel().activeElement?.textContent).toBe("Redeem 100\u00a0Beans?");
    press("Redeem now");
    await shows("CODE-1");
    expect(panel().activeElement?.textContent).toBe("Yours: €5 off");
    const link = panel().querySelector("a.main")?.getAttribute("href");
    expect(link).toBe("/discount/CODE-1?redirect=%2Fen%2Fcart");
    press("Copy");
    await expect
      .poll(() => panel().querySelector(".code + [role=status]")?.textContent)
      .toMatch(/./);
  });

  test("after a lost answer, trying again brings the same code", async () => {
    shop.lostAnswers = 1;
    await open(root, "rewards");
    await shows("Ready for you");
    press("Redeem: €5 off");
    press("Redeem now");
    await shows("No answer yet");
    press("Try again");
    await shows("CODE-1");
    expect(shop.vouchers.size).toBe(1);
  });

  test("a refusal says why in words", async () => {
    shop.refusal = "too_many_open_vouchers";
    await open(root, "rewards");
    await shows("Ready for you");
    press("Redeem: €5 off");
    press("Redeem now");
    await shows("Use one of your open codes first.");
    press("Done");
    await expect.poll(words).toContain("Ready for you");
  });
});

test("a code can be given back, after a question", async () => {
  shop.state = aMemberAnswer({ vouchers: [aVoucher()] });
  await open(root, "rewards");
  await shows("HARBOUR-7KQ2");
  press("Give the code back");
  await shows("Give this code up for 100\u00a0Beans?");
  press("Give it up");
  await shows("Being returned");
  expect(words()).not.toContain("HARBOUR-7KQ2");
});

test("the history explains each entry, and an empty one says what will be there", async () => {
  await open(root, "history");
  await shows("Order #1001: €40 at 2 Beans per €1");
  expect(words()).toContain("+80");
  shop.state = aMemberAnswer({ history: { entries: [], nextCursor: null } });
  await open(root, "history");
  dialog()?.close();
  await open(root, "history");
  await shows("everything you earn and redeem is explained here");
});

test("points that only became spendable show no number of their own", async () => {
  const released = anEntry({
    points: 0,
    why: "30\u00a0Beans became available",
  });
  const waiting = anEntry({ id: "entry-2", comesOn: "2026-07-15" });
  const unsent = anEntry({ id: "entry-3", isWaiting: true });
  const entries = [released, waiting, unsent];
  shop.state = aMemberAnswer({ history: { entries, nextCursor: null } });
  await open(root, "history");
  await shows("30\u00a0Beans became available");
  expect(words()).toContain("available on Jul 15, 2026 at the latest");
  expect([...panel().querySelectorAll(".history b")].map((one) => one.textContent)).toEqual([
    "+80",
    "+80",
  ]);
  expect(words().match(/not available yet/g)).toHaveLength(1);
});

test("older entries are asked for, and follow below", async () => {
  shop.state = aMemberAnswer({ history: { entries: [anEntry()], nextCursor: "c1" } });
  await open(root, "history");
  await shows("Show more");
  press("Show more");
  await expect.poll(() => panel().querySelectorAll(".history li").length).toBe(2);
  expect(words()).not.toContain("Show more");
});

test("a history that cannot be loaded is said, tried again, and leaves the rest usable", async () => {
  vi.stubGlobal("offline", true);
  await open(root, "history");
  await shows("This did not load");
  press("Overview");
  await shows("Next reward");
  press("History");
  await shows("This did not load");
  vi.stubGlobal("offline", false);
  press("Try again");
  await shows("Order #1001");
  expect(words()).not.toContain("This did not load");
});

describe("the language", () => {
  const language = () => panel().querySelector(".frame")?.getAttribute("lang");

  test("is the page's from the first moment on", async () => {
    root.dataset["locale"] = "de-AT";
    shop.state = aMemberAnswer({ words: panelTextsIn("de") });
    await open(root, "");
    expect([language(), panel().querySelector("nav")?.textContent]).toEqual([
      "de",
      "ÜbersichtSammelnPrämienVerlauf",
    ]);
    await shows("Nächste Prämie");
    expect(language()).toBe("de");
  });

  test("is that of the shop's answer where the page's has no words", async () => {
    root.dataset["locale"] = "it";
    shop.state = aMemberAnswer({ words: panelTextsIn("fr") });
    await open(root, "");
    expect(language()).toBe("en");
    await shows("Prochaine récompense");
    expect([language(), panel().querySelector("nav")?.textContent]).toEqual([
      "fr",
      "AperçuGagnerRécompensesHistorique",
    ]);
  });
});

test("closing forgets the deep link and keeps the rest of the address", async () => {
  history.replaceState(null, "", "/products/coffee?variant=1#loyalty/rewards");
  await open(root, "rewards");
  dialog()?.dispatchEvent(new Event("close"));
  expect(location.href).toMatch(/\/products\/coffee\?variant=1$/);
});
