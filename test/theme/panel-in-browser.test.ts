// What only a real browser can tell: focus, inertness, layout shifts, the content security policy,
// accessibility.
import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { DESKTOP, PHONE, SMALLEST, ZOOMED, member, setStage } from "./browser-stage.ts";
import { json } from "./storefront-page.ts";

const stage = setStage();
const { visit, launcher, openPanel, focused, shifts } = stage;

describe("before anything is opened", () => {
  test("one request, the number follows, nothing moves", async () => {
    await visit();
    await expect.poll(() => launcher().textContent()).toContain("12,500");
    await expect
      .poll(() => stage.page.locator(".regulars-figure").textContent())
      .toContain("12,500");
    expect(await shifts()).toEqual([]);
    expect(stage.shop.requests).toEqual(["GET /apps/loyalty/balance"]);
    expect(stage.complaints).toEqual([]);
  });

  test.each(["start", "end"])(
    "nothing moves with the launcher at the %s either",
    async (position) => {
      stage.shop.scene = { balance: 9, settings: { position } };
      await visit({ viewport: PHONE });
      await expect.poll(() => launcher().textContent()).toContain("12,500");
      expect(await shifts()).toEqual([]);
      const box = await launcher().boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
    },
  );

  test("guests cost no request", async () => {
    stage.shop.scene = {};
    stage.shop.proxy = (_, response) => json(response, { ...member, audience: "guest" });
    await visit();
    await openPanel();
    expect(stage.shop.requests).toEqual(["GET /apps/loyalty/panel"]);
  });

  test("a backend that never answers leaves the theme as it was", async () => {
    stage.shop.proxy = () => {};
    await visit();
    await expect.poll(() => stage.shop.requests).toHaveLength(1);
    expect(await launcher().textContent()).toContain("80");
    expect(await shifts()).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  test("without script the block is complete and nothing pretends to work", async () => {
    await visit({ javaScriptEnabled: false });
    expect(await launcher().isVisible()).toBe(false);
    expect(await stage.page.locator(".regulars-block").textContent()).toContain("80");
    expect(await stage.page.locator(".regulars-scripted").isVisible()).toBe(false);
  });
});

describe("the dialog", () => {
  test("opens by keyboard, keeps the focus inside, closes by Escape and gives the focus back", async () => {
    await visit();
    await launcher().focus();
    await stage.page.keyboard.press("Enter");
    await stage.page.locator("dialog[open] .line").first().waitFor();
    const met = new Set<string>();
    for (let press = 0; press < 12; press += 1) {
      met.add(await focused());
      await stage.page.keyboard.press("Tab");
    }
    expect([...met]).toEqual(
      expect.arrayContaining(["Close", "Overview", "Earn", "Rewards", "History"]),
    );
    expect([...met].join(" ")).not.toContain("Freshly roasted Open rewards");
    expect([...met]).not.toContain("Freshly roasted");
    await stage.page.keyboard.press("Escape");
    await expect.poll(() => stage.page.locator("dialog[open]").count()).toBe(0);
    expect(await focused()).toContain("Open rewards");
  });

  test("closes when the page beside it is pressed, and opens again", async () => {
    await visit();
    await openPanel();
    await stage.page.mouse.click(100, 300);
    await expect.poll(() => stage.page.locator("dialog[open]").count()).toBe(0);
    await openPanel();
    expect(await stage.page.locator("dialog").count()).toBe(1);
  });

  test("is labelled, and told its own language", async () => {
    stage.shop.scene = { balance: 80, locale: "de" };
    await visit();
    await openPanel();
    expect(await stage.page.getByRole("dialog", { name: "Prämien" }).count()).toBe(1);
    expect(await stage.page.locator("dialog .frame").getAttribute("lang")).toBe("de");
  });

  test("a deep link opens its section, and closing forgets it", async () => {
    await visit({}, "/#loyalty/history");
    await stage.page.locator("dialog[open] .history").waitFor();
    await stage.page.keyboard.press("Escape");
    await expect.poll(() => stage.page.url()).toBe(`${stage.shop.origin}/`);
    expect(await shifts()).toEqual([]);
  });

  test("keeps its size while its content arrives and changes", async () => {
    let answerNow = () => {};
    const { proxy } = stage.shop;
    stage.shop.proxy = async (path, response) => {
      if (path === "/panel") await new Promise<void>((resolve) => (answerNow = resolve));
      await proxy(path, response);
    };
    await visit();
    await launcher().click();
    await stage.page.locator("dialog[open] .bone").first().waitFor();
    const before = await stage.page.locator("dialog").boundingBox();
    const figure = await stage.page.locator("dialog .figure").boundingBox();
    answerNow();
    await stage.page.locator("dialog .line").first().waitFor();
    expect(await stage.page.locator("dialog").boundingBox()).toEqual(before);
    expect((await stage.page.locator("dialog .figure").boundingBox())?.y).toBe(figure?.y);
    await stage.section(3).click();
    expect(await stage.page.locator("dialog").boundingBox()).toEqual(before);
  });

  test("the theme's rules do not reach into it, its font does", async () => {
    await visit();
    await openPanel();
    const style = await stage.section(0).evaluate((button) => {
      const { fontFamily, textTransform, borderTopWidth } = getComputedStyle(button);
      return { fontFamily, textTransform, borderTopWidth };
    });
    expect(style).toEqual({
      fontFamily: "Georgia, serif",
      textTransform: "none",
      borderTopWidth: "0px",
    });
  });

  test("a panel that is blocked is said beside the button, and tried again", async () => {
    await visit();
    await stage.page.route("**/loyalty-panel.js*", (route) => route.abort());
    await launcher().click();
    await stage.page.locator(".regulars-corner .regulars-note").waitFor({ state: "visible" });
    await stage.page.unroute("**/loyalty-panel.js*");
    await openPanel();
    expect(await stage.page.locator(".regulars-corner .regulars-note").isVisible()).toBe(false);
  });
});

describe.each([
  ["a phone", PHONE, "en"],
  ["the smallest phone, in French", SMALLEST, "fr"],
  ["the smallest phone, in Turkish", SMALLEST, "tr"],
  ["a window at 200 %, in German", ZOOMED, "de"],
  ["a phone, in Spanish", PHONE, "es"],
  ["a desktop", DESKTOP, "en"],
])("on %s", (_, viewport, locale) => {
  test("nothing is cut off, and axe finds nothing in any section", async () => {
    stage.shop.scene = { balance: 80, locale };
    // Axe is an inline script to the page's policy; the other tests keep the policy on.
    await visit({ viewport, bypassCSP: true });
    await openPanel();
    for (const place of [0, 1, 2, 3]) {
      await stage.section(place).click();
      const arrived = ["figure", "scale", "code", "history"][place];
      await stage.page.locator(`dialog .${arrived}`).first().waitFor();
      const overflow = await stage.page.evaluate(() => {
        const body = document.querySelector(".regulars-host")?.shadowRoot?.querySelector(".body");
        return (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0);
      });
      expect(overflow).toBe(0);
      const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    expect(stage.complaints).toEqual([]);
  });
});
