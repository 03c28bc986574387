// The simulator as a server: loopback only, a clock in every answer, mail, a helpful control API.

import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Mail } from "../../simulator/model.ts";
import { startSimulator } from "../../simulator/simulator.ts";
import { runSimulator, settle, type RunningSimulator } from "./support/running-simulator.ts";

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await runSimulator();
});

afterEach(() => simulator.stop());

describe("the server", () => {
  it("refuses to listen on anything but this machine", async () => {
    const options = {
      host: "0.0.0.0",
      appUrl: "http://localhost:1",
      apiKey: "k",
      apiSecret: "s",
      tomlPath: "shopify.app.toml",
    };
    await expect(startSimulator(options)).rejects.toThrow("not a loopback address");
  });

  it("tells the simulated time in the Date header of any answer", async () => {
    await simulator.control("POST", "/clock", { set: "2027-03-01T12:00:00Z" });
    const response = await fetch(simulator.origin, { method: "HEAD" });
    expect(response.ok).toBe(true);
    const seen = Date.parse(response.headers.get("date") ?? "");
    expect(Math.abs(seen - Date.parse("2027-03-01T12:00:00Z"))).toBeLessThan(5_000);
    const missing = await fetch(`${simulator.origin}/_control/nowhere`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get("date")).toContain("2027");
  });

  it("answers 413 to bodies that are too large and 404 to unknown shops", async () => {
    const body = "x".repeat(21 * 1024 * 1024);
    const response = await fetch(`${simulator.origin}/_control/clock`, { method: "POST", body });
    expect(response.status).toBe(413);
  });
});

describe("the mail box", () => {
  it("keeps what is sent, with both parts and its headers", async () => {
    const transport = createTransport(simulator.smtpUrl);
    await transport.sendMail({
      from: "Harbour Coffee <hello@example.com>",
      to: "mara@example.com",
      subject: "80 Punkte für Sie ☕",
      text: "80 Punkte",
      html: "<p>80 Punkte</p>",
      headers: { "List-Unsubscribe": "<https://example.com/u>" },
    });
    transport.close();
    const [mail] = await simulator.control<Mail[]>("GET", "/mails?to=mara@example.com");
    expect(mail).toMatchObject({
      from: "hello@example.com",
      to: ["mara@example.com"],
      subject: "80 Punkte für Sie ☕",
    });
    expect(mail?.text?.trim()).toBe("80 Punkte");
    expect(mail?.html).toContain("<p>80 Punkte</p>");
    expect(mail?.headers["list-unsubscribe"]).toBe("<https://example.com/u>");
    expect(await simulator.control("DELETE", "/mails")).toEqual([]);
    expect(await simulator.control("GET", "/mails")).toEqual([]);
  });
});

describe("the control API", () => {
  it("says which field is wrong and what was expected", async () => {
    const refused = (body: unknown) => simulator.refusal("POST", "/shops/test-shop/orders", body);
    const missing = await refused({ lines: [{ title: "Mug", price: 10 }] });
    expect(missing).toMatchObject({ status: 422 });
    expect(missing.error).toContain("lines.0.price");
    expect((await refused({ lines: [], surprise: 1 })).error).toContain("surprise");
    const fine = await refused({ lines: [{ title: "Mug", price: "1.005" }] });
    expect(fine.error).toContain("no amount in EUR");
    const unknown = await simulator.refusal("POST", "/shops/nobody/orders", {});
    expect(unknown.error).toContain("Known: test-shop");
  });

  it("plays an order from placing to refund, in decimal text", async () => {
    const path = "/shops/test-shop/orders";
    type Order = { id: string; financialStatus: string; lines: { id: string }[] };
    const order = await simulator.control<Order>("POST", path, {
      lines: [{ title: "Coffee", price: "10.00", quantity: 2, discount: "1.00" }],
      shipping: "5.00",
      taxRate: "0.19",
      paid: false,
    });
    expect(order.financialStatus).toBe("pending");
    const paid = await simulator.control<Order>("POST", `${path}/${order.id}/pay`, {});
    expect(paid.financialStatus).toBe("paid");
    const refunded = await simulator.control<{ order: Order }>(
      "POST",
      `${path}/${order.id}/refund`,
      { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }], shipping: "5.00", amount: "0.50" },
    );
    expect(refunded.order).toMatchObject({
      financialStatus: "partially_refunded",
      amounts: { currentTotal: { shop: "9.00" }, refunded: { shop: "15.00" } },
    });
    const edited = await simulator.control("POST", `${path}/${order.id}/edit`, {
      additions: [{ title: "Mug", price: "16.00" }],
    });
    expect(edited).toMatchObject({ amounts: { outstanding: { shop: "16.00" } } });
    const cancelled = await simulator.control("POST", `${path}/${order.id}/cancel`, {});
    expect(cancelled).toMatchObject({ amounts: { currentTotal: { shop: "-0.50" } } });
  });

  it("hands out ids beyond 2^53 from a number on", async () => {
    await simulator.control("POST", "/ids", { next: "9007199254740993" });
    const customer = await simulator.control<{ id: string }>("POST", "/shops/test-shop/customers", {
      email: "big@example.com",
    });
    expect(BigInt(customer.id)).toBeGreaterThan(9007199254740992n);
    const back = await simulator.refusal("POST", "/ids", { next: "5" });
    expect(back.error).toContain("only grow");
  });

  it("dumps its state without secrets, and forgets all of it on reset", async () => {
    const path = "/shops/test-shop/session-token";
    await simulator.control("POST", path, {});
    const dump = JSON.stringify(await simulator.control("GET", "/state"));
    expect(dump).toContain("test-shop.myshopify.com");
    expect(dump).not.toContain("accessTokens");
    await simulator.control("POST", "/reset", {});
    expect(await simulator.control("GET", "/shops")).toEqual([]);
  });

  it("deletes customers and products without touching orders placed before", async () => {
    type Made = { id: string; variants: { id: string }[] };
    const product = await simulator.control<Made>("POST", "/shops/test-shop/products", {
      title: "Mug",
      variants: [{ price: "16.00" }],
    });
    const customer = await simulator.control<Made>("POST", "/shops/test-shop/customers", {
      email: "gone@example.com",
    });
    const order = await simulator.control<Made>("POST", "/shops/test-shop/orders", {
      customerId: customer.id,
      lines: [{ variantId: product.variants[0]?.id }],
    });
    await simulator.control("DELETE", `/shops/test-shop/products/${product.id}`);
    await simulator.control("DELETE", `/shops/test-shop/customers/${customer.id}`);
    await settle(simulator);
    expect(simulator.heard.at(-1)?.headers["x-shopify-topic"]).toBe("customers/delete");
    const kept = await simulator.control<{ customerId: null }>(
      "GET",
      `/shops/test-shop/orders/${order.id}`,
    );
    expect(kept.customerId).toBeNull();
    const { raw } = await simulator.control<{ raw: string }>(
      "GET",
      `/shops/test-shop/payloads/order/${order.id}`,
    );
    expect(JSON.parse(raw)).toMatchObject({ customer: null });
  });
});
