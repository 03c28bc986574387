// The first page of the simulator: what is here and where to begin.
import type { SimulatorContext } from "../../context.ts";
import type { Shop } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { deskDocument } from "./layout.ts";

export function landingPage(context: SimulatorContext): string {
  const shops = [...context.state.shops.values()];
  return deskDocument({
    title: "Start",
    current: "home",
    content: html`<main id="main" class="page">
      <div class="hero">
        <h1>A Shopify of your own</h1>
        <p>
          Shops, an admin, webhooks and mail, all on this machine. Buy as a shopper, look as a
          merchant, and watch what ${context.app.name} makes of it. Nothing leaves this computer,
          and nobody pays.
        </p>
      </div>
      <h2>Shops</h2>
      ${
        shops.length === 0
          ? html`<p class="sheet">
              There is no shop yet. Create one through <code>POST /_control/shops</code>.
            </p>`
          : html`<ul class="cards">
              ${shops.map((shop) => shopCard(context, shop))}
            </ul>`
      }
      <h2>Tools</h2>
      <ul class="cards">
        ${tool(
          "Mail",
          "Every e-mail that the app has sent, as the shopper gets it.",
          "/mail",
          "Open the mail box",
        )}
        ${tool(
          "Control",
          "Move the clock, place test orders, repeat webhooks, make calls fail.",
          "/control",
          "Open the control desk",
        )}
      </ul>
    </main>`,
  });
}

function shopCard(context: SimulatorContext, shop: Shop): Html {
  const admin = `/admin/store/${shop.handle}`;
  return html`<li>
    <h3>${shop.name}</h3>
    <p class="soft">${shop.domain} · ${shop.currency} · ${shop.timeZone}</p>
    <p>
      ${shop.orders.size} orders, ${shop.customers.size} customers
      ${
        shop.installation
          ? html`<span class="badge good">${context.app.name} installed</span>`
          : html`<span class="badge warn">${context.app.name} not installed</span>`
      }
    </p>
    <p class="actions">
      <a class="button" href="${context.storefrontOrigin(shop.handle)}/">Visit ${shop.name}</a>
      <a class="button quiet" href="${admin}/apps/${context.app.handle}"
        >Open ${context.app.name}</a
      >
      <a href="${admin}">Admin</a>
      <a href="/pos/${shop.handle}">Till</a>
    </p>
  </li>`;
}

function tool(title: string, text: string, address: string, label: string): Html {
  return html`<li>
    <h3>${title}</h3>
    <p>${text}</p>
    <p class="actions"><a class="button quiet" href="${address}">${label}</a></p>
  </li>`;
}
