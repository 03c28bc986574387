// The loader on a page: it confirms the number once, brings the panel on interaction, and a failing
// backend changes nothing.
import { Window } from "happy-dom";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";

interface Opened {
  view: string;
  root: Element;
}

type Answer = () => Promise<unknown>;

const page = (attributes = "", kind = "embed") => `
  <div data-regulars="${kind}" data-root="/apps/loyalty" data-locale="en" data-one="Bean" data-other="Beans"
    data-panel="${panelModule()}" ${attributes}></div>
  <button data-regulars-open><span data-regulars-balance>80</span
    ><span data-regulars-unit>&nbsp;Beans</span></button>
  <button data-regulars-open="rewards" id="rewards"></button>
  <progress data-regulars-progress max="100" value="80"></progress>`;

/**
 * The panel as the loader meets it: a module at an address, here one that writes down what it is
 * asked.
 */
const panelModule = () =>
  "data:text/javascript,export const open=async(root,view)=>{globalThis.openPanel(root,view)}";

let requests: string[];
let opened: Opened[];
let answer: Answer;

/** Each page is a window of its own, as in a browser: nothing is left of earlier ones. */
const openPage = async (html: string, hash = "") => {
  const page = new Window({ url: `https://shop.test/products/coffee${hash}` });
  const { document, location, Element, HTMLElement, CustomEvent, Event } = page;
  const globals = { window: page, document, location, Element, HTMLElement, CustomEvent, Event };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("scrollY", 0);
  const requestIdleCallback = (run: () => void) => setTimeout(run);
  Object.assign(page, { requestIdleCallback });
  document.body.innerHTML = html;
  await runScript();
};

const runScript = async () => {
  vi.resetModules();
  await import("../../widget/src/loader.ts");
};

const dispatchLoad = () => window.dispatchEvent(new Event("load"));
const text = (selector: string) => document.querySelector(selector)?.textContent;
const settled = () => expect.poll(() => requests.length);
const state = () => document.documentElement.dataset["regularsState"];

beforeEach(() => {
  requests = [];
  opened = [];
  answer = async () => Response.json({ audience: "member", ...aBalance({ available: 1 }) });
  vi.stubGlobal("fetch", async (url: string) => {
    requests.push(url);
    return await answer();
  });
  vi.stubGlobal("openPanel", (root: Element, view: string) => opened.push({ root, view }));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("no place on the page is read before the browser is idle", async () => {
  const reading = vi.fn<() => number>(() => 0);
  await openPage("");
  document.body.innerHTML = page('data-balance="80"');
  Object.defineProperty(globalThis, "scrollY", { configurable: true, get: reading });
  delete (window as { regulars?: true }).regulars;
  await runScript();
  expect(reading).not.toHaveBeenCalled();
  await settled().toBe(1);
  expect(reading).toHaveBeenCalled();
});

describe("what the panel showed last", () => {
  const NAME = "regulars:seen";
  const kept = JSON.stringify({ whose: "a1en" });

  beforeEach(() => {
    const all = new Map([[NAME, kept]]);
    const getItem = (name: string) => all.get(name) ?? null;
    const removeItem = (name: string) => all.delete(name);
    vi.stubGlobal("localStorage", { getItem, removeItem });
  });

  test.each([
    ["signed out", ""],
    ["somebody else signed in", 'data-balance="80" data-whose="b2"'],
  ])("is forgotten on the next page after who saw it %s, opened or not", async (_, who) => {
    await openPage(page(who));
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test("stays for the one who saw it", async () => {
    await openPage(page('data-balance="80" data-whose="a1"'));
    expect(localStorage.getItem(NAME)).toBe(kept);
  });

  test("costs the panel nothing where the visitor blocks storage", async () => {
    vi.stubGlobal("localStorage", undefined);
    await openPage(page());
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
  });
});

describe("the balance that Liquid painted", () => {
  test("is confirmed by one request, and the text follows, with its plural", async () => {
    await openPage(page('data-balance="80"'));
    await expect.poll(() => text("[data-regulars-balance]")).toBe("1");
    expect(text("[data-regulars-unit]")).toBe("\u00a0Bean");
    expect(document.querySelector("progress")?.value).toBe(1);
    expect(requests).toEqual(["/apps/loyalty/balance?locale=en"]);
  });

  test("is not asked for where nobody is signed in", async () => {
    await openPage(page());
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
    expect(requests).toEqual([]);
  });

  test("leaves the page alone when it was right", async () => {
    answer = async () => Response.json({ audience: "member", ...aBalance({ available: 80 }) });
    await openPage(page('data-balance="80"'));
    const before = document.body.innerHTML;
    await settled().toBe(1);
    expect(document.body.innerHTML).toBe(before);
  });

  test.each<[string, Answer]>([
    ["is away", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["fails", async () => Response.json({ problem: "temporarily_unavailable" }, { status: 503 })],
    ["answers a page", async () => new Response("<html>password</html>")],
    ["answers something else", async () => Response.json({ available: "80; drop" })],
    ["tells a number that it has not written", async () => Response.json({ available: 90 })],
    ["answers nothing", async () => Response.json(null)],
    ["never answers", () => new Promise(() => {})],
    ["says that nobody is signed in", async () => Response.json({ audience: "guest" })],
  ])("stays when the backend %s", async (_, failing) => {
    const complaints: unknown[] = [];
    const complain = (reason: unknown) => complaints.push(reason);
    process.on("unhandledRejection", complain);
    answer = failing;
    await openPage(page('data-balance="80"'));
    const before = document.body.innerHTML;
    await settled().toBe(1);
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
    expect(document.body.innerHTML).toBe(before);
    expect(complaints).toEqual([]);
    process.off("unhandledRejection", complain);
  });

  test("follows what the panel announces", async () => {
    answer = () => new Promise(() => {});
    await openPage(page('data-balance="80"'));
    const detail = aBalance({ available: 12_500 });
    document.dispatchEvent(new CustomEvent("regulars:balance", { detail }));
    expect(text("[data-regulars-balance]")).toBe("12,500");
    expect(text("[data-regulars-unit]")).toBe("\u00a0Beans");
  });
});

describe("opening", () => {
  test("a button opens its view, and gets the focus to come back to", async () => {
    await openPage(page());
    const button = document.querySelector<HTMLElement>("#rewards");
    button?.click();
    await expect.poll(() => opened.map(({ view }) => view)).toEqual(["rewards"]);
    expect(document.activeElement).toBe(button);
    await expect.poll(state).toBeUndefined();
  });

  test.each([
    ["#loyalty", ""],
    ["#loyalty/history", "history"],
  ])("the link %s opens the panel", async (hash, view) => {
    await openPage(page(), hash);
    await expect.poll(() => opened.map((one) => one.view)).toEqual([view]);
  });

  test("a link on the page itself does, too", async () => {
    await openPage(page());
    location.hash = "#loyalty/rewards";
    await expect.poll(() => opened.map((one) => one.view)).toEqual(["rewards"]);
  });

  test("a page of its own that the theme editor draws again gets its panel back", async () => {
    await openPage(page() + "<div data-regulars-page></div>");
    await expect.poll(() => opened.length).toBe(1);
    document.dispatchEvent(new Event("shopify:section:load", { bubbles: true }));
    await expect.poll(() => opened.map((one) => one.view)).toEqual([undefined, undefined]);
  });

  test("a section that the theme editor draws again opens nothing elsewhere", async () => {
    await openPage(page());
    document.dispatchEvent(new Event("shopify:section:load", { bubbles: true }));
    document.querySelector("button")?.click();
    await expect.poll(() => opened.map((one) => one.view)).toEqual([""]);
  });

  test("another link of the page does not", async () => {
    await openPage(page(), "#reviews");
    document.querySelector("button")?.click();
    await expect.poll(() => opened.map((one) => one.view)).toEqual([""]);
  });

  test("a panel that does not load is said, and tried again", async () => {
    await openPage(page());
    const root = document.querySelector<HTMLElement>("[data-regulars]");
    const good = root?.dataset["panel"] ?? "";
    if (root) root.dataset["panel"] = "data:text/javascript,throw new Error('blocked')";
    document.querySelector("button")?.click();
    await expect.poll(state).toBe("failed");
    if (root) root.dataset["panel"] = good;
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
    await expect.poll(state).toBeUndefined();
  });

  test("a script that comes before the page is all there begins with the page, once", async () => {
    await openPage("");
    document.body.innerHTML = page('data-balance="80"');
    dispatchLoad();
    dispatchLoad();
    await settled().toBe(1);
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(opened).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });

  test("the embed is preferred to a block, which knows no corner", async () => {
    await openPage(page("", "block") + page("", "embed"));
    document.querySelector("button")?.click();
    await expect.poll(() => opened.length).toBe(1);
    expect(opened[0]?.root.getAttribute("data-regulars")).toBe("embed");
  });
});

test("a page without the program is left alone", async () => {
  await openPage("<main>Shop</main>");
  expect(document.body.innerHTML).toBe("<main>Shop</main>");
  expect("regulars" in window).toBe(false);
});

test("the script of two blocks starts once", async () => {
  await openPage(page('data-balance="80"'));
  await runScript();
  document.querySelector("button")?.click();
  await expect.poll(() => opened.length).toBe(1);
  expect(requests).toEqual(["/apps/loyalty/balance?locale=en"]);
});
