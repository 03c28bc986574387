// Style sheets, pictures and scripts of the simulator's own pages.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Route, SimulatorRequest, SimulatorResponse } from "../server.ts";
import { browserScript, isBrowserScript } from "./browser-scripts.ts";

/** A style sheet is kept in pieces and sent as one. */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  "desk.css": [
    ...["base", "pieces", "admin", "pages", "till"].map((part) => `desk/${part}.css`),
    "extensions.css",
  ],
  "storefront.css": [
    ...["base", "controls", "shelves", "checkout", "account"].map(
      (part) => `storefront/${part}.css`,
    ),
    "extensions.css",
  ],
};
const PICTURES: readonly string[] = ["mark.svg", "hero.svg"];

export function staticRoutes(): Route[] {
  const path = "/_screens/:name";
  const icon = "/favicon.ico";
  return [
    {
      method: "GET",
      site: "home",
      path: "/app-bridge.js",
      handle: () => answerScript("app-bridge"),
    },
    { method: "GET", site: "home", path, handle: answerFile },
    { method: "GET", site: "store", path, handle: answerFile },
    { method: "GET", site: "home", path: icon, handle: () => answerPicture("mark.svg") },
    { method: "GET", site: "store", path: icon, handle: () => answerPicture("mark.svg") },
  ];
}

async function answerFile(request: SimulatorRequest): Promise<SimulatorResponse> {
  const name = request.params["name"] ?? "";
  const style = Object.hasOwn(STYLES, name) ? STYLES[name] : undefined;
  if (style) return answerStyle(style);
  if (PICTURES.includes(name)) return answerPicture(name);
  const script = name.replace(/\.js$/, "");
  if (name.endsWith(".js") && isBrowserScript(script)) return answerScript(script);
  return { status: 404, body: "No such file" };
}

async function answerStyle(parts: readonly string[]): Promise<SimulatorResponse> {
  const texts = await Promise.all(parts.map((part) => readFile(styleFile(part), "utf8")));
  return { headers: fileHeaders("text/css; charset=utf-8"), body: texts.join("\n") };
}

async function answerPicture(name: string): Promise<SimulatorResponse> {
  return { headers: fileHeaders("image/svg+xml"), body: await readFile(styleFile(name)) };
}

async function answerScript(name: Parameters<typeof browserScript>[0]): Promise<SimulatorResponse> {
  const headers = fileHeaders("text/javascript; charset=utf-8");
  return { headers, body: await browserScript(name) };
}

function styleFile(name: string): string {
  return join(import.meta.dirname, "styles", name);
}

function fileHeaders(contentType: string): Record<string, string> {
  return { "content-type": contentType, "cache-control": "no-cache" };
}
