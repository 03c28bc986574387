// The theme editor: which app embeds are on, where app blocks stand, and their settings, beside a
// live preview of the shop.
import { readForm, redirect } from "../../server.ts";
import type { SimulatorResponse } from "../../server.ts";
import { badNotice, notices } from "../desk/notices.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { isAllowedOn } from "../liquid/block-schema.ts";
import type { BlockSetting, SettingValue } from "../liquid/block-schema.ts";
import type { ThemeBlock } from "../liquid/extension.ts";
import {
  BLOCK_TEMPLATES,
  blockSettings,
  blockTemplates,
  changeSettings,
  isEmbed,
  isEmbedOn,
  placeBlock,
  switchEmbed,
} from "../theme-settings.ts";
import { acceptChange } from "./changes.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const EDITOR_PATH = "/themes/current/editor";

export function themeEditorPage(view: AdminView): SimulatorResponse {
  const { context, shop, request } = view;
  const asked = askedBlock(view);
  const extension = view.readExtension();
  const search = request.url.searchParams;
  const storefront = context.storefrontOrigin(shop.handle);
  const preview = new URL(previewPath(search.get("template") ?? "index"), storefront);
  preview.searchParams.set("design_mode", "1");
  return adminResponse(view, {
    title: "Theme editor",
    section: "themes",
    frameSources: [storefront],
    isBare: true,
    content: html`<main id="main" class="editor" tabindex="-1" aria-label="Theme editor">
      <div class="settings">
        <h1>Theme editor</h1>
        ${!shop.installation && badNotice(`${context.app.name} is not installed: its blocks wait.`)}
        ${extension.problems.map(badNotice)}${notices(search)}
        ${
          asked &&
          html`<div class="notice" role="status">
            <p>
              <b>${asked.schema.name}</b> was asked for by ${context.app.name}. It is switched on
              below; save to keep it.
            </p>
          </div>`
        }
        <h2>App embeds</h2>
        ${extension.blocks.filter(isEmbed).map((block) => embedForm(view, block, asked))}
        <h2>App blocks</h2>
        ${extension.blocks
          .filter((block) => !isEmbed(block))
          .map((block) => blockForm(view, block, asked))}
        ${extension.blocks.length === 0 && html`<p class="soft">The app brings no blocks.</p>`}
      </div>
      <iframe title="Preview of the shop" src="${preview.href}"></iframe>
    </main>`,
  });
}

/** `activateAppId` and `addAppBlockId` name the app and the block by `app/block`. */
function askedBlock({ context, request, readExtension }: AdminView): ThemeBlock | null {
  const search = request.url.searchParams;
  const wanted = search.get("activateAppId") ?? search.get("addAppBlockId") ?? "";
  const [app = "", handle = ""] = wanted.split("/");
  if (app !== context.settings.apiKey && app !== context.app.handle) return null;
  return readExtension().blocks.find((block) => block.handle === handle) ?? null;
}

function previewPath(template: string): string {
  if (template === "cart") return "/cart";
  if (template === "customers/account") return "/account";
  return template === "product" || template === "collection" ? "/collections/all" : "/";
}

function embedForm(view: AdminView, block: ThemeBlock, asked: ThemeBlock | null): Html {
  const isAsked = block === asked;
  const isOn = isEmbedOn(view.shop, block.handle) || isAsked;
  return html`<form
    class="block ${isAsked && "asked"}"
    method="post"
    action="${adminPath(view.shop, `${EDITOR_PATH}/embed`)}"
    aria-label="${block.schema.name}"
  >
    <input type="hidden" name="handle" value="${block.handle}" />
    <h3>${block.schema.name}</h3>
    <label class="check"
      ><input type="checkbox" name="on" value="1" ${isOn && html`checked`} /> Show on the
      shop</label
    >
    ${settingFields(view, block)}
    <button class="button" type="submit">Save</button>
  </form>`;
}

function blockForm(view: AdminView, block: ThemeBlock, asked: ThemeBlock | null): Html {
  const places: readonly string[] = blockTemplates(view.shop, block);
  const wanted = block === asked ? view.request.url.searchParams.get("template") : null;
  const possible = BLOCK_TEMPLATES.filter(({ name }) => isAllowedOn(block.schema, name));
  return html`<form
    class="block ${block === asked && "asked"}"
    method="post"
    action="${adminPath(view.shop, `${EDITOR_PATH}/block`)}"
    aria-label="${block.schema.name}"
  >
    <input type="hidden" name="handle" value="${block.handle}" />
    <h3>${block.schema.name}</h3>
    <fieldset>
      <legend>Stands on</legend>
      ${possible.map(
        ({ name, label }) =>
          html`<label class="check"
            ><input
              type="checkbox"
              name="template"
              value="${name}"
              ${(places.includes(name) || wanted === name) && html`checked`}
            />
            ${label}</label
          >`,
      )}
    </fieldset>
    ${settingFields(view, block)}
    <button class="button" type="submit">Save</button>
  </form>`;
}

function settingFields(view: AdminView, block: ThemeBlock): Html {
  const values = blockSettings(view.shop, block);
  return html`${block.schema.settings.map((setting) => {
    if (setting.type === "header") return html`<h4>${setting.content}</h4>`;
    if (setting.type === "paragraph") return html`<p class="soft small">${setting.content}</p>`;
    if (setting.id === undefined) return null;
    return settingField(`${block.handle}-${setting.id}`, setting.id, setting, values[setting.id]);
  })}`;
}

function settingField(
  inputId: string,
  name: string,
  setting: BlockSetting,
  value: SettingValue | undefined,
): Html {
  const label = setting.label ?? name;
  const field = `setting-${name}`;
  if (setting.type === "checkbox") {
    return html`<label class="check"
      ><input type="checkbox" name="${field}" ${value === true && html`checked`} /> ${label}</label
    >`;
  }
  const text = String(value ?? "");
  const info = setting.info && html`<span class="soft small">${setting.info}</span>`;
  if (setting.options) {
    return html`<div class="field">
      <label for="${inputId}">${label}</label>
      <select id="${inputId}" name="${field}">
        ${setting.options.map(
          (option) =>
            html`<option value="${option.value}" ${option.value === text && html`selected`}>
              ${option.label}
            </option>`,
        )}</select
      >${info}
    </div>`;
  }
  const unit = setting.unit ? ` (${setting.unit})` : "";
  return html`<div class="field">
    <label for="${inputId}">${label}${unit}</label>
    <input
      id="${inputId}"
      name="${field}"
      type="${inputType(setting.type)}"
      value="${text}"
      ${setting.min !== undefined && html`min="${setting.min}"`}
      ${setting.max !== undefined && html`max="${setting.max}"`}
      ${setting.step !== undefined && html`step="${setting.step}"`}
      placeholder="${setting.placeholder}"
    />${info}
  </div>`;
}

function inputType(type: string): string {
  if (type === "color") return "color";
  return type === "range" || type === "number" ? "number" : type === "url" ? "url" : "text";
}

export function acceptEmbed(view: AdminView): SimulatorResponse {
  return saveBlock(view, (block, form) => switchEmbed(view.shop, block.handle, form.has("on")));
}

export function acceptBlock(view: AdminView): SimulatorResponse {
  return saveBlock(view, (block, form) => {
    const wanted = form.getAll("template");
    const places = BLOCK_TEMPLATES.map(({ name }) => name).filter((name) => wanted.includes(name));
    placeBlock(view.shop, block.handle, places);
  });
}

function saveBlock(
  view: AdminView,
  save: (block: ThemeBlock, form: URLSearchParams) => void,
): SimulatorResponse {
  const { shop, request } = view;
  const backTo = adminPath(shop, EDITOR_PATH);
  const handle = readForm(request).get("handle");
  const block = view.readExtension().blocks.find((candidate) => candidate.handle === handle);
  if (!block) return redirect(`${backTo}?refused=${encodeURIComponent("There is no such block.")}`);
  return acceptChange(request, backTo, (form) => {
    save(block, form);
    if ([...form.keys()].some((name) => name.startsWith("setting-"))) {
      changeSettings(shop, block, settingsOf(form));
    }
    return `${block.schema.name} is saved.`;
  });
}

function settingsOf(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith("setting-") ? [[name.slice("setting-".length), value]] : [],
    ),
  );
}
