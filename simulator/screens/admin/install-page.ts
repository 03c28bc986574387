// Installing and uninstalling the app, with what it asks for said before.
import { installApp, uninstallApp } from "../../oauth/installation.ts";
import { scopeWords } from "../../oauth/scope-words.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";

export function installPage(view: AdminView): SimulatorResponse {
  const { context, shop } = view;
  return adminResponse(view, {
    title: `Install ${context.app.name}`,
    section: "app",
    content: html`<section class="sheet" aria-labelledby="asks">
      <h2 id="asks">${context.app.name} asks to</h2>
      <ul>
        ${context.app.scopes.map(
          (scope) => html`<li>${scopeWords(scope)} <code class="soft">${scope}</code></li>`,
        )}
      </ul>
      <form method="post" action="${adminPath(shop, "/settings/apps/install")}">
        <button class="button" type="submit">Install ${context.app.name}</button>
      </form>
    </section>`,
  });
}

export function installedAppsPage(view: AdminView): SimulatorResponse {
  const { context, shop } = view;
  const { installation } = shop;
  return adminResponse(view, {
    title: "Installed apps",
    section: "apps",
    content: html`<section class="sheet" aria-labelledby="app">
      <h2 id="app">${context.app.name}</h2>
      ${
        installation
          ? html`<dl class="facts">
                <dt>Installed</dt>
                <dd>${installation.installedAt}</dd>
                <dt>Scopes</dt>
                <dd>${installation.scopes.join(", ")}</dd>
                ${
                  context.app.optionalScopes.length > 0 &&
                  html`<dt>May ask for</dt>
                    <dd>${context.app.optionalScopes.join(", ")}</dd>`
                }
                <dt>Runs at</dt>
                <dd>${context.settings.appUrl}</dd>
              </dl>
              <div class="actions">
                <a class="button" href="${adminPath(shop, `/apps/${context.app.handle}`)}">Open</a>
                <form method="post" action="${adminPath(shop, "/settings/apps/uninstall")}">
                  <button class="button danger" type="submit">Uninstall</button>
                </form>
              </div>
              <p class="soft small">
                Uninstalling ends its tokens at once and sends app/uninstalled. The request to erase
                the shop's data (shop/redact) follows 48 hours later in reality; send it from the
                control page.
              </p>`
          : html`<p>Not installed on this store.</p>
              <form method="post" action="${adminPath(shop, "/settings/apps/install")}">
                <button class="button" type="submit">Install</button>
              </form>`
      }
    </section>`,
  });
}

export function acceptInstall({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, `/apps/${context.app.handle}`), () => {
    installApp(context, shop);
    return `${context.app.name} is installed.`;
  });
}

export function acceptUninstall({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/settings/apps"), () => {
    uninstallApp(context, shop);
    return `${context.app.name} is uninstalled.`;
  });
}
