/** @jsxImportSource preact */
// The module that the loader imports on interaction. `open` mounts the panel once per page and
// shows it.
import { Fragment, render } from "preact";
import { jsx } from "preact/jsx-runtime";
import { firstTextsIn } from "../words/first-texts.ts";
import type { Texts } from "../words/texts/en.ts";
import { createWording } from "../words/wording.ts";
import { createStorefrontAdapter } from "./adapter.ts";
import type { JsxRuntime } from "./borrowed-jsx.ts";
import { PanelView } from "./components/panel-view.tsx";
import type { Ui } from "./components/ui.ts";
import { createPanelModel } from "./models/panel-model.ts";
import type { PanelCore, PanelModel } from "./models/panel-model.ts";
import { toView } from "./models/panel-state.ts";
import type { Announce } from "./models/panel-state.ts";
import type { Part } from "./models/parts.ts";
import { createRequestKeys } from "./request-keys.ts";

/** What Liquid wrote down for us, in the root's data attributes. */
interface Page {
  root: string;
  activity: string;
  earn: string;
  invitation: string;
  rewards: string;
  locale: string;
  cart: string;
  one: string;
  other: string;
  styles?: string;
  title?: string;
  login?: string;
  register?: string;
  balance?: string;
}

interface PanelHost extends HTMLElement {
  /** Missing while the panel is being made: that opening is under way already. */
  show?: (view: string) => void;
}

export const open = async (root: HTMLElement, view: string): Promise<void> => {
  const host = root.querySelector<PanelHost>(".regulars-host") ?? (await mount(root));
  host.show?.(view);
};

/**
 * The panel lives in a shadow tree: the theme's rules stay outside, its font comes in by
 * inheritance. Its window is a native modal dialog: the browser keeps the focus inside and the page
 * behind inert, and gives the focus back.
 */
const mount = async (root: HTMLElement): Promise<PanelHost> => {
  const page = root.dataset as unknown as Page;
  const host: PanelHost = document.createElement("div");
  host.className = "regulars-host";
  root.append(host);
  const shadow = host.attachShadow({ mode: "open" });
  await loadStyles(shadow, page.styles);
  const dialog = document.createElement("dialog");
  shadow.append(dialog);
  const close = () => dialog.close();
  const model = createPanelModel({
    adapter: createStorefrontAdapter(page.root, page.locale),
    keys: createRequestKeys(sessionMemory(), () => crypto.randomUUID()),
    announce,
    wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    copyText: async (text) => navigator.clipboard.writeText(text),
    loadPart: (name, core) => loadPart(page[name], core),
  });
  const draw = () => render(<PanelView ui={uiOf(page, model, close)} />, dialog);
  model.store.subscribe(draw);
  draw();
  dialog.setAttribute("aria-labelledby", "title");
  // Answering false would keep links, boxes and buttons from doing what they do.
  dialog.onclick = ({ target }) => {
    if (target === dialog) close();
  };
  dialog.onclose = () => {
    delete host.dataset["open"];
    forgetDeepLink();
  };
  host.show = (view) => {
    model.show(...toView(view));
    if (dialog.open) return;
    dialog.showModal();
    host.dataset["open"] = "";
    void model.load();
  };
  return host;
};

/** The language is the page's until the shop has answered, then that of the answer. */
const uiOf = (page: Page, model: PanelModel, close: () => void): Ui => {
  const state = model.store.get();
  const words = state.answer?.words as Texts | undefined;
  const texts = { ...firstTextsIn(words?.lang ?? page.locale), ...words };
  return {
    ...createWording(page.locale, texts, state.answer?.program.pointsName ?? page),
    model,
    state,
    close,
    title: page.title,
    links: page,
    firstBalance: page.balance ? Number(page.balance) : undefined,
  };
};

/** A failed import stays failed under its address: another fragment makes it a new one. */
let attempts = 0;
const loadPart = async (url: string, core: PanelCore): Promise<Part> => {
  const module: { default: (runtime: JsxRuntime, core: PanelCore) => Part } = await import(
    /* @vite-ignore */ `${url}#${attempts++}`
  );
  return module.default({ jsx, Fragment }, core);
};

const loadStyles = (shadow: ShadowRoot, href: string | undefined) =>
  new Promise<unknown>((resolve) => {
    if (!href) return resolve(undefined);
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    // A panel without styles is still a dialog that works.
    link.onload = link.onerror = resolve;
    shadow.append(link);
  });

/** Reading the property throws where the visitor blocks storage. */
const sessionMemory = (): Storage | undefined => {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
};

const announce: Announce = (name, detail) =>
  void document.dispatchEvent(new CustomEvent(name, { detail }));

const forgetDeepLink = () => {
  if (location.hash.startsWith("#loyalty")) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
};
