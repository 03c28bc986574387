// The launcher beside what shoppers want to press: it rises above controls, stands back while a
// phone is scrolled, and moves nothing on the page.
import { describe, expect, test } from "vitest";
import { DESKTOP, PHONE, SMALLEST, setStage } from "./browser-stage.ts";

/** Longer than it takes on a busy machine. */
const SOON = { timeout: 10_000 };
const stage = setStage();
const { visit, launcher, focused, shifts } = stage;

/** What a page puts where the launcher is. */
const put = async (markup: string): Promise<void> => {
  await stage.page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), markup);
  await stage.page.evaluate(() => dispatchEvent(new Event("resize")));
};

const BAR =
  '<div id="bar" style="position:fixed;inset:auto 0 0;z-index:30">' +
  '<button style="inline-size:100%;padding:1rem">Add to cart</button>' +
  '<button style="inline-size:100%;padding:1rem">Buy it now</button></div>';

/** How much room there is between the launcher and what is below it; negative where it covers. */
const roomAbove = (selector: string) => async () => {
  const mine = await launcher().boundingBox();
  const other = await stage.page.locator(selector).boundingBox();
  return (other?.y ?? 0) - (mine?.y ?? 0) - (mine?.height ?? 0);
};

const place = async () => (await launcher().boundingBox())?.y ?? 0;

test.each([
  ["the smallest phone", "start", SMALLEST],
  ["the smallest phone", "end", SMALLEST],
  ["a desktop", "end", DESKTOP],
])(
  "on %s buttons at the foot of the page are left free, at the %s of the line",
  async (_, position, viewport) => {
    stage.shop.scene = { balance: 80, settings: { position } };
    await visit({ viewport });
    const before = await shifts();
    await put(BAR);
    await expect.poll(roomAbove("#bar"), SOON).toBeGreaterThanOrEqual(0);
    expect(await roomAbove("#bar")()).toBeLessThan(16);
    expect(await shifts()).toEqual(before);
    await stage.page.locator("#bar").evaluate((bar) => bar.remove());
    await stage.page.mouse.click(5, 5);
    await expect.poll(place, SOON).toBeGreaterThan(viewport.height - 90);
  },
);

test.each([
  ["a link that looks like a button", '<a class="button" href="/checkout">Check out</a>'],
  ["another app's frame", '<iframe title="Chat" src="about:blank"></iframe>'],
])("%s is left free, too", async (_, markup) => {
  await visit({ viewport: PHONE });
  await put(`<div id="bar" style="position:fixed;inset:auto 0 0 auto;z-index:30">${markup}</div>`);
  await expect.poll(roomAbove("#bar"), SOON).toBeGreaterThanOrEqual(0);
});

test("what has the focus is never covered, whatever it is", async () => {
  await visit({ viewport: PHONE });
  const rest = await place();
  await put('<p id="bar" style="position:fixed;inset:auto 0 0;margin:0"><a href="/x">Read</a></p>');
  await stage.page.locator("#bar a").evaluate((link) => (link.style.display = "block"));
  expect(await place()).toBe(rest);
  await stage.page.locator("#bar a").focus();
  await expect.poll(roomAbove("#bar"), SOON).toBeGreaterThanOrEqual(0);
});

test("a page that is full of controls keeps it in its corner", async () => {
  await visit({ viewport: PHONE });
  const rest = await place();
  await put(BAR);
  await expect.poll(place, SOON).toBeLessThan(rest);
  await put('<button style="position:fixed;inset:0;z-index:30">Play</button>');
  await expect.poll(place, SOON).toBe(rest);
});

test("one that the theme editor has drawn again rises, too", async () => {
  await visit({ viewport: PHONE });
  await put(BAR);
  await expect.poll(roomAbove("#bar"), SOON).toBeGreaterThanOrEqual(0);
  await stage.page.evaluate(() => {
    const corner = document.querySelector(".regulars-corner");
    const fresh = corner?.cloneNode(true) as HTMLElement;
    fresh.style.removeProperty("--regulars-rise");
    corner?.replaceWith(fresh);
    document.dispatchEvent(new Event("shopify:section:load", { bubbles: true }));
  });
  expect(await roomAbove("#bar")()).toBeLessThan(0);
  await expect.poll(roomAbove("#bar"), SOON).toBeGreaterThanOrEqual(0);
});

describe("while a phone is scrolled", () => {
  const scroll = (top: number) => stage.page.evaluate((to) => window.scrollTo(0, to), top);
  const setAway = () =>
    stage.page.evaluate(() =>
      document.querySelector(".regulars-corner")?.toggleAttribute("data-away", true),
    );

  test("it is away on the way down, and there on the way up and at rest", async () => {
    await visit({ viewport: PHONE });
    await put('<div style="block-size:6000px"></div>');
    await stage.page.locator(".regulars-corner[style*=rise]").waitFor();
    await stage.page.evaluate(() => {
      const corner = document.querySelector(".regulars-corner") as Element;
      const seen: boolean[] = [];
      Object.assign(window, { seen });
      const note = () => seen.push(corner.hasAttribute("data-away"));
      new MutationObserver(note).observe(corner, { attributeFilter: ["data-away"] });
    });
    const seen = () => stage.page.evaluate(() => (window as unknown as { seen: boolean[] }).seen);
    await scroll(1_000);
    await expect.poll(seen, SOON).toEqual([true, false]);
    await scroll(500);
    await scroll(3_000);
    await expect.poll(seen, SOON).toEqual([true, false, true, false]);
    expect(await shifts()).toEqual([]);
  });

  test("away is below the window, unless motion is not wanted, or the keyboard is there", async () => {
    await visit({ viewport: PHONE });
    const rest = await place();
    await stage.page.locator(".regulars-corner[style*=rise]").waitFor();
    await setAway();
    expect(await place()).toBe(rest);
    await stage.page.emulateMedia({ reducedMotion: "no-preference" });
    await expect.poll(place, SOON).toBeGreaterThanOrEqual(PHONE.height);
    await stage.page.keyboard.press("Shift+Tab");
    expect(await focused()).toContain("Open rewards");
    await expect.poll(place, SOON).toBe(rest);
  });
});

describe("on a phone", () => {
  const width = async () => (await launcher().boundingBox())?.width ?? 0;

  test("it is round, large enough for a finger, and says what it is", async () => {
    await visit({ viewport: SMALLEST });
    const box = await launcher().boundingBox();
    expect(box?.width).toBeLessThanOrEqual(56);
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    const button = stage.page.getByRole("button", { name: /Open rewards:.*Beans/ });
    expect(await button.isVisible()).toBe(true);
  });

  test("it has its words where the merchant wants them there", async () => {
    stage.shop.scene = { balance: 80, settings: { show_label_phone: true } };
    await visit({ viewport: SMALLEST });
    expect(await width()).toBeGreaterThan(100);
  });
});
