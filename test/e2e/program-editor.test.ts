// A merchant changes the whole program with the keyboard alone: what is wrong is named and found,
// what would change is told, and a version waits for its moment.
import type { Browser, FrameLocator, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp, type Admin } from "./support/admin.ts";
import {
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
  type Visitor,
} from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";

const handle = "quay-seven";

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let admin: Admin;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const shop = { handle, name: "Quay Seven", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, taxesIncluded: true, shipping: "4.90" });
  await installApp(stack, handle);
  await saveProgram(stack, handle, plainProgram);
});

afterAll(async () => {
  await browser?.close();
});

test("a program is corrected, compared, scheduled and taken back without a mouse", async () => {
  const { page } = merchant;
  onTestFailed(() => keepEvidence({ merchant }, stack.output));
  const app = await openApp(admin, "/app/program?section=tiers", "Program");

  // Tiers that cannot work: what is wrong is listed, counted, and one key away.
  await press(app.getByRole("button", { name: "Start tiers" }));
  await press(app.getByRole("button", { name: "Edit Gold" }));
  await app.getByLabel(/^At least/).fill("");
  await press(app.getByRole("link", { name: "Basics" }));
  await app.getByLabel(/^Points per/).fill("2000");
  await press(app.getByRole("button", { name: "Save now" }));
  await isFocused(app.getByLabel(/^Points per/));
  await app.getByText("This program cannot work").waitFor();
  await expectAccessible(page, "the program with a problem");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("3");
  await press(app.getByRole("button", { name: /^Tiers, Gold: / }).first());
  await isFocused(app.getByLabel(/^At least/));
  await page.keyboard.type("500");
  await app.getByText("This program cannot work").waitFor({ state: "detached" });
  await isFocused(app.getByLabel(/^At least/));

  // What would change stands in sentences; it is to happen at New Year.
  await app.getByText("Members get tiers: Member and Gold.").waitFor();
  await app.getByText("Orders earn 3 Beans per €1.00 instead of 2.").waitFor();
  await expectAccessible(page, "the tiers of a program");
  await press(app.getByRole("button", { name: "Schedule…" }));
  await isFocused(app.getByLabel("In force from"));
  await press(app.getByRole("button", { name: "Schedule", exact: true }));
  await app.getByText(/Enter a date and time/).waitFor();
  await app.getByLabel("In force from").fill("2090-01-01T00:00");
  await app.getByLabel("Name of the draft").fill("New Year");
  await press(app.getByRole("button", { name: "Schedule", exact: true }));
  await app.getByRole("heading", { name: /^Version 2: New Year/, level: 1 }).waitFor();
  await app.getByText("From Jan 1, 2090, 12:00 AM").waitFor();
  await expectAccessible(page, "a scheduled version");

  // On second thoughts it is taken back, and discarded.
  await confirm(app, "Take back");
  await app.getByRole("link", { name: "Edit draft" }).waitFor();
  await confirm(app, "Discard");
  await app.getByRole("heading", { name: "Versions of the program", level: 1 }).waitFor();
  await app.getByText("Version 1").waitFor();
  expect(await app.getByText("New Year").count()).toBe(0);
  await expectAccessible(page, "the list of versions");
  expect(merchant.problems).toEqual([]);
});

test("what somebody else saved is not overwritten unseen, and nothing typed is lost", async () => {
  const colleague = await openVisitor(browser);
  onTestFailed(() => keepEvidence({ merchant, colleague }, stack.output));
  const mine = await openApp(admin, "/app/program?section=rewards", "Program");
  const other = adminOf(colleague.page, stack.simulatorUrl, handle);
  const theirs = await openApp(other, "/app/program", "Program");
  await mine
    .getByRole("button", { name: /^Edit / })
    .first()
    .click();
  await mine.getByLabel("Costs (points)").fill("150");
  await theirs.getByLabel(/^Points per/).fill("4");
  await press(theirs.getByRole("button", { name: "Save now" }));
  await theirs.getByText(/^Version \d+, in force since/).waitFor();
  await theirs.getByRole("button", { name: "Save now" }).waitFor({ state: "detached" });
  await press(mine.getByRole("button", { name: "Save now" }));
  await mine.getByText("Somebody else saved meanwhile").waitFor();
  expect(await mine.getByLabel("Costs (points)").inputValue()).toBe("150");
  // What they changed would be undone: that is told, and may be kept.
  await mine.getByText("Orders earn 2 Beans per €1.00 instead of 4.").waitFor();
  await mine.getByRole("link", { name: "Basics", exact: true }).click();
  await mine.getByLabel(/^Points per/).fill("4");
  await press(mine.getByRole("button", { name: "Save now" }));
  await mine.getByRole("button", { name: "Save now" }).waitFor({ state: "detached" });
  await openApp(other, "/app/program", "Program");
  expect(await theirs.getByLabel(/^Points per/).inputValue()).toBe("4");
  await openApp(other, "/app/program?section=rewards", "Program");
  await theirs
    .getByRole("button", { name: /^Edit / })
    .first()
    .click();
  expect(await theirs.getByLabel("Costs (points)").inputValue()).toBe("150");
});

test("products and segments are chosen by their names, and stay named", async () => {
  const { page } = merchant;
  onTestFailed(() => keepEvidence({ merchant }, stack.output));
  await stack.control("POST", `/shops/${handle}/products`, {
    title: "Sea Salt Caramel",
    variants: [{ price: "8.00" }],
  });
  await stack.control("POST", `/shops/${handle}/segments`, {
    name: "Harbour Crew",
    query: "number_of_orders >= 3",
  });
  const app = await openApp(admin, "/app/program?section=rules", "Program");
  await press(app.getByRole("button", { name: "Add a rule" }));
  await app.getByLabel("Name", { exact: true }).fill("Sweet crew");

  // Shopify's own list, opened over the app.
  await press(app.getByRole("button", { name: "Name products: Only these products" }));
  await press(app.getByRole("button", { name: "Choose products" }).first());
  const picker = page.getByRole("dialog", { name: "Select products" });
  await picker.getByLabel("Search products").fill("caramel");
  await picker.getByLabel("Sea Salt Caramel").press("Space");
  await expectAccessible(page, "Shopify's list of products");
  await press(picker.getByRole("button", { name: "Select (1)" }));
  await app.getByRole("button", { name: "Remove Sea Salt Caramel" }).waitFor();

  // The store's segments, in a list within the form.
  await press(app.getByRole("button", { name: "Choose segments" }));
  await app.getByLabel("Harbour Crew").press("Space");
  await app.getByRole("button", { name: "Remove Harbour Crew" }).waitFor();
  await expectAccessible(page, "a rule with products and a segment");
  await app
    .getByText(/^New rule “Sweet crew”: .*“Sea Salt Caramel”.* in segment “Harbour Crew”/)
    .waitFor();
  await press(app.getByRole("button", { name: "Save now" }));
  await app.getByRole("button", { name: "Save now" }).waitFor({ state: "detached" });

  // What is saved are numbers: their names are asked for again.
  await openApp(admin, "/app/program?section=rules", "Program");
  await app.getByText(/product “Sea Salt Caramel”/).waitFor();
  await press(app.getByRole("button", { name: "Edit Sweet crew" }));
  await press(app.getByRole("button", { name: "Remove Sea Salt Caramel" }));
  await press(app.getByRole("button", { name: "Remove Harbour Crew" }));
  await app.getByText(/“Sweet crew” is for all products/).waitFor();
  await press(page.getByRole("button", { name: "Discard" }));
  expect(merchant.problems).toEqual([]);
});

test("every section fits both screens and passes for everyone", async () => {
  const visitor = await openVisitor(browser, phone);
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  const small = adminOf(visitor.page, stack.simulatorUrl, handle);
  const sections = [
    "rewards",
    "limits",
    "products",
    "rules",
    "campaigns",
    "ways",
    "life",
    "refunds",
    "emails",
  ];
  for (const section of sections) {
    const app = await openApp(small, `/app/program?section=${section}`, "Program");
    const add = app.getByRole("button", { name: /^Add a / });
    if ((await add.count()) > 0) await press(add.first());
    await expectAccessible(visitor.page, section);
  }
  expect(visitor.problems).toEqual([]);
});

/** As somebody without a mouse does. */
async function press(control: Locator): Promise<void> {
  await control.focus();
  await control.press("Enter");
}

async function confirm(app: FrameLocator, button: string): Promise<void> {
  await press(app.getByRole("button", { name: button, exact: true }));
  const dialog = app.getByRole("dialog");
  await dialog.waitFor();
  await press(dialog.getByRole("button", { name: button, exact: true }));
  // While it goes, it still holds the keyboard.
  await dialog.waitFor({ state: "detached" });
}

async function isFocused(field: Locator): Promise<void> {
  await eventually("the keyboard is at the field", async () =>
    (await field.evaluate((element) => element === document.activeElement)) ? true : undefined,
  );
}
