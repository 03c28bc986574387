// The app proxy: signed for the app, without cookies, and with the customer of the session alone.

import { createHmac } from "node:crypto";
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiSecret, runSimulator, type RunningSimulator } from "./support/running-simulator.ts";

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", "/shops/test-shop/customers", {
    id: "5",
    email: "a@example.com",
  });
});

afterEach(() => simulator.stop());

type Answer = { status: number; headers: Record<string, unknown>; body: string };

/** fetch cannot set the Host header, which is what chooses the storefront. */
function visit(path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const { port } = new URL(simulator.origin);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: body === "" ? "GET" : "POST",
        headers: { host: `test-shop.localhost:${port}`, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function lastQuery(): URLSearchParams {
  return new URL(simulator.heard.at(-1)?.url ?? "", "http://app").searchParams;
}

describe("a storefront request", () => {
  it("reaches the app with Shopify's parameters and a signature over all of them", async () => {
    simulator.answerWith(() =>
      Promise.resolve({
        status: 200,
        headers: {
          "content-type": "application/json",
          "set-cookie": "a=1",
          "cache-control": "no-store",
        },
        body: '{"balance":80}',
      }),
    );
    const cookie = (
      await simulator.control<{ cookie: string }>("POST", "/shops/test-shop/visits", {
        customerId: "5",
      })
    ).cookie;
    const answer = await visit("/apps/loyalty/history?before=a%2Fb&tag=x&tag=y", { cookie });
    expect(answer).toMatchObject({ status: 200, body: '{"balance":80}' });
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers["set-cookie"]).toBeUndefined();
    const heard = simulator.heard.at(-1);
    expect(new URL(heard?.url ?? "", "http://app").pathname).toBe("/proxy/history");
    expect(heard?.headers.cookie).toBeUndefined();
    const query = lastQuery();
    expect(Object.fromEntries(query)).toMatchObject({
      shop: "test-shop.myshopify.com",
      logged_in_customer_id: "5",
      path_prefix: "/apps/loyalty",
      before: "a/b",
    });
    expect(Math.abs(Number(query.get("timestamp")) - Date.now() / 1000)).toBeLessThan(5);
    const message =
      `before=a/blogged_in_customer_id=5path_prefix=/apps/loyalty` +
      `shop=test-shop.myshopify.comtag=x,ytimestamp=${query.get("timestamp")}`;
    const signature = createHmac("sha256", apiSecret).update(message).digest("hex");
    expect(query.get("signature")).toBe(signature);
  });

  it("cannot name a customer, a shop or a signature of its own", async () => {
    await visit("/apps/loyalty/balance?logged_in_customer_id=5&shop=b&signature=c&timestamp=1");
    const query = lastQuery();
    expect(query.getAll("logged_in_customer_id")).toEqual([""]);
    expect(query.getAll("shop")).toEqual(["test-shop.myshopify.com"]);
    expect(query.getAll("signature")).toHaveLength(1);
    expect(query.get("timestamp")).not.toBe("1");
  });

  it("keeps its body, and works under a language's path", async () => {
    await visit("/de/apps/loyalty/redeem", { "content-type": "application/json" }, '{"a":1}');
    const heard = simulator.heard.at(-1);
    expect(heard).toMatchObject({ method: "POST" });
    expect(heard?.url).toMatch(/^\/proxy\/redeem\?/);
    expect(heard?.body.toString()).toBe('{"a":1}');
  });

  it("answers 404 where the app is not installed and 502 where it is down", async () => {
    simulator.context.settings.appUrl = "http://127.0.0.1:1";
    expect((await visit("/apps/loyalty/balance")).status).toBe(502);
    await simulator.control("POST", "/shops/test-shop/uninstall", {});
    expect((await visit("/apps/loyalty/balance")).status).toBe(404);
  });

  it("can be signed for tests, validly, late or forged", async () => {
    const urlFor = (change: Record<string, unknown>) =>
      simulator.control<{ url: string }>("POST", "/shops/test-shop/proxy-url", {
        path: "balance",
        customerId: "5",
        ...change,
      });
    const { url } = await urlFor({ timestamp: 1 });
    expect(new URL(url).searchParams.get("timestamp")).toBe("1");
    const forged = new URL((await urlFor({ timestamp: 1, forged: true })).url);
    expect(forged.searchParams.get("signature")).not.toBe(
      new URL(url).searchParams.get("signature"),
    );
  });
});
