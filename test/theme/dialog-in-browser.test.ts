// The panel's window, which is laid out before it opens: closed it is nowhere, open it has the
// focus, and its signs can be seen by everybody. With motion, as most people have it.
import { expect, test } from "vitest";
import { DESKTOP, PHONE, SMALLEST, setStage } from "./browser-stage.ts";

const stage = setStage();
const { visit, launcher, openPanel, focused } = stage;

const closed = () => expect.poll(() => stage.page.locator("dialog").isVisible()).toBe(false);

test("has the focus as soon as it is open, however often and fast it is opened", async () => {
  await visit({ reducedMotion: "no-preference" });
  await launcher().focus();
  for (const _ of [1, 2, 3]) {
    await stage.page.keyboard.press("Enter");
    await stage.page.locator("dialog[open]").waitFor();
    expect(await focused()).toBe("Close");
    await stage.page.keyboard.press("Escape");
    await expect.poll(focused).toContain("Open rewards");
  }
  await closed();
});

test.each([
  ["a desktop", DESKTOP],
  ["the smallest phone", SMALLEST],
])("is nowhere once it is closed, on %s", async (_, viewport) => {
  await visit({ viewport, reducedMotion: "no-preference" });
  await openPanel();
  const box = await stage.page.locator("dialog").boundingBox();
  const middle = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 30] as const;
  await stage.page.keyboard.press("Escape");
  await closed();
  const { page } = stage;
  expect(await page.locator("body").ariaSnapshot()).not.toContain("Close");
  expect(
    await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.className, middle),
  ).not.toBe("regulars-host");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  const met = new Set<string>();
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press("Tab");
    met.add(await focused());
  }
  expect([...met]).not.toContain("Close");
  expect([...met]).not.toContain("Overview");
});

/** In how many colours something is drawn. */
const coloursOf = async (selector: string) => {
  const picture = await stage.page.locator(selector).first().screenshot();
  return await stage.page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const { width, height } = image;
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const drawn = context?.getImageData(0, 0, width, height).data ?? [];
      return new Set(new Uint32Array(Uint8ClampedArray.from(drawn).buffer)).size;
    },
    `data:image/png;base64,${picture.toString("base64")}`,
  );
};

test.each(["none", "active"] as const)(
  "shows how it is closed, with forced colours %s",
  async (forcedColors) => {
    await visit({ viewport: PHONE, forcedColors });
    await openPanel();
    await stage.page.locator("dialog h2").click();
    expect(await coloursOf("dialog .icon")).toBeGreaterThan(1);
  },
);
