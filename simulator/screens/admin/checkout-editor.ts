// The editor of checkout and accounts: where the app's UI extensions stand, the settings of each,
// and what Shopify allows them in this store.
import { readExtensions } from "../../extension-host/declared-extensions.ts";
import type {
  DeclaredExtension,
  DeclaredSetting,
} from "../../extension-host/declared-extensions.ts";
import {
  changeValues,
  hostSettings,
  isForPlusOnly,
  valuesOf,
} from "../../extension-host/host-settings.ts";
import type { ExtensionSettingValue } from "../../extension-host/host-settings.ts";
import { updateShop } from "../../state.ts";
import { refuse } from "../../world.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const EDITOR_PATH = "/settings/checkout/editor";

export function checkoutEditorPage(view: AdminView): SimulatorResponse {
  const extensions = declared(view);
  return adminResponse(view, {
    title: "Checkout editor",
    section: "checkout",
    content: html`${shopForm(view)}
    ${
      extensions.length === 0
        ? html`<p class="sheet">The app brings no extensions for checkout, accounts or staff.</p>`
        : extensions.map((extension) => extensionForm(view, extension))
    }`,
  });
}

function declared({ context }: AdminView): DeclaredExtension[] {
  return readExtensions(context.settings.extensionsRoot);
}

function shopForm({ shop }: AdminView): Html {
  const { hasNetworkAccess, canUpdateDiscountCodes, saysYesToCodesLeftOut } = hostSettings(shop);
  const check = (name: string, label: string, isOn: boolean): Html =>
    html`<label class="check"
      ><input type="checkbox" name="${name}" ${isOn && html`checked`} /> ${label}</label
    >`;
  return html`<form
    class="sheet"
    method="post"
    action="${adminPath(shop, EDITOR_PATH)}"
    aria-labelledby="allowed"
  >
    <h2 id="allowed">What this store allows</h2>
    ${check("plus", "Shopify Plus: extensions stand in the checkout, too", shop.plan === "plus")}
    ${check("network", "Network access is approved for the app", hasNetworkAccess)}
    ${check("codes", "Discount codes may be changed in the checkout", canUpdateDiscountCodes)}
    ${check("left-out", "Codes that go with no better one are left out without a word", saysYesToCodesLeftOut)}
    <button class="button" type="submit">Save</button>
  </form>`;
}

function extensionForm(view: AdminView, extension: DeclaredExtension): Html {
  const { shop } = view;
  const { folder, name, targets, settings } = extension;
  const { removed } = hostSettings(shop);
  const values = valuesOf(shop, extension);
  return html`<form
    class="sheet"
    method="post"
    action="${adminPath(shop, `${EDITOR_PATH}/${folder}`)}"
    aria-label="${name}"
  >
    <h2>${name}</h2>
    ${targets.map(
      (target) =>
        html`<label class="check"
          ><input
            type="checkbox"
            name="target"
            value="${target}"
            ${!removed.has(`${folder}/${target}`) && html`checked`}
          />
          Stands at
          <span class="mono">${target}</span>
          ${isForPlusOnly(target) && html`<span class="soft small">(Plus stores)</span>`}</label
        >`,
    )}
    ${settings.map((setting) => settingField(folder, setting, values[setting.key]))}
    <button class="button" type="submit">Save</button>
  </form>`;
}

function settingField(
  folder: string,
  { key, type, name, description, choices }: DeclaredSetting,
  value: ExtensionSettingValue | undefined,
): Html {
  const field = `setting-${key}`;
  const info = description !== null && html`<span class="soft small">${description}</span>`;
  if (type === "boolean") {
    return html`<label class="check"
      ><input type="checkbox" name="${field}" ${value === true && html`checked`} /> ${name}
      ${info}</label
    >`;
  }
  const id = `${folder}-${key}`;
  const text = String(value ?? "");
  return html`<div class="field">
    <label for="${id}">${name}</label>
    ${
      choices.length === 0
        ? html`<input id="${id}" name="${field}" value="${text}" />`
        : html`<select id="${id}" name="${field}">
            <option value="">–</option>
            ${choices.map(
              (choice) =>
                html`<option value="${choice.value}" ${choice.value === text && html`selected`}>
                  ${choice.label}
                </option>`,
            )}
          </select>`
    }${info}
  </div>`;
}

export function acceptHostSettings({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, EDITOR_PATH), (form) => {
    const settings = hostSettings(shop);
    settings.hasNetworkAccess = form.has("network");
    settings.canUpdateDiscountCodes = form.has("codes");
    settings.saysYesToCodesLeftOut = form.has("left-out");
    const isPlus = form.has("plus");
    if (isPlus !== (shop.plan === "plus")) {
      updateShop(context, shop, { plan: isPlus ? "plus" : "basic" });
    }
    return "What the store allows is saved.";
  });
}

export function acceptExtensionSettings(view: AdminView): SimulatorResponse {
  const { shop, request } = view;
  return acceptChange(request, adminPath(shop, EDITOR_PATH), (form) => {
    const folder = request.params["folder"] ?? "";
    const extension = declared(view).find((one) => one.folder === folder);
    if (!extension) return refuse("There is no such extension");
    const standing = form.getAll("target");
    const { removed } = hostSettings(shop);
    for (const target of extension.targets) {
      if (standing.includes(target)) removed.delete(`${folder}/${target}`);
      else removed.add(`${folder}/${target}`);
    }
    changeValues(shop, extension, settingsIn(form));
    return `${extension.name} is saved.`;
  });
}

function settingsIn(form: URLSearchParams): Record<string, string> {
  const prefix = "setting-";
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}
