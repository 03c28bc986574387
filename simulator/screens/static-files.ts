// Style sheets, pictures and scripts of the simulator's own pages.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Route, SimulatorRequest, SimulatorResponse } from "../server.ts";
import { browserScript, isBrowserScript } from "./browser-scripts.ts";

const STYLES: Readonly<Record<string, string>> = {
  "storefront.css": "text/css; charset=utf-8",
  "desk.css": "text/css; charset=utf-8",
  "mark.svg": "image/svg+xml",
};
const SCRIPT_TYPE = "text/javascript; charset=utf-8";

export function staticRoutes(): Route[] {
  const path = "/_screens/:name";
  return [
    { method: "GET", site: "home", path: "/app-bridge.js", handle: answerAppBridge },
    { method: "GET", site: "home", path, handle: answerFile },
    { method: "GET", site: "store", path, handle: answerFile },
    { method: "GET", site: "home", path: "/favicon.ico", handle: () => answerStyle("mark.svg") },
    { method: "GET", site: "store", path: "/favicon.ico", handle: () => answerStyle("mark.svg") },
  ];
}

async function answerAppBridge(): Promise<SimulatorResponse> {
  return answerScript("app-bridge");
}

async function answerFile(request: SimulatorRequest): Promise<SimulatorResponse> {
  const name = request.params["name"] ?? "";
  if (Object.hasOwn(STYLES, name)) return answerStyle(name);
  const script = name.replace(/\.js$/, "");
  if (name.endsWith(".js") && isBrowserScript(script)) return answerScript(script);
  return { status: 404, body: "No such file" };
}

async function answerStyle(name: string): Promise<SimulatorResponse> {
  const body = await readFile(join(import.meta.dirname, "styles", name));
  return { headers: fileHeaders(STYLES[name] ?? "text/plain"), body };
}

async function answerScript(name: Parameters<typeof browserScript>[0]): Promise<SimulatorResponse> {
  return { headers: fileHeaders(SCRIPT_TYPE), body: await browserScript(name) };
}

function fileHeaders(contentType: string): Record<string, string> {
  return { "content-type": contentType, "cache-control": "no-cache" };
}
