// The admin as a merchant and the embedded app meet it, by HTTP.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomer } from "../../../../simulator/actions/customers.ts";
import { orderAmounts } from "../../../../simulator/actions/order-amounts.ts";
import { placeOrder } from "../../../../simulator/actions/orders.ts";
import type { Order } from "../../../../simulator/model.ts";
import { verifySessionToken } from "../../../../simulator/oauth/session-token.ts";
import { isEmbedOn, themeSettings } from "../../../../simulator/screens/theme-settings.ts";
import { API_KEY, API_SECRET, readable, required, runScreens } from "../support/running-screens.ts";
import type { Screens } from "../support/running-screens.ts";

const ADMIN = "/admin/store/beans";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

function order(quantity = 2, paid = true): Order {
  const lines = [{ variantId: screens.beans.id, quantity }];
  return placeOrder(screens.context, screens.shop, { customerId: screens.ana.id, lines, paid });
}

function frameAddress(body: string): URL {
  const source = required(/<iframe[^>]*src="([^"]+)"/.exec(body)?.[1]);
  return new URL(source.replaceAll("&amp;", "&"));
}

describe("the frame of the app", () => {
  it("opens the app's page with everything Shopify adds, signed", async () => {
    const { body } = await screens.visitor().get(`${ADMIN}/apps/regulars/app/members?q=ana&done=x`);
    const { pathname, searchParams: search } = frameAddress(body);
    expect(pathname).toBe("/app/members");
    expect(Object.fromEntries(search)).toMatchObject({
      embedded: "1",
      locale: "en",
      q: "ana",
      shop: "beans.myshopify.com",
    });
    expect(search.has("done")).toBe(false);
    expect(atob(required(search.get("host")))).toBe("admin.shopify.com/store/beans");
    const token = required(search.get("id_token"));
    expect(verifySessionToken(screens.context, screens.shop, token).outcome).toBe("valid");
    const hmac = search.get("hmac");
    search.delete("hmac");
    search.sort();
    expect(hmac).toBe(createHmac("sha256", API_SECRET).update(search.toString()).digest("hex"));
  });

  it("is found by the app's key, too", async () => {
    const answer = await screens.visitor().get(`${ADMIN}/apps/${API_KEY}/app?x=1`);
    expect(answer.headers.location).toBe(`${ADMIN}/apps/regulars/app?x=1`);
    expect((await screens.visitor().get(`${ADMIN}/apps/other`)).status).toBe(404);
  });

  it("runs no scripts but its own and lets only its own pages frame it", async () => {
    const policy = (await screens.visitor().get(`${ADMIN}/apps/regulars`)).headers[
      "content-security-policy"
    ];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`frame-src 'self' ${new URL(screens.context.settings.appUrl).origin}`);
    expect(policy).toContain("frame-ancestors 'self'");
  });

  it("gives a session token to its own page only", async () => {
    const visitor = screens.visitor();
    const ask = async (site: string) =>
      visitor.post(`${ADMIN}/session-token`, {}, { "sec-fetch-site": site });
    const { token } = JSON.parse((await ask("same-origin")).body) as { token: string };
    expect(verifySessionToken(screens.context, screens.shop, token).outcome).toBe("valid");
    expect((await ask("same-site")).status).toBe(403);
    expect((await ask("cross-site")).status).toBe(403);
  });

  it("tells the app which of its blocks are active", async () => {
    const { body } = await screens.visitor().get(`${ADMIN}/app-status`);
    const { extensions, scopes } = JSON.parse(body) as {
      extensions: { activations: { handle: string; status: string; target: string }[] }[];
      scopes: { granted: string[] };
    };
    const statuses = extensions[0]?.activations.map(({ handle, target, status }) => [
      handle,
      target,
      status,
    ]);
    expect(statuses).toContainEqual(["launcher", "body", "available"]);
    expect(statuses).toContainEqual(["balance", "section", "active"]);
    expect(scopes.granted).toContain("read_orders");
  });

  it("says what the app asks for before it is installed", async () => {
    const visitor = screens.visitor();
    await visitor.post(`${ADMIN}/settings/apps/uninstall`, {});
    expect(screens.shop.installation).toBeNull();
    const page = await visitor.get(`${ADMIN}/apps/regulars`);
    expect(readable(page.body)).toMatch(/asks to.*Create and change discounts/);
    await visitor.post(`${ADMIN}/settings/apps/install`, {});
    expect(screens.shop.installation).not.toBeNull();
  });

  it("names the stores there are when asked for another", async () => {
    const answer = await screens.visitor().get("/admin/store/nobody/orders");
    expect(answer.status).toBe(404);
    expect(readable(answer.body)).toContain("Beans & Co");
  });
});

describe("an order in the admin", () => {
  it("is refunded by units, shipping and amount", async () => {
    const { id, lines } = order();
    const line = required(lines[0]);
    const page = await screens.visitor().submit(`${ADMIN}/orders/${id}/refund`, {
      [`line-${line.id}`]: "1",
      shipping: "2.50",
      amount: "1",
    });
    expect(readable(page.body)).toContain("Refunded.");
    const refunded = orderAmounts(required(screens.shop.orders.get(id))).refunded.shop;
    expect(refunded).toBe(4000 + 250 + 100);
  });

  it.each([
    [{ shipping: "1.234" }, "no amount"],
    [{ shipping: "999" }, "no more than the shipping that is left"],
    [{ amount: "0" }, "Say what to refund"],
  ])("refuses the refund %j with the reason", async (form, reason) => {
    const { id } = order();
    const page = await screens.visitor().submit(`${ADMIN}/orders/${id}/refund`, form);
    expect(readable(page.body)).toContain(reason);
    expect(screens.shop.orders.get(id)?.refunds).toHaveLength(0);
  });

  it("is edited, paid and cancelled", async () => {
    const visitor = screens.visitor();
    const { id, lines } = order(3, false);
    await visitor.post(`${ADMIN}/orders/${id}/edit`, { [`line-${required(lines[0]).id}`]: "1" });
    expect(screens.shop.orders.get(id)?.lines[0]?.currentQuantity).toBe(1);
    await visitor.post(`${ADMIN}/orders/${id}/pay`, {});
    expect(screens.shop.orders.get(id)?.transactions).toHaveLength(1);
    const page = await visitor.submit(`${ADMIN}/orders/${id}/cancel`, { refund: "yes" });
    expect(readable(page.body)).toMatch(/The order is cancelled.*Cancelled/);
  });

  it("is not changed by a page of another origin", async () => {
    const { id } = order();
    const headers = { "sec-fetch-site": "same-site", origin: "http://localhost:4401" };
    const answer = await screens.visitor().post(`${ADMIN}/orders/${id}/cancel`, {}, headers);
    expect(answer.status).toBe(403);
    expect(screens.shop.orders.get(id)?.cancelledAt).toBeNull();
  });
});

describe("the lists of the admin", () => {
  it("find by name and write hostile names as text", async () => {
    createCustomer(screens.context, screens.shop, {
      firstName: "<b>Bo</b>",
      email: "bo@example.com",
    });
    const { body } = await screens.visitor().get(`${ADMIN}/customers?q=BO@`);
    expect(readable(body)).toContain("<b>Bo</b>");
    expect(body).toContain("&lt;b&gt;Bo");
    expect(readable(body)).not.toContain("ana@example.com");
  });

  it.each(["", "/orders", "/products", "/customers", "/discounts", "/settings/apps"])(
    "answer at %s",
    async (path) => {
      expect((await screens.visitor().get(`${ADMIN}${path}`)).status).toBe(200);
    },
  );

  it("say so where the simulated admin has no page", async () => {
    const answer = await screens.visitor().get(`${ADMIN}/marketing`);
    expect(answer.status).toBe(404);
    expect(readable(answer.body)).toContain("The simulated admin has no such page");
  });
});

describe("the theme editor", () => {
  const editor = `${ADMIN}/themes/current/editor`;

  it("marks the embed that a deep link asks for, and saves it", async () => {
    const visitor = screens.visitor();
    const link = `${editor}?context=apps&template=index&activateAppId=${API_KEY}/launcher`;
    expect(readable((await visitor.get(link)).body)).toContain("was asked for by Regulars");
    expect(isEmbedOn(screens.shop, "launcher")).toBe(false);
    await visitor.post(`${editor}/embed`, { handle: "launcher", on: "1" });
    expect(isEmbedOn(screens.shop, "launcher")).toBe(true);
    await visitor.post(`${editor}/embed`, { handle: "launcher" });
    expect(isEmbedOn(screens.shop, "launcher")).toBe(false);
  });

  it("ignores a deep link for another app", async () => {
    const page = await screens.visitor().get(`${editor}?activateAppId=other-app/launcher`);
    expect(readable(page.body)).not.toContain("was asked for");
  });

  it("keeps settings within their type, their bounds and their options", async () => {
    await screens.visitor().post(`${editor}/block`, {
      handle: "balance",
      template: "product",
      "setting-heading": "<i>Stars</i>",
      "setting-radius": "999",
      "setting-side": "middle",
      "setting-unknown": "x",
    });
    const stored = required(themeSettings(screens.shop).get("balance"));
    expect(Object.fromEntries(stored.values)).toEqual({
      heading: "<i>Stars</i>",
      compact: false,
      radius: 20,
    });
    expect(stored.templates).toEqual(["product"]);
  });

  it("refuses a block that is not there", async () => {
    const page = await screens.visitor().submit(`${editor}/block`, { handle: "none" });
    expect(readable(page.body)).toContain("There is no such block.");
  });
});
