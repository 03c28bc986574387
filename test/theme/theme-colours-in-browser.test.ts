// Buttons of blocks have the colours of the theme's own, whatever form the theme writes them in;
// the button that floats over the page has its own.
import { beforeEach, expect, test } from "vitest";
import { setStage } from "./browser-stage.ts";

const OURS = { ground: "rgb(31, 92, 77)", text: "rgb(255, 255, 255)" };

const stage = setStage();
beforeEach(() => {
  stage.shop.scene = { balance: 80, blocks: ["loyalty-balance"] };
});

const coloursOf = (selector: string) =>
  stage.page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { backgroundColor, color } = getComputedStyle(element);
      return { ground: backgroundColor, text: color };
    });

/** The button of a block in a theme that declares these. */
async function inTheme(declarations: string): Promise<{ ground: string; text: string }> {
  await stage.visit();
  await stage.page.addStyleTag({ content: `:root { ${declarations} }` });
  return coloursOf(".regulars-block .regulars-button");
}

test.each([
  ["the three numbers of a colour", "--color-button: 10, 20, 30; --color-button-text: 250,240,230"],
  [
    "whole colours",
    "--color-primary-button-background: #0a141e; --color-primary-button-text: rgb(250 240 230)",
  ],
])("a theme that writes %s", async (_, declarations) => {
  const colours = await inTheme(declarations);
  expect(colours).toEqual({ ground: "rgb(10, 20, 30)", text: "rgb(250, 240, 230)" });
  expect(await coloursOf(".regulars-launcher")).toEqual(OURS);
});

test.each([
  ["nothing of its buttons", ""],
  ["what is no colour there", "--color-button: #0a141e; --color-button-text: #fff"],
])("a theme that tells %s gets ours", async (_, declarations) => {
  expect(await inTheme(declarations)).toEqual(OURS);
});

test("what the merchant chose stands before the theme's", async () => {
  stage.shop.scene.settings = { accent: "#7b2f11", on_accent: "#fbf3e8" };
  const colours = await inTheme("--color-button: 10, 20, 30; --color-button-text: 1, 2, 3");
  expect(colours).toEqual({ ground: "rgb(123, 47, 17)", text: "rgb(251, 243, 232)" });
});
