// A small HTTP router. Storefronts are chosen by host ({handle}.localhost); the rest is home.

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from "node:http";
import type { ServerResponse } from "node:http";
import type { SimulatorContext } from "./context.ts";
import { findShop } from "./state.ts";
import type { Shop } from "./model.ts";
import { Refusal } from "./world.ts";

export type SimulatorRequest = {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  cookies: Map<string, string>;
  params: Record<string, string>;
  body: Buffer;
  /** The storefront's shop, or null on the home site. */
  shop: Shop | null;
};

export type SimulatorResponse = {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
  /** Breaks the connection instead of answering: how faults look from outside. */
  destroy?: "at_once" | "mid_body";
};

export type Handler = (
  request: SimulatorRequest,
  context: SimulatorContext,
) => SimulatorResponse | Promise<SimulatorResponse>;

export type Route = {
  method: "GET" | "POST" | "PUT" | "DELETE" | "*";
  /** "store" routes answer on {handle}.localhost, "home" routes on every other host. */
  site: "store" | "home";
  /** "/products/:handle"; a final "*" takes the rest of the path as params["*"]. */
  path: string;
  handle: Handler;
};

export const maximumBodyBytes = 20 * 1024 * 1024;

export function createHttpServer(routes: Route[], context: SimulatorContext): Server {
  const compiled = routes.map((route) => ({ ...route, pattern: compile(route.path) }));
  return createServer((incoming, outgoing) => {
    outgoing.setHeader("Date", context.now().toUTCString());
    answer(incoming, compiled, context)
      .catch((error: unknown) => describeError(error))
      .then((response) => send(incoming, outgoing, response))
      .catch(() => outgoing.destroy());
  });
}

export function json(value: unknown, status = 200): SimulatorResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  };
}

export function html(markup: string, status = 200): SimulatorResponse {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: markup };
}

export function redirect(location: string, headers: Record<string, string | string[]> = {}) {
  return { status: 303, headers: { ...headers, location } } satisfies SimulatorResponse;
}

export function readJson(request: SimulatorRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new Refusal("The body is no JSON");
  }
}

export function readForm(request: SimulatorRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString("utf8"));
}

type CompiledRoute = Route & { pattern: RegExp };

async function answer(
  incoming: IncomingMessage,
  routes: CompiledRoute[],
  context: SimulatorContext,
): Promise<SimulatorResponse> {
  const host = incoming.headers.host ?? "localhost";
  const url = new URL(incoming.url ?? "/", `http://${host}`);
  const handle = /^([a-z0-9-]+)\.localhost$/.exec(url.hostname)?.[1] ?? null;
  const shop = handle === null ? null : (findShop(context.state, handle) ?? null);
  if (handle !== null && shop === null) {
    return { status: 404, body: `No shop "${handle}" here` };
  }
  const method = incoming.method ?? "GET";
  const site = shop === null ? "home" : "store";
  const found = findRoute(routes, site, method === "HEAD" ? "GET" : method, url.pathname);
  if (!found) {
    if (method === "HEAD" && url.pathname === "/") return { status: 200 };
    return json({ error: `Nothing at ${method} ${url.pathname}` }, 404);
  }
  const body = await readBody(incoming);
  if (body === null) return json({ error: "The body is too large" }, 413);
  const request: SimulatorRequest = {
    method,
    url,
    headers: incoming.headers,
    cookies: parseCookies(incoming.headers.cookie),
    params: found.params,
    body,
    shop,
  };
  return found.route.handle(request, context);
}

function findRoute(routes: CompiledRoute[], site: string, method: string, path: string) {
  for (const route of routes) {
    if (route.site !== site || (route.method !== "*" && route.method !== method)) continue;
    const match = route.pattern.exec(path);
    if (match) return { route, params: decodeParams(match.groups ?? {}) };
  }
  return undefined;
}

function compile(path: string): RegExp {
  const source = path
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/:([A-Za-z]+)/g, "(?<$1>[^/]+)")
    .replace(/\*$/, "(?<rest>.*)");
  return new RegExp(`^${source}$`);
}

function decodeParams(groups: Record<string, string>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    params[name === "rest" ? "*" : name] = safeDecode(value);
  }
  return params;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0) cookies.set(part.slice(0, at).trim(), safeDecode(part.slice(at + 1).trim()));
  }
  return cookies;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > maximumBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function describeError(error: unknown): SimulatorResponse {
  if (error instanceof Refusal) return json({ error: error.message }, 422);
  console.error(error);
  return json({ error: error instanceof Error ? error.message : String(error) }, 500);
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, response: SimulatorResponse) {
  if (response.destroy === "at_once") {
    incoming.socket.destroy();
    return;
  }
  if (response.destroy === "mid_body") {
    outgoing.writeHead(200, { ...response.headers, "content-length": "1000" });
    outgoing.write(response.body ?? "", () => incoming.socket.destroy());
    return;
  }
  outgoing.writeHead(response.status ?? 200, response.headers);
  outgoing.end(incoming.method === "HEAD" ? undefined : response.body);
}
