// Cards in a real browser: filled in by keyboard, readable by screen readers, whole on the smallest
// phone, and still while they come.
import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { DESKTOP, PHONE, SMALLEST, ZOOMED, inLanguage, member, setStage } from "./browser-stage.ts";
import { json } from "./storefront-page.ts";

const stage = setStage();
const { visit, shifts } = stage;

const dialog = () => stage.page.getByRole("dialog");
/** The card that a link meant has the focus. */
const meant = (title: string) =>
  stage.page.locator("dialog h4:focus", { hasText: title }).waitFor();
const said = (message: string) =>
  stage.page.locator("dialog p:focus", { hasText: message }).waitFor();
const findings = async () => {
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};
/** Answers cards besides the panel. */
const answering = (cards: Record<string, object>) => {
  const { proxy } = stage.shop;
  stage.shop.proxy = (path, response) => {
    const answer = cards[path];
    return answer ? json(response, answer) : proxy(path, response);
  };
};

test("nobody pays for them before they are opened, and then once", async () => {
  await visit();
  const fetched: string[] = [];
  stage.page.on("request", (request) => {
    if (request.url().includes("loyalty-earn")) fetched.push(request.url());
  });
  await stage.openPanel();
  expect(fetched).toEqual([]);
  for (const place of [1, 0, 1]) await stage.section(place).click();
  await dialog().getByText("One question").waitFor();
  expect(fetched).toHaveLength(1);
  expect(stage.complaints).toEqual([]);
});

test("a survey is answered with the keyboard alone", async () => {
  answering({ "/survey": { card: null, message: "Thank you. 50 Beans are yours." } });
  await visit({}, "/#loyalty/survey");
  await meant("One question");
  expect(await shifts()).toEqual([]);
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.press("ArrowRight");
  for (let press = 0; press < 8; press += 1) await stage.page.keyboard.press("ArrowRight");
  expect(await dialog().getByRole("radio", { name: "9" }).isChecked()).toBe(true);
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.type("The coffee");
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.press("Enter");
  await said("Thank you. 50 Beans are yours.");
  expect(stage.complaints).toEqual([]);
});

test("a birthday that cannot be is refused at its field, and corrected", async () => {
  const refusal = { message: "February had 28 days in 1990.", field: "birthDate" };
  answering({ "/birthday": refusal });
  await visit({ viewport: PHONE, bypassCSP: true, locale: "de-DE" }, "/#loyalty/birthday");
  const birthday = dialog().getByRole("group", { name: "Your birthday" });
  await birthday.getByLabel("day").fill("29");
  await birthday.getByLabel("month").selectOption({ label: "February" });
  await birthday.getByLabel("year").fill("1990");
  await dialog().getByRole("radio", { name: "100 Beans" }).check();
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().getByText("February had 28 days").waitFor();
  expect(await findings()).toEqual([]);
  const day = birthday.getByLabel("month");
  expect(await day.evaluate((field) => field.matches(":focus"))).toBe(true);
  expect(await birthday.getByLabel("year").inputValue()).toBe("1990");
  answering({ "/birthday": { card: null, message: "Saved." } });
  await birthday.getByLabel("year").fill("1992");
  await dialog().getByRole("button", { name: "Save" }).click();
  await said("Saved.");
  expect(stage.complaints).toEqual([]);
});

test("a day that is known stands there", async () => {
  const [card] = member.cards.filter(({ id }) => id === "birthday");
  const { action } = card ?? {};
  if (action?.kind !== "form") throw new Error("the card has no form");
  const fields = action.fields.map((field) => ({ ...field, value: "1985-11-03" }));
  const known = { ...card, action: { ...action, fields } };
  answering({ "/panel": { ...member, cards: [known] } });
  await visit({}, "/#loyalty/birthday");
  await meant("When is your birthday?");
  const birthday = dialog().getByRole("group", { name: "Your birthday" });
  const entered = ["day", "month", "year"].map((part) => birthday.getByLabel(part).inputValue());
  expect(await Promise.all(entered)).toEqual(["03", "11", "1985"]);
});

test("the browser itself asks for what is missing, and nothing is sent", async () => {
  await visit({}, "/#loyalty/survey");
  await meant("One question");
  await dialog().getByRole("button", { name: "Send" }).click();
  await stage.page.locator("dialog [name=score]:focus").waitFor({ state: "attached" });
  expect(stage.shop.requests).not.toContain("POST /apps/loyalty/survey");
});

test("a card far below is brought into view, and the window around it stays", async () => {
  await visit({ viewport: SMALLEST }, "/#loyalty/event");
  await meant("Tasting at the harbour");
  const places = await dialog().evaluate((element) => {
    const box = (selector: string) => element.querySelector(selector)?.getBoundingClientRect();
    const [top, heading] = [box(".top")?.top, box("h4:focus")?.top];
    return { top, isSeen: (heading ?? 0) > 0 && (heading ?? 0) < innerHeight };
  });
  const { y = 0 } = (await dialog().boundingBox()) ?? {};
  expect(places).toEqual({ top: y, isSeen: true });
});

test("the picture of a link waits until somebody wants it", async () => {
  answering({ "/qr": {} });
  await visit({}, "/#loyalty/refer");
  await meant("Invite friends");
  const asked = () => stage.shop.requests.filter((one) => one.includes("/qr")).length;
  const before = asked();
  await dialog().getByText("Show as a QR code").focus();
  await stage.page.keyboard.press("Enter");
  await expect.poll(asked).toBe(before + 1);
});

describe.each([
  ["a phone", PHONE, "en"],
  ["the smallest phone", SMALLEST, "de"],
  ["a window at 200 %", ZOOMED, "fr"],
  ["a desktop", DESKTOP, "tr"],
])("on %s", (_, viewport, locale) => {
  test("nothing is cut off, what is touched is large enough, and axe finds nothing", async () => {
    stage.shop.scene = { balance: 80, locale };
    stage.shop.proxy = (path, response) =>
      json(response, path === "/panel" ? inLanguage(member, locale) : {});
    await visit({ viewport, bypassCSP: true }, "/#loyalty/earn");
    await dialog().getByText("One question").waitFor();
    await dialog().locator("summary").click();
    expect(await findings()).toEqual([]);
    const cut = await dialog().evaluate((element) => {
      const body = element.querySelector(".body");
      const small = [...element.querySelectorAll("button, select, .scale span, summary")]
        .map((one) => [one.textContent, one.getBoundingClientRect().height] as const)
        .filter(([, height]) => height < 43.5);
      return { wider: (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0), small };
    });
    expect(cut).toEqual({ wider: 0, small: [] });
    expect(stage.complaints).toEqual([]);
  });
});
