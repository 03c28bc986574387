// The frame of every storefront page: header, navigation, language choice, footer, and the places
// where the app's blocks go.
import { cartInput } from "../../actions/evaluate-cart.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { renderAppBlocks } from "./app-blocks.ts";
import { listCollections } from "./catalogue.ts";
import { LANGUAGES, localAddress, rootAddress } from "./page.ts";
import type { PageSubject, StorefrontPage } from "./page.ts";

export interface LayoutParts {
  /** Draws the page's own content around the app's section blocks. */
  content(sections: Html): Html;
}

/** The whole page, or, where a script asks for the section of the apps alone, that. */
export function storefrontDocument(
  page: StorefrontPage,
  subject: PageSubject,
  parts: LayoutParts,
): string {
  const blocks = renderAppBlocks(page, subject);
  if (page.search.has("section_id")) return blocks.sections.markup;
  return html`<!doctype html>
    <html lang="${page.language}" data-palette="${paletteOf(page.shop.handle)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject.title} – ${page.shop.name}</title>
        <link rel="icon" href="/_screens/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_screens/storefront.css" />
        <script src="/_screens/storefront.js" defer></script>
        ${blocks.head}
      </head>
      <body data-template="${subject.template}">
        <a class="skip" href="#main">Skip to content</a>
        ${header(page)}
        <main id="main" tabindex="-1">${parts.content(blocks.sections)}</main>
        ${footer(page)} ${blocks.body}
      </body>
    </html>`.markup;
}

function header(page: StorefrontPage): Html {
  const units = cartInput(page.shop, page.cart, { customerId: null, email: null }).lines.reduce(
    (sum, line) => sum + line.quantity,
    0,
  );
  const account = page.customer?.firstName ?? (page.customer ? "Account" : "Sign in");
  return html`<header class="top">
    <div class="wide">
      <a class="brand" href="${rootAddress(page)}">${mark()}<span>${page.shop.name}</span></a>
      <nav class="menu" aria-label="Shop">${menu(page)}</nav>
      <div class="tools">
        ${languageChoice(page)}
        <a class="tool" href="${localAddress(page, "/account")}">${account}</a>
        <a class="tool" href="${localAddress(page, "/cart")}"
          >Cart <span class="count">${units}<span class="unseen"> items</span></span></a
        >
      </div>
    </div>
  </header>`;
}

function menu(page: StorefrontPage): Html {
  const items = [
    { path: "/collections/all", label: "Shop all" },
    ...listCollections(page.shop).map((view) => ({
      path: `/collections/${view.handle}`,
      label: view.title,
    })),
  ];
  return html`<ul>
    ${items.slice(0, MAXIMUM_MENU_ITEMS).map(
      ({ path, label }) =>
        html`<li>
          <a href="${localAddress(page, path)}" ${page.path === path && html`aria-current="page"`}
            >${label}</a
          >
        </li>`,
    )}
  </ul>`;
}

const MAXIMUM_MENU_ITEMS = 5;

function languageChoice(page: StorefrontPage): Html {
  return html`<details class="languages">
    <summary class="tool">
      <span class="unseen">Language: </span>${page.language.toUpperCase()}
    </summary>
    <ul>
      ${LANGUAGES.map(({ code, name }) => {
        const address = localAddress({ shop: page.shop, language: code }, page.path);
        return html`<li>
          <a
            href="${address}"
            lang="${code}"
            hreflang="${code}"
            ${code === page.language && html`aria-current="true"`}
            >${name}</a
          >
        </li>`;
      })}
    </ul>
  </details>`;
}

function footer(page: StorefrontPage): Html {
  return html`<footer class="bottom">
    <div class="wide">
      <p><strong>${page.shop.name}</strong></p>
      <p>
        A simulated shop for trying out Regulars. Nothing here is sold, and no card is charged.
        <a href="${page.context.origin}/">Back to the simulator</a>
      </p>
    </div>
  </footer>`;
}

function mark(): Html {
  return html`<svg viewBox="0 0 48 48" width="36" height="36" aria-hidden="true" focusable="false">
    <circle cx="24" cy="24" r="23" fill="currentColor" />
    <g transform="translate(24 24) rotate(28)">
      <ellipse rx="9" ry="14" fill="#fff" />
      <path d="M0-13q-6 7 0 13t0 13" fill="none" stroke="currentColor" stroke-width="2.4" />
    </g>
  </svg>`;
}

function paletteOf(handle: string): string {
  return handle.includes("tea") ? "leaf" : "roast";
}
