// The panel as a page of its own in a real browser: it takes the place of what Liquid painted once
// there is something to show, and moves nothing.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { DESKTOP, PHONE, SMALLEST, setStage } from "./browser-stage.ts";

const stage = setStage();
const { visit, launcher, focused, shifts } = stage;

beforeEach(() => {
  stage.shop.scene = { balance: 80, blocks: ["loyalty-page"] };
});

const painted = () => stage.page.locator(".regulars-painted");
const inPlace = () => stage.page.locator(".regulars-page .page");

test("it opens by itself with one request, in the place of what Liquid painted", async () => {
  await visit();
  await inPlace().locator(".figure").waitFor();
  expect(await painted().isVisible()).toBe(false);
  expect(stage.shop.requests).toEqual(["GET /apps/loyalty/panel"]);
  expect(await shifts()).toEqual([]);
  expect(await stage.page.locator("dialog").count()).toBe(0);
  // The answer's balance reaches the launcher, too.
  await expect.poll(() => launcher().textContent()).toContain("120");
  expect(stage.complaints).toEqual([]);
});

test("the launcher, and links into the panel, lead to it", async () => {
  await visit();
  await inPlace().locator(".figure").waitFor();
  await stage.page.evaluate(() => (location.hash = "#loyalty/history"));
  await inPlace().locator(".history").waitFor();
  await launcher().click();
  await inPlace().locator(".figure").waitFor();
  expect(await stage.page.locator("dialog").count()).toBe(0);
  expect(await focused()).toContain("Your balance");
});

test("a deep link opens its section at once", async () => {
  await visit({}, "/#loyalty/rewards");
  await inPlace().locator(".code").first().waitFor();
  expect(stage.shop.requests).toEqual(["GET /apps/loyalty/panel"]);
});

test("it comes back where the theme editor draws its section again", async () => {
  await visit();
  await inPlace().locator(".figure").waitFor();
  await stage.page.evaluate(() => {
    const block = document.querySelector<HTMLElement>("[data-regulars-page]");
    block?.querySelector(".regulars-host")?.remove();
    delete block?.dataset["shown"];
    document.dispatchEvent(new CustomEvent("shopify:section:load", { bubbles: true }));
  });
  await inPlace().locator(".figure").waitFor();
  expect(await painted().isVisible()).toBe(false);
});

describe("what Liquid painted stays", () => {
  test("while the app is slow, and after it has failed", async () => {
    stage.shop.proxy = (_, response) => {
      response.writeHead(500);
      response.end();
    };
    await visit();
    await expect.poll(() => stage.shop.requests).toHaveLength(1);
    expect(await painted().isVisible()).toBe(true);
    expect(await painted().textContent()).toContain("80");
    expect(await shifts()).toEqual([]);
  });

  test("where the panel's file is blocked, without an alarm that nobody asked for", async () => {
    await visit({ javaScriptEnabled: true });
    await stage.page.route("**/loyalty-panel.js*", (route) => route.abort());
    await stage.page.reload();
    expect(await painted().isVisible()).toBe(true);
    expect(await stage.page.locator(".regulars-page .regulars-note").isVisible()).toBe(false);
  });

  test("without script, and ends where its content ends", async () => {
    await visit({ javaScriptEnabled: false });
    expect(await painted().isVisible()).toBe(true);
    const box = await stage.page.locator(".regulars-page").boundingBox();
    const content = await painted().boundingBox();
    expect(box?.height).toBe(content?.height);
  });
});

describe.each([
  ["a phone", PHONE],
  ["the smallest phone", SMALLEST],
  ["a desktop", DESKTOP],
])("on %s", (_, viewport) => {
  test("nothing is cut off in any section, and axe finds nothing", async () => {
    await visit({ viewport, bypassCSP: true });
    for (const [place, arrived] of ["figure", "scale", "code", "history"].entries()) {
      await inPlace().locator("nav button").nth(place).click();
      await inPlace().locator(`.${arrived}`).first().waitFor();
      const wide = await stage.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
      const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
