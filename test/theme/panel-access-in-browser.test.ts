// The panel for people who read from right to left, with colours of their own, or offline.
import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { PHONE, SMALLEST, member, setStage } from "./browser-stage.ts";
import { json } from "./storefront-page.ts";

const stage = setStage();
const { visit, openPanel } = stage;

const findings = async () => {
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};
const cutOff = () =>
  stage.page.evaluate(() => {
    const body = document.querySelector(".regulars-host")?.shadowRoot?.querySelector(".body");
    return (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0);
  });
/** Of the dialog, how far from its left edge something begins. */
const leftOf = async (selector: string) => {
  const box = await stage.page.locator(`dialog ${selector}`).first().boundingBox();
  const around = await stage.page.locator("dialog").boundingBox();
  return (box?.x ?? 0) - (around?.x ?? 0);
};
/** Sections that can be looked at, and what tells that they are there. */
const sections = ["figure", "scale", "code", "history"];

describe("from right to left", () => {
  test.each([
    ["a phone", PHONE],
    ["the smallest phone", SMALLEST],
  ])("everything is mirrored on %s, and nothing is cut off", async (_, viewport) => {
    stage.shop.proxy = (path, response) => {
      const words = { ...panelTextsIn("en"), dir: "rtl" };
      json(response, path === "/panel" ? { ...member, words } : { audience: "guest" });
    };
    await visit({ viewport, bypassCSP: true });
    await openPanel();
    expect(await leftOf(".icon")).toBeLessThan(60);
    expect(await leftOf("h2")).toBeGreaterThan(60);
    for (const [place, arrived] of sections.entries()) {
      await stage.section(place).click();
      await stage.page.locator(`dialog .${arrived}`).first().waitFor();
      expect(await cutOff()).toBe(0);
    }
    expect(await findings()).toEqual([]);
  });
});

describe("with the reader's own colours", () => {
  test("bars, the chosen section and pressed answers can be told apart", async () => {
    await visit({ viewport: PHONE, forcedColors: "active", bypassCSP: true });
    await openPanel();
    const borders = await stage.page.evaluate(() => {
      const root = document.querySelector(".regulars-host")?.shadowRoot;
      const colour = (selector: string) => {
        const element = root?.querySelector(selector);
        return element ? getComputedStyle(element).borderBlockEndColor : "";
      };
      const ground = getComputedStyle(root?.querySelector(".frame") as Element).backgroundColor;
      const sections = [colour("nav [aria-current]"), colour("nav button:not([aria-current])")];
      return [...sections, ground, colour("dialog")];
    });
    const edge = (selector: string) =>
      stage.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(borders[0]).not.toBe(borders[1]);
    // Of the sections only the chosen one has a line, and the window has one around it.
    expect(borders[1]).toBe(borders[2]);
    expect(borders[3]).not.toBe(borders[2]);
    expect(await edge("dialog")).toBe("1px");
    expect(await edge("dialog progress")).toBe("1px");
    for (const [place, arrived] of sections.entries()) {
      await stage.section(place).click();
      await stage.page.locator(`dialog .${arrived}`).first().waitFor();
      expect(await cutOff()).toBe(0);
    }
    expect(await findings()).toEqual([]);
  });
});

describe("where motion is unwanted", () => {
  /** What glides, or moves by itself, while the panel waits for its answer. */
  const moving = async (reducedMotion: "reduce" | "no-preference") => {
    stage.shop.proxy = () => undefined;
    await visit({ viewport: PHONE, reducedMotion });
    await stage.launcher().click();
    await stage.page.locator("dialog[open] .bone").first().waitFor();
    return await stage.page.evaluate(() => {
      const root = document.querySelector(".regulars-host")?.shadowRoot;
      const all = [
        document.querySelector(".regulars-launcher"),
        ...(root?.querySelectorAll("*") ?? []),
      ];
      return all.flatMap((element) => {
        if (!element) return [];
        const { transitionDuration, animationName } = getComputedStyle(element);
        const glides = transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0);
        return glides || animationName !== "none" ? [element.className || element.localName] : [];
      });
    });
  };

  test("nothing does", async () => {
    expect(await moving("reduce")).toEqual([]);
  });

  test("elsewhere the window glides in, and what waits is seen to", async () => {
    const all = await moving("no-preference");
    expect(all).toContain("dialog");
    expect(all.join(" ")).toContain("bone");
  });
});

describe("a phone that loses its connection", () => {
  test("shows what it saw last in a new tab, says so, and catches up by itself", async () => {
    await visit({ viewport: PHONE });
    await openPanel();
    // Another tab, and no network for the app.
    const { proxy } = stage.shop;
    stage.shop.proxy = (_, response) => {
      response.writeHead(503);
      response.end();
    };
    stage.page = await stage.page.context().newPage();
    await stage.page.goto(stage.shop.origin);
    await openPanel();
    const said = stage.page.locator("dialog [role=status]", { hasText: "No news from the shop" });
    await said.waitFor();
    expect(await stage.page.locator("dialog .figure").textContent()).toContain("120");
    await stage.section(2).click();
    await stage.page.locator("dialog .code").first().waitFor();
    stage.shop.proxy = proxy;
    await stage.page.evaluate(() => dispatchEvent(new Event("online")));
    await said.waitFor({ state: "detached" });
  });

  test("keeps it for the one who is signed in alone", async () => {
    await visit({ viewport: PHONE });
    await openPanel();
    stage.shop.scene = {};
    stage.shop.proxy = (_, response) => {
      response.writeHead(503);
      response.end();
    };
    await stage.page.reload();
    await stage.launcher().click();
    await stage.page.locator("dialog [role=alert]").waitFor();
    const kept = await stage.page.evaluate(() => localStorage.getItem("regulars:seen"));
    expect(kept).toBeNull();
    expect(await stage.page.locator("dialog").textContent()).not.toContain("120");
  });
});

test("a link of one's own stands in one line on the smallest phone, and is copied whole", async () => {
  await visit({ viewport: SMALLEST });
  await openPanel();
  await stage.section(1).click();
  const link = stage.page.locator("dialog .link code");
  await link.waitFor();
  const box = await link.boundingBox();
  expect(box?.height).toBeLessThan(40);
  expect(await link.textContent()).toMatch(/^http:\/\/127.+\/apps\/loyalty\/r\/ANA-7KQ2$/);
  expect(await cutOff()).toBe(0);
});
