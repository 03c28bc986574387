// What the stories look for at every screen is found where it is: on the page, in a frame of
// another origin, in a shadow tree, and at the width at which it happens.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { desktop, expectAccessible, launchBrowser, phone } from "./browser.ts";
import { findViolations } from "./find-violations.ts";
import { whatIsTooWide } from "./what-is-too-wide.ts";

const grey = `<p style="color: #bbb; background: #fff">Hardly to be read</p>`;
const frameOf = (content: string) =>
  `<iframe title="App" sandbox="allow-scripts" style="width: 90%" srcdoc='${content}'></iframe>`;
const framed = `<!doctype html><html lang="en"><title>App</title><main>${grey}</main></html>`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: phone });
});

afterAll(async () => {
  await browser?.close();
});

const show = (content: string) =>
  page.setContent(
    `<!doctype html><html lang="en"><title>Shop</title><body><main>${content}</main></body></html>`,
  );

test.each([
  ["on the page", grey, /^color-contrast: /],
  ["in a frame", frameOf(framed), /^color-contrast: /],
  ["in a frame alone", frameOf(framed.replace(grey, "<img>")), /^image-alt: /],
])("a violation %s is found", async (_where, content, named) => {
  await show(content);
  const found = await findViolations(page);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(named);
});

test("a violation in a shadow tree is found, and again where it was not mended", async () => {
  await show(`<div class="regulars-host"></div>`);
  await page.evaluate((content) => {
    const host = document.querySelector(".regulars-host");
    if (host) host.attachShadow({ mode: "open" }).innerHTML = content;
  }, grey);
  for (const _look of ["first", "second"]) expect(await findViolations(page)).toHaveLength(1);
});

test("what is good to read has no violation", async () => {
  await show(`<p>Easily read</p>${frameOf(framed.replace("#bbb", "#222"))}`);
  expect(await findViolations(page)).toEqual([]);
});

test("what fades in is looked at once it is there, and what moves for ever is not waited for", async () => {
  const frames = "@keyframes fade { from { opacity: 0.5 } }";
  await show(`<style>${frames} p { color: #666 }</style>
    <p style="animation: fade 0.6s">Fades in</p><p style="animation: fade 60s infinite">Breathes</p>`);
  const found = await findViolations(page);
  expect(found).toHaveLength(1);
  expect(found[0]).not.toContain("p:nth-child(2)");
  expect(found[0]).toContain("p:nth-child(3)");
});

test.each([
  ["the page", `<p style="width: 600px">Wide</p>`, "600px"],
  ["a frame", frameOf(`<p style="width: 600px">Wide</p>`), "600px"],
])("%s that is too wide is told with what makes it so", async (_what, content, culprit) => {
  await show(content);
  expect((await whatIsTooWide(page)).join()).toContain(culprit);
});

test("a panel that is too wide is told", async () => {
  await show(`<div class="regulars-host"></div>`);
  await page.evaluate(() => {
    const host = document.querySelector(".regulars-host");
    const body = `<div class="body" style="overflow: auto"><p style="width: 600px">Wide</p></div>`;
    if (host) host.attachShadow({ mode: "open" }).innerHTML = body;
  });
  expect(await whatIsTooWide(page)).toHaveLength(1);
});

test("what goes wrong on the other kind of screen alone is held against it", async () => {
  const greyFrom = (media: string) =>
    `<style>@media (${media}) { p { color: #bbb } }</style><p style="background: #fff">Read</p>`;
  await page.setViewportSize(desktop);
  await show(greyFrom("max-width: 500px"));
  await expect(expectAccessible(page, "a page")).rejects.toThrow(/a page, 375 wide/);
  await page.setViewportSize(phone);
  await show(greyFrom("min-width: 1000px"));
  await expect(expectAccessible(page, "a page")).rejects.toThrow(/a page, 1280 wide/);
});
