// A storefront of one page with the real blocks and assets, under a strict content security policy,
// and an app proxy that answers as it is told. Its theme is unkind on purpose: small rem, loud
// buttons, wide margins.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { renderBlock } from "./render-theme.ts";
import type { Scene } from "./render-theme.ts";

/** Answers a call of the app proxy; leaving the response open is being slow. */
export type Proxy = (path: string, response: ServerResponse) => void | Promise<void>;

export interface Storefront {
  origin: string;
  scene: Partial<Scene>;
  proxy: Proxy;
  /** Answers what themes ask Shopify when the cart is to change. */
  changeCart: (response: ServerResponse) => void;
  /** Answers for a section of the page. */
  drawSection: (response: ServerResponse, markup: string) => void;
  /** Every request but the page's own files. */
  requests: string[];
  close: () => Promise<void>;
}

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

export const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
};

export const openStorefront = async (assets: string): Promise<Storefront> => {
  const server = createServer((request, response) => void serve(shop, assets, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const shop: Storefront = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scene: {},
    proxy: (_, response) => json(response, { problem: "not_found" }, 404),
    changeCart: (response) => json(response, {}),
    drawSection: (response, markup) => response.end(markup),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return shop;
};

const serve = async (
  shop: Storefront,
  assets: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname: address } = new URL(request.url ?? "/", shop.origin);
  // Languages have folders of their own, below which everything is the same.
  const pathname = address.replace(/^\/(de|es|fr|tr)(?=\/)/, "");
  if (pathname.startsWith("/assets/")) return sendAsset(assets, pathname.slice(8), response);
  if (pathname.startsWith("/apps/loyalty/")) {
    shop.requests.push(`${request.method} ${pathname}`);
    return shop.proxy(pathname.slice("/apps/loyalty".length), response);
  }
  if (pathname.startsWith("/cart/")) {
    shop.requests.push(`${request.method} ${pathname}`);
    return shop.changeCart(response);
  }
  const section = new URL(request.url ?? "/", shop.origin).searchParams.get("section_id");
  if (section !== null) {
    shop.requests.push(`${request.method} ${pathname} ${section}`);
    return shop.drawSection(response, sections(shop.scene));
  }
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
  });
  response.end(page(shop.scene));
};

const sendAsset = async (folder: string, name: string, response: ServerResponse) => {
  const type = name.endsWith(".css") ? "text/css" : "text/javascript";
  const content = await readFile(join(folder, name));
  response.writeHead(200, { "content-type": type });
  response.end(content);
};

/** Of blocks that name another than the loader. */
const OWN_SCRIPTS: Readonly<Record<string, string>> = {
  "loyalty-cart": "loyalty-points.js",
  "loyalty-friend": "loyalty-friend.js",
  "loyalty-product": "loyalty-points.js",
};
const scriptsOf = (scene: Partial<Scene>) => {
  const names = new Set(blocksOf(scene).flatMap((handle) => OWN_SCRIPTS[handle] ?? []));
  return [...names].map((name) => `<script src="/assets/${name}" defer></script>`).join("\n");
};
const sections = (scene: Partial<Scene>) =>
  `<div id="shopify-section-apps">${blocksOf(scene)
    .map((handle) => renderBlock(handle, scene))
    .join("\n")}</div>`;
const blocksOf = ({ blocks = ["loyalty-balance"] }: Partial<Scene>) => blocks;

const page = (scene: Partial<Scene>) => `<!doctype html>
<html lang="${scene.locale ?? "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Harbour Coffee</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/loyalty.css">
<script src="/assets/loyalty-loader.js" defer></script>
${scriptsOf(scene)}
<style>
html { font-size: 62.5% }
body { font: 1.6rem/1.6 Georgia, serif; margin: 0; color: #2b2320; background: #fff }
button { text-transform: uppercase; border: 5px solid #c00; padding: 3rem }
p { margin: 2em 0 }
</style>
</head>
<body>
<main>
<h1>Harbour Coffee</h1>
${sections(scene)}
<p><a href="/collections">Freshly roasted</a></p>
</main>
${renderBlock("loyalty", scene)}
</body>
</html>`;
