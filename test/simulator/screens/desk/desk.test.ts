// The simulator's own desk: first page, mail box and control, by HTTP.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readable, required, runScreens } from "../support/running-screens.ts";
import type { Screens } from "../support/running-screens.ts";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
  screens.context.state.mails.push({
    id: "501",
    from: "loyalty@beans.example",
    to: ["ana@example.com"],
    subject: "80 points <script>",
    text: "You earned 80 points.",
    html: "<h1>80 points</h1><script>alert(1)</script>",
    headers: { "x-mailer": "test", "list-unsubscribe": "<https://example.com/off>" },
    receivedAt: "2026-06-01T10:00:00.000Z",
  });
});

afterAll(() => screens.stop());

describe("the first page", () => {
  it("leads to each shop, its admin, the mail box and the control desk", async () => {
    const { body } = await screens.visitor().get("/");
    for (const address of [
      `${screens.context.storefrontOrigin("beans")}/`,
      "/admin/store/beans/apps/regulars",
      "/mail",
      "/control",
    ]) {
      expect(body).toContain(`href="${address}"`);
    }
  });
});

describe("the mail box", () => {
  it("lists messages, newest first, and finds them by address", async () => {
    const visitor = screens.visitor();
    expect(readable((await visitor.get("/mail")).body)).toContain("80 points <script>");
    expect(readable((await visitor.get("/mail?to=ANA@")).body)).toContain("1 message");
    expect(readable((await visitor.get("/mail?to=ben@")).body)).toContain("No mail");
  });

  it("shows both parts and the headers, important ones first", async () => {
    const page = readable((await screens.visitor().get("/mail/501")).body);
    expect(page).toContain("You earned 80 points.");
    expect(page).toMatch(/list-unsubscribe <https:\/\/example\.com\/off> x-mailer test/);
  });

  it("shows the HTML part in a sandbox where its scripts do not run", async () => {
    const visitor = screens.visitor();
    expect((await visitor.get("/mail/501")).body).toMatch(/<iframe[^>]*sandbox="[^"]*"/);
    const part = await visitor.get("/mail/501/html");
    expect(part.body).toContain("<h1>80 points</h1>");
    const policy = required(part.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
    expect(policy).toMatch(/sandbox(?!.*allow-same-origin)/);
  });

  it("answers 404 for a message that is gone", async () => {
    expect((await screens.visitor().get("/mail/502")).status).toBe(404);
    expect((await screens.visitor().get("/mail/502/html")).status).toBe(404);
  });
});

describe("the control desk", () => {
  it("moves the clock on and to a moment, and back to real time", async () => {
    const visitor = screens.visitor();
    const before = screens.context.now().getTime();
    await visitor.post("/control/advance", { hours: "24" });
    expect(screens.context.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
    const page = await visitor.submit("/control/clock", { moment: "2027-03-01T12:30" });
    expect(readable(page.body)).toContain("It is now 2027-03-01T12:30 UTC.");
    await visitor.post("/control/clock", { moment: "now" });
    expect(Math.abs(screens.context.now().getTime() - Date.now())).toBeLessThan(5_000);
  });

  it.each([
    ["advance", { hours: "-1" }, "moved by a number of hours"],
    ["clock", { moment: "soon" }, "That is no moment"],
    ["install", { shop: "nobody" }, 'No shop "nobody" here'],
    ["order", { shop: "beans", variantId: "1", quantity: "1" }, "No variant 1"],
    ["privacy", { shop: "beans", topic: "orders/paid" }, "no such privacy request"],
  ])("refuses %s of %j with the reason", async (change, form, reason) => {
    const page = await screens
      .visitor()
      .submit(`/control/${change}`, form as Record<string, string>);
    expect(readable(page.body)).toContain(reason);
  });

  it("places orders of every kind", async () => {
    const form = { shop: "beans", variantId: screens.beans.id, quantity: "2", customerId: "" };
    const page = await screens
      .visitor()
      .submit("/control/order", { ...form, test: "on", pos: "on" });
    expect(readable(page.body)).toContain("is placed at Beans & Co.");
    expect([...screens.shop.orders.values()].at(-1)).toMatchObject({
      test: true,
      sourceName: "pos",
      customerId: null,
      transactions: [],
    });
  });

  it("installs, uninstalls and sends privacy requests", async () => {
    const visitor = screens.visitor();
    await visitor.post("/control/uninstall", { shop: "beans" });
    expect(screens.shop.installation).toBeNull();
    await visitor.post("/control/install", { shop: "beans" });
    expect(screens.shop.installation).not.toBeNull();
    const form = { shop: "beans", topic: "customers/redact", customerId: screens.ana.id };
    await visitor.post("/control/privacy", form);
    const topics = screens.context.state.deliveries.map(({ topic }) => topic);
    expect(topics).toContain("customers/redact");
  });

  it("lists the webhooks that were sent", async () => {
    expect(readable((await screens.visitor().get("/control")).body)).toContain("app/uninstalled");
  });

  it("is not moved by a page of another origin, nor by a change that does not exist", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    const foreign = await screens.visitor().post("/control/advance", { hours: "1" }, headers);
    expect(foreign.status).toBe(403);
    expect((await screens.visitor().post("/control/toString", {})).status).toBe(404);
  });
});
