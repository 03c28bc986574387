// The frame of the simulator's own pages.
import { html } from "../html.ts";
import type { Html } from "../html.ts";

export interface DeskPage {
  readonly title: string;
  readonly current: "home" | "mail" | "control" | "admin" | "pos";
  /** Shown beside the name of the desk, for pages of one store. */
  readonly storeName?: string;
  readonly storeAddress?: string;
  readonly script?: string;
  readonly head?: Html;
  readonly content: Html;
}

const LINKS = [
  { key: "home", label: "Start", address: "/" },
  { key: "mail", label: "Mail", address: "/mail" },
  { key: "control", label: "Control", address: "/control" },
] as const;

export function deskDocument(page: DeskPage): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} – Simulated Shopify</title>
        <link rel="icon" href="/_screens/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_screens/desk.css" />
        ${page.head}
        ${page.script && html`<script src="/_screens/${page.script}.js" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar" aria-label="Simulator">
          <a class="home" href="/"
            ><img src="/_screens/mark.svg" alt="" width="26" height="26" /> Simulated Shopify</a
          >
          ${
            page.storeName &&
            html`<span class="store">${page.storeName} ${shopLink(page.storeAddress)}</span>`
          }
          <nav aria-label="Tools">
            <ul>
              ${LINKS.map(
                ({ key, label, address }) =>
                  html`<li>
                    <a href="${address}" ${key === page.current && html`aria-current="page"`}
                      >${label}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        ${page.content}
      </body>
    </html>`.markup;
}

function shopLink(address: string | undefined): Html | null {
  return address === undefined ? null : html`· <a href="${address}">visit the shop</a>`;
}

/** Pages of the desk run only their own scripts, whatever text they show. */
export function deskHeaders(frameSources: readonly string[] = []): Record<string, string> {
  const frames = ["'self'", ...frameSources].join(" ");
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      `default-src 'self'; img-src 'self' data:; frame-src ${frames}; ` +
      "frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  };
}
