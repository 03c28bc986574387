// A simulator on a free port with one shop, and an app that only records what it hears.

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Shop } from "../../../simulator/model.ts";
import { startSimulator, type Simulator } from "../../../simulator/simulator.ts";
import { createShop, type ShopInput } from "../../../simulator/state.ts";

export const apiKey = "test-key";
export const apiSecret = "test-secret";

export type Heard = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type AnswerAs = (
  request: Heard,
) => Promise<{ status: number; headers?: Record<string, string>; body?: string }>;

export type RunningSimulator = Simulator & {
  shop: Shop;
  heard: Heard[];
  /** How the app answers from now on. */
  answerWith(answer: AnswerAs): void;
  control<Answer = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer>;
  /** The same, for calls that are to be refused. */
  refusal(method: string, path: string, body?: unknown): Promise<{ status: number; error: string }>;
};

export type RunOptions = { shop?: Partial<ShopInput>; install?: boolean; toml?: string };

export async function runSimulator(options: RunOptions = {}): Promise<RunningSimulator> {
  const heard: Heard[] = [];
  let answer: AnswerAs = () => Promise.resolve({ status: 200 });
  const app = await listen((request) => {
    heard.push(request);
    return answer(request);
  });
  const simulator = await startSimulator({
    appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    apiKey,
    apiSecret,
    tomlPath: options.toml ?? join(import.meta.dirname, "..", "..", "..", "shopify.app.toml"),
  });
  const shop = createShop(simulator.context, {
    handle: "test-shop",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    taxesIncluded: true,
    taxRate: "0",
    shippingMinor: 0,
    ...options.shop,
  });
  const call = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${simulator.origin}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const running: RunningSimulator = {
    ...simulator,
    shop,
    heard,
    answerWith(next) {
      answer = next;
    },
    async control<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      const response = await call(method, path, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text) as Answer;
    },
    async refusal(method, path, body) {
      const response = await call(method, path, body);
      const { error } = (await response.json()) as { error: string };
      return { status: response.status, error };
    },
    async stop() {
      await simulator.stop();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
  if (options.install ?? true) await running.control("POST", "/shops/test-shop/install", {});
  return running;
}

function listen(handle: AnswerAs): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const heard = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      void handle(heard).then(({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(body);
      });
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

export type Settled = { settled: boolean; counts: Record<string, number> };

export async function settle(simulator: RunningSimulator): Promise<Settled> {
  return simulator.control<Settled>("POST", "/deliveries/settle", { timeoutMs: 10_000 });
}
