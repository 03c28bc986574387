// @vitest-environment happy-dom The rewards of the panel in a page: the list, and a reward that
// comes in steps.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { open } from "../../widget/src/panel.tsx";
import { aMemberAnswer, aReward, aSlider } from "./panel-answers.ts";
import { panel, press, root, setUpPage, shop, shows, words } from "./panel-page.ts";

beforeEach(setUpPage);
afterEach(() => vi.unstubAllGlobals());

test("of points for money has a range that says points and money, up to what is there", async () => {
  const answer = aMemberAnswer();
  shop.state = { ...answer, program: { ...answer.program, rewards: [aSlider()] } };
  await open(root, "rewards");
  await shows("€2 off or more");
  expect(words()).toContain("for at most 50% of an order");
  press("Redeem: €2 off or more");
  await shows("How much?");
  const range = () => panel().querySelector<HTMLInputElement>("input[type=range]");
  // 120 Beans are there: six steps of 20.
  expect([range()?.min, range()?.max, range()?.value]).toEqual(["2", "6", "2"]);
  const input = range();
  if (!input) throw new Error("there is no range");
  input.value = "5";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await shows("Redeem 100\u00a0Beans?");
  expect(range()?.getAttribute("aria-valuetext")).toBe("100\u00a0Beans = €5 off");
  expect(panel().querySelector("output")?.textContent).toBe("100\u00a0Beans = €5 off");
  press("Redeem now");
  await shows("CODE-1");
  expect(shop.requests.at(-1)).toMatchObject({ steps: 5, amountMinor: 500 });
});

test("several rewards are each shown with price, what is missing and a button", async () => {
  const answer = aMemberAnswer();
  const rewards = [
    aReward({ id: "thanks", name: "A thank-you", description: "For regulars", points: 50 }),
    aReward({ id: "tenth", kind: "percentage_off", amount: null, percent: "12.5", points: 110 }),
    aReward({ id: "large", points: 500 }),
  ];
  shop.state = { ...answer, program: { ...answer.program, rewards } };
  await open(root, "rewards");
  for (const text of ["A thank-you", "For regulars", "12.5% off", "380\u00a0Beans to go"]) {
    await shows(text);
  }
  const labels = [...panel().querySelectorAll(".card button.main")].map((button) =>
    button.getAttribute("aria-label"),
  );
  expect(labels).toEqual(["Redeem: A thank-you", "Redeem: 12.5% off"]);
  press("Redeem: 12.5% off");
  press("Redeem now");
  await shows("CODE-1");
  expect(shop.requests.at(-1)).toMatchObject({ amountMinor: null, percent: "12.5" });
});

test("that cannot be had now tells why in place of its button", async () => {
  const answer = aMemberAnswer();
  const rewards = [aReward({ barred: "You can have this again from Monday." })];
  shop.state = { ...answer, program: { ...answer.program, rewards } };
  await open(root, "rewards");
  await shows("You can have this again from Monday.");
  expect(panel().querySelector(".card button.main")).toBeNull();
});

test("that is refused for what it asks tells what is missing, in the words of the shop", async () => {
  shop.refusal = { reason: "limit_reached", sentence: "You can have this again from Monday." };
  await open(root, "rewards");
  await shows("Redeem");
  press("Redeem: €5 off");
  press("Redeem now");
  await shows("You can have this again from Monday.");
  expect(shop.vouchers.size).toBe(0);
});

test("of several free products one is chosen from a list, and the question names it", async () => {
  const answer = aMemberAnswer();
  const variants = ["Light", "Dark"].map((label) => ({
    id: `9-${label}`,
    label,
    name: `Free coffee: ${label}`,
  }));
  const bag = { id: "bag", kind: "free_product", name: "Free coffee", amount: null } as const;
  const rewards = [aReward({ ...bag, variants })];
  shop.state = { ...answer, program: { ...answer.program, rewards } };
  await open(root, "rewards");
  await shows("Free coffee");
  press("Redeem: Free coffee");
  await shows("next order: Free coffee: Light.");
  const list = panel().querySelector("select");
  if (!list) throw new Error("there is no list");
  expect([...list.options].map(({ text }) => text)).toEqual(["Light", "Dark"]);
  expect(list.closest("label")?.textContent).toContain("Free product");
  list.value = "9-Dark";
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await shows("next order: Free coffee: Dark.");
  press("Redeem now");
  await shows("CODE-1");
  expect(shop.requests.at(-1)).toMatchObject({ variantId: "9-Dark", amountMinor: null });
});
