// The page that an extension runs in: an origin of nobody, without cookies and without storage, and
// a content security policy that lets it reach the app only where it may use the network.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { SimulatorContext } from "../context.ts";
import { html } from "../screens/html.ts";
import type { Route, SimulatorRequest, SimulatorResponse } from "../server.ts";
import { findShop } from "../state.ts";
import { readExtensions } from "./declared-extensions.ts";
import type { DeclaredExtension } from "./declared-extensions.ts";
import { mayUseNetwork } from "./host-settings.ts";
import { bundleFile } from "./slot.ts";

const NOWHERE = { status: 404, body: "No such extension" };

export function extensionFrameRoutes(): Route[] {
  return [
    {
      method: "GET",
      site: "home",
      path: "/extension-frame/:shop/:folder/:target",
      handle: (request, context) =>
        request.params["target"]?.endsWith(".js")
          ? answerBundle(request, context)
          : answerFrame(request, context),
    },
  ];
}

function answerFrame(request: SimulatorRequest, context: SimulatorContext): SimulatorResponse {
  const shop = findShop(context.state, request.params["shop"] ?? "");
  const extension = declared(request, context, request.params["target"] ?? "");
  if (!shop || !extension) return NOWHERE;
  const { origin, settings } = context;
  const reach = mayUseNetwork(shop, extension) ? new URL(settings.appUrl).origin : "'none'";
  const policy = [
    "default-src 'none'",
    `script-src ${origin}`,
    "img-src http: https: data:",
    `connect-src ${reach}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origin} ${context.storefrontOrigin(shop.handle)}`,
  ];
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${extension.name}</title>
        <script src="${origin}/_screens/extension-frame.js"></script>
      </head>
      <body></body>
    </html>`.markup;
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "referrer-policy": "no-referrer",
    },
    body,
  };
}

async function answerBundle(
  request: SimulatorRequest,
  context: SimulatorContext,
): Promise<SimulatorResponse> {
  const target = (request.params["target"] ?? "").replace(/\.js$/, "");
  const extension = declared(request, context, target);
  const file = extension && bundleFile(context, extension.folder, target);
  if (!file || !existsSync(file)) return NOWHERE;
  return {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-store",
      // The frame has an origin of its own, which nobody can name.
      "access-control-allow-origin": "*",
    },
    body: await readFile(file),
  };
}

function declared(
  request: SimulatorRequest,
  { settings }: SimulatorContext,
  target: string,
): DeclaredExtension | undefined {
  return readExtensions(settings.extensionsRoot).find(
    ({ folder, targets }) => folder === request.params["folder"] && targets.includes(target),
  );
}
