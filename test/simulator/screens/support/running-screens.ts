// A simulator with two shops, an app that answers everything, and visitors that keep their cookies
// as a browser does.
import { createServer, request as send } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createCustomer } from "../../../../simulator/actions/customers.ts";
import { createProduct } from "../../../../simulator/actions/products.ts";
import type { SimulatorContext } from "../../../../simulator/context.ts";
import type { Customer, Shop, Variant } from "../../../../simulator/model.ts";
import { installApp } from "../../../../simulator/oauth/installation.ts";
import { startSimulator } from "../../../../simulator/simulator.ts";
import { createShop } from "../../../../simulator/state.ts";

export const API_SECRET = "screens-secret";
export const API_KEY = "screens-key";
const root = join(import.meta.dirname, "..", "..", "..", "..");

export interface Screens {
  readonly origin: string;
  readonly context: SimulatorContext;
  readonly shop: Shop;
  readonly ana: Customer;
  readonly beans: Variant;
  readonly mug: Variant;
  /** A new visitor of a host: the storefront's, or the desk's when left out. */
  visitor(host?: string): Visitor;
  stop(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  /** With a body of any kind. */
  send(method: string, path: string, body: string, headers?: Record<string, string>): Promise<Page>;
  /** Posts, then reads the page that the answer leads to. */
  submit(path: string, form: Record<string, string>): Promise<Page>;
}

export async function runScreens(
  extensionDir = join(import.meta.dirname, "theme"),
  bundlesDir?: string,
): Promise<Screens> {
  const app = createServer((_, response) => response.end("ok"));
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const simulator = await startSimulator({
    appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    extensionDir,
    ...(bundlesDir !== undefined && { bundlesDir }),
    tomlPath: join(root, "shopify.app.toml"),
  });
  const { context, origin } = simulator;
  const shop = createShop(context, { handle: "beans", name: "Beans & Co", shippingMinor: 500 });
  const variants = [
    { title: "250 g", priceMinor: 1000 },
    { title: "1 kg", priceMinor: 4000 },
  ];
  const bag = createProduct(context, shop, {
    title: "House Blend",
    collections: ["coffee"],
    variants,
  });
  const cup = createProduct(context, shop, { title: "Mug", variants: [{ priceMinor: 1800 }] });
  const ana = createCustomer(context, shop, { firstName: "Ana", email: "ana@example.com" });
  installApp(context, shop);
  return {
    origin,
    context,
    shop,
    ana,
    beans: required(bag.variants[1]),
    mug: required(cup.variants[0]),
    visitor: (host = "localhost") => createVisitor(new URL(origin).port, host),
    async stop() {
      await simulator.stop();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
}

export const STORE = "beans.localhost";

/** Names under localhost are not known to every resolver, so the host travels as a header. */
function createVisitor(port: string, host: string): Visitor {
  const cookies = new Map<string, string>();
  const ask = (method: string, path: string, body: string, more: Record<string, string>) =>
    new Promise<Page>((resolve, reject) => {
      const headers = {
        host: `${host}:${port}`,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
        ...more,
      };
      const outgoing = send({ host: "127.0.0.1", port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          for (const cookie of response.headers["set-cookie"] ?? []) keepCookie(cookies, cookie);
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  const visitor: Visitor = {
    get: (path, headers = {}) => ask("GET", path, "", headers),
    post: (path, form, headers = {}) =>
      ask("POST", path, new URLSearchParams(form).toString(), headers),
    send: (method, path, body, headers = {}) => ask(method, path, body, headers),
    async submit(path, form) {
      const answer = await visitor.post(path, form);
      return visitor.get(required(answer.headers.location));
    },
  };
  return visitor;
}

function keepCookie(cookies: Map<string, string>, header: string): void {
  const [pair = ""] = header.split(";");
  const at = pair.indexOf("=");
  cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

export function required<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error("Expected a value here.");
  return value;
}

/** What a reader sees: no tags, entities written out, white space folded. */
export function readable(markup: string): string {
  return markup
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}
