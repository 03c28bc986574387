// @vitest-environment happy-dom
// What becomes of a code in the cart of the till: it is there once the cart shows it, and what is
// said of it stands beside what was pressed.
import { afterEach, expect, test, vi } from "vitest";
import { buttonOf, find, inTime, shown } from "./extension-page.ts";
import {
  type Till,
  expectBanner,
  expectToRead,
  fiveOff,
  heldCode,
  issued,
  openTill,
  press,
  returning,
  tillAnswer,
} from "./till-page.ts";

const target = "pos.home.modal.render";
const tenOff = { ...fiveOff, title: "€10 off", cost: "200 Beans" };
tenOff.wish = { ...fiveOff.wish, rewardId: "ten-off", points: 200 };
const other = { ...heldCode, voucherId: "018f0000-0000-7000-8000-00000000c0d2", code: "TEN-ABC" };
const codes = [heldCode, { ...other, title: "€10 off" }];
const offers = [fiveOff, tenOff];
const banner = () => find("s-banner");

let till: Till;
afterEach(() => {
  vi.useRealTimers();
  till.close();
});

test.each([
  ["Redeem €10 off", "FIVE-NEW"],
  ["Use €10 off", "TEN-ABC"],
])("what became of %s stands below it", async (text, code) => {
  const replies = { till: [tillAnswer({ codes, offers })], redeem: [issued] };
  till = await openTill(target, { replies });
  await expectToRead("€10 off for 200 Beans");
  press(text);
  await expectBanner(`${code} is in the cart.`);
  expect(banner().parentElement).toBe(buttonOf(text).parentElement);
});

test("what became of a code that is gone stands above all", async () => {
  const replies = { till: [tillAnswer({ codes, offers }), tillAnswer()], cancel: [returning] };
  till = await openTill(target, { replies });
  await expectToRead("TEN-ABC");
  press("Give 100 Beans back");
  await expectBanner("The code is switched off.");
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  expect(banner().compareDocumentPosition(find("s-button")) & follows).toBe(follows);
});

test("a code is in the cart once the cart shows it, and not because nothing was said", async () => {
  vi.useFakeTimers();
  const replies = { till: [tillAnswer({ offers })], redeem: [issued] };
  till = await openTill(target, { replies });
  till.ignoreCodes();
  await inTime(() => press("Redeem €5 off"));
  await inTime(() => expect(document.body.querySelector("s-banner")).not.toBeNull());
  expect(banner().getAttribute("heading")).toMatch(
    /^FIVE-NEW was given to the cart, which does not/,
  );
  expect(banner().getAttribute("tone")).toBe("warning");
});

test("a code that the cart lists is neither used again nor given back", async () => {
  till = await openTill(target, { replies: { till: [tillAnswer({ codes })] } });
  till.nameCodes();
  await expectToRead("TEN-ABC");
  press("Use €10 off");
  await expectBanner("TEN-ABC is in the cart.");
  expect(shown()).not.toContain("Use €10 off");
  expect(buttonOf("Use €5 off")).toBeTruthy();
  expect(shown().match(/Give 100 Beans back/g)).toHaveLength(1);
  press("Use €5 off");
  await expectToRead("TEN-ABC is in the cart.");
});
