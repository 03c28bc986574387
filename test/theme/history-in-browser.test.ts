// The history's own file in a real browser: fetched when it is wanted, waited for calmly, and
// missed without harm.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { SMALLEST, member, setStage } from "./browser-stage.ts";

const stage = setStage();
const { visit, openPanel, focused } = stage;
const FILE = "**/loyalty-activity.js*";

const list = () => stage.page.locator("dialog .history");
const alert = () => stage.page.locator("dialog [role=alert]");
const violations = async () => {
  const { violations: found } = await new AxeBuilder({ page: stage.page }).analyze();
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};
/** Requests for the file so far. */
const countFetches = () => {
  const fetched: string[] = [];
  stage.page.on("request", (request) => {
    if (request.url().includes("loyalty-activity")) fetched.push(request.url());
  });
  return fetched;
};

test("nobody pays for it before the history is opened, and then once", async () => {
  await visit();
  const fetched = countFetches();
  await openPanel();
  await stage.section(2).click();
  await stage.page.locator("dialog .code").waitFor();
  expect(fetched).toEqual([]);
  for (const place of [3, 0, 3]) await stage.section(place).click();
  await list().waitFor();
  expect(fetched).toHaveLength(1);
  expect(stage.complaints).toEqual([]);
});

test("every reason is told as the shop words it", async () => {
  stage.shop.scene = { balance: 80, locale: "de" };
  await visit({}, "/de/#loyalty/history");
  await list().waitFor();
  const reasons = await stage.page.locator("dialog .why").allTextContents();
  expect(reasons).toEqual(member.history.entries.map(({ why }) => why));
  expect(stage.complaints).toEqual([]);
});

test("while it is slow, the panel waits calmly, keeps its size and can be left", async () => {
  await visit({ viewport: SMALLEST, bypassCSP: true });
  let arrive = () => {};
  const slow = new Promise<void>((resolve) => (arrive = resolve));
  await stage.page.route(FILE, async (route) => {
    await slow;
    await route.continue();
  });
  await openPanel();
  const before = await stage.page.locator("dialog").boundingBox();
  await stage.section(3).click();
  await stage.page.locator("dialog .bone").first().waitFor();
  expect(await stage.page.locator("dialog [role=status]").first().textContent()).toBe("Loading");
  expect(await violations()).toEqual([]);
  await stage.section(0).click();
  await stage.page.locator("dialog .figure").waitFor();
  await stage.section(3).click();
  arrive();
  await list().waitFor();
  expect(await stage.page.locator("dialog").boundingBox()).toEqual(before);
  expect(stage.complaints).toEqual([]);
});

test("when it cannot be loaded, that is said, the rest works, and the keyboard tries again", async () => {
  await visit({ viewport: SMALLEST, bypassCSP: true });
  await stage.page.route(FILE, (route) => route.abort());
  await openPanel();
  await stage.section(3).focus();
  await stage.page.keyboard.press("Enter");
  await alert().waitFor();
  expect(await alert().textContent()).toContain("This did not load");
  expect(await violations()).toEqual([]);
  await stage.section(2).click();
  await stage.page.locator("dialog .code").waitFor();
  await stage.section(3).click();
  await alert().waitFor();
  await stage.page.unroute(FILE);
  await stage.section(3).focus();
  // What scrolls can be reached by keyboard too: it comes before what is in it.
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.press("Tab");
  expect(await focused()).toBe("Try again");
  await stage.page.keyboard.press("Enter");
  await list().waitFor();
  expect(await alert().count()).toBe(0);
  await stage.page.keyboard.press("Escape");
  await expect.poll(() => stage.page.locator("dialog[open]").count()).toBe(0);
});

test("nothing of it is drawn without its styles, and they are asked for again", async () => {
  await visit();
  const styles = "**/loyalty-parts.css*";
  await stage.page.route(styles, (route) => route.abort());
  await openPanel();
  await stage.section(3).click();
  await alert().waitFor();
  await stage.page.unroute(styles);
  await alert().locator("button").click();
  await list().waitFor();
  expect(await list().evaluate((element) => getComputedStyle(element).listStyleType)).toBe("none");
});
