// Where a friend's link leads: the block is complete before any script, keeps the code for later
// visits, and says what becomes of the form.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, expect, test } from "vitest";
import { PHONE, SMALLEST, setStage } from "./browser-stage.ts";
import { demoProgram, renderBlock } from "./render-theme.ts";

const stage = setStage();
const { visit, shifts } = stage;

const VISIT = "8a4c5f0e-8a43-4a4e-9d7e-0b1f1f0a2b3c";
const program = {
  ...demoProgram,
  referral: { friend: { kind: "amount_off", amount: "5.00", currency: "EUR" }, minimum: "20.00" },
};
const card = {
  id: "refer",
  title: "Ida gives you €5",
  text: "For your first order of €20 or more.",
  isDone: false,
  note: "Until 24 December",
  action: { kind: "form", label: "Get it", path: "referral/claim", fields: [] },
};
const voucher = { code: "FRIEND-7KQ2", worth: "€5 off", endsOn: "2026-12-24" };

/** What the app is asked, and what it answers next. */
let asked: [string, Record<string, unknown>][];
let answers: Record<string, object | undefined>;

beforeEach(() => {
  asked = [];
  answers = { visit: { visit: VISIT, card, voucher: null }, claim: undefined };
  stage.shop.scene = { program, blocks: ["loyalty-friend"] };
});

/** Answers at the browser's edge, where bodies can be read. */
const land = async (address: string, options = {}) => {
  await visit({ viewport: PHONE, bypassCSP: true, ...options }, "/pages/elsewhere");
  await stage.page.route("**/referral/*", async (route) => {
    const path = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    asked.push([path, route.request().postDataJSON() as Record<string, unknown>]);
    const answer = answers[path];
    if (answer) await route.fulfill({ json: answer });
    else await route.abort();
  });
  await stage.page.goto(stage.shop.origin + address);
};
const block = () => stage.page.locator("[data-regulars-friend]");
const email = () => block().getByLabel("Your e-mail address");
const claim = async (address = "kim@example.com") => {
  await email().fill(address);
  await email().press("Enter");
};

test("without script it says what it needs, and nothing pretends to work", async () => {
  await visit({ javaScriptEnabled: false });
  expect(await block().textContent()).toContain("A friend gives you");
  expect(await stage.page.getByText("please switch on JavaScript").isVisible()).toBe(true);
  expect(await email().isVisible()).toBe(false);
});

test("the theme editor shows the form, which sends nothing there", async () => {
  stage.shop.scene = { program, blocks: ["loyalty-friend"], isDesignMode: true };
  await land("/");
  await email().waitFor();
  expect(await stage.page.getByText("Get the code").isVisible()).toBe(true);
  expect(
    await block()
      .locator("form")
      .evaluate((form) => form.matches("[inert]")),
  ).toBe(true);
  stage.shop.scene = { program, blocks: ["loyalty-friend"] };
  await land("/");
  await block().locator("xpath=self::*[@data-state='none']").waitFor();
  expect(await email().isVisible()).toBe(false);
});

test("a friend lands, reads whose offer it is, and gets the code", async () => {
  answers["claim"] = { card: { ...card, isDone: true, action: null }, message: "Yours.", voucher };
  await land("/?loyalty-friend=IDA-7&utm=x");
  await block().getByText("Ida gives you €5").waitFor();
  expect(asked).toEqual([["visit", { code: "IDA-7", visit: null, device: null, locale: "en" }]]);
  // Who hands the page's address on hands on no link of somebody else.
  expect(stage.page.url()).toBe(`${stage.shop.origin}/?utm=x`);
  await claim();
  await block().getByText("FRIEND-7KQ2").waitFor();
  expect(asked[1]).toEqual([
    "claim",
    {
      visit: VISIT,
      email: "kim@example.com",
      device: expect.stringMatching(/^[0-9a-f-]{36}$/),
      locale: "en",
    },
  ]);
  expect(await email().isVisible()).toBe(false);
  const use = block().getByRole("link", { name: "Use the code" });
  expect(await use.getAttribute("href")).toBe("/discount/FRIEND-7KQ2?redirect=/");
  expect(await stage.page.evaluate(() => document.activeElement?.textContent)).toBe("Yours.");
  expect((await new AxeBuilder({ page: stage.page }).analyze()).violations).toEqual([]);
});

test("who comes back goes on with the same visit, also without the link", async () => {
  await land("/?loyalty-friend=IDA-7");
  await block().getByText("Ida gives you €5").waitFor();
  answers["visit"] = { visit: VISIT, card: { ...card, isDone: true, action: null }, voucher };
  await stage.page.goto(`${stage.shop.origin}/`);
  await block().getByText("FRIEND-7KQ2").waitFor();
  expect(asked[1]?.[1]).toMatchObject({ code: "IDA-7", visit: VISIT });
});

test("another friend's link begins another visit", async () => {
  await land("/?loyalty-friend=IDA-7");
  await block().getByText("Ida gives you €5").waitFor();
  await stage.page.goto(`${stage.shop.origin}/?loyalty-friend=BEN-1`);
  await expect.poll(() => asked[1]?.[1]).toMatchObject({ code: "BEN-1", visit: null });
});

test("who comes without a link is told what it takes, and nothing is kept or asked", async () => {
  await land("/");
  await block().getByText("This is for friends of our customers").waitFor();
  expect(await email().isVisible()).toBe(false);
  expect(asked).toEqual([]);
  expect(await stage.page.evaluate(() => localStorage.length)).toBe(0);
});

test("an unknown link is refused in words, and forgotten", async () => {
  answers["visit"] = { refused: "unknown", message: "This link is not known." };
  await land("/?loyalty-friend=NOBODY");
  await block().getByText("This link is not known.").waitFor();
  expect(await email().isVisible()).toBe(false);
  expect(await stage.page.evaluate(() => localStorage.getItem("loyalty-friend"))).toBeNull();
});

test("what is wrong with the address is said at its field", async () => {
  answers["claim"] = { refused: "email", message: "Use an address that lasts.", field: "email" };
  await land("/?loyalty-friend=IDA-7");
  await claim("kim@mailinator.example");
  await block().getByText("Use an address that lasts.").waitFor();
  expect(await email().evaluate((field) => field.matches(":focus"))).toBe(true);
  expect(await email().getAttribute("aria-invalid")).toBe("true");
  expect((await new AxeBuilder({ page: stage.page }).analyze()).violations).toEqual([]);
});

test("while the app is away the offer stays, and the form tries again", async () => {
  answers["visit"] = undefined;
  await land("/?loyalty-friend=IDA-7");
  await claim();
  await block().getByText("No answer came back.").waitFor();
  expect(await block().textContent()).toContain("A friend gives you");
  answers["visit"] = { visit: VISIT, card, voucher: null };
  answers["claim"] = { card: { ...card, isDone: true, action: null }, message: "Yours.", voucher };
  await email().press("Enter");
  await block().getByText("FRIEND-7KQ2").waitFor();
});

test("a section that the theme editor draws again works, and no other begins anew", async () => {
  answers["claim"] = { card: { ...card, isDone: true, action: null }, message: "Yours.", voucher };
  await land("/?loyalty-friend=IDA-7");
  await block().getByText("Ida gives you €5").waitFor();
  const tell = (selector: string, markup = "") =>
    stage.page.evaluate(
      ([place, drawn]) => {
        const section = document.querySelector(place) as HTMLElement;
        if (drawn) section.innerHTML = drawn;
        section.dispatchEvent(new Event("shopify:section:load", { bubbles: true }));
      },
      [selector, markup] as const,
    );
  await tell("#shopify-section-apps", renderBlock("loyalty-friend", stage.shop.scene));
  await block().getByText("Ida gives you €5").waitFor();
  expect(asked).toHaveLength(2);
  await tell("h1");
  await claim();
  await block().getByText("FRIEND-7KQ2").waitFor();
  expect(asked.map(([path]) => path)).toEqual(["visit", "visit", "claim"]);
});

test("it fits the smallest phone", async () => {
  await land("/?loyalty-friend=IDA-7", { viewport: SMALLEST });
  await block().getByText("Ida gives you €5").waitFor();
  const wider = await stage.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider).toBe(0);
  expect((await shifts()).filter((shift) => shift > 0.1)).toEqual([]);
});
