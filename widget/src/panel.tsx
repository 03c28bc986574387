/** @jsxImportSource preact */
// The module that the loader imports on interaction. `open` mounts the panel once per page and shows it.
import { render } from "preact";
import { createStorefrontAdapter } from "./adapter.ts";
import { PanelView } from "./components/panel-view.tsx";
import type { Ui } from "./components/ui.ts";
import { en } from "./locales/en.ts";
import type { Texts } from "./locales/en.ts";
import { createPanelModel } from "./models/panel-model.ts";
import type { PanelModel } from "./models/panel-model.ts";
import { toView } from "./models/panel-state.ts";
import type { Announce } from "./models/panel-state.ts";
import { createRequestKeys } from "./request-keys.ts";
import { createWording } from "./wording.ts";

const SHOW_EVENT = "regulars:show";

export const open = async (root: HTMLElement, view: string): Promise<void> => {
  const shown = root.querySelector(".regulars-host");
  const host = shown ?? (await mount(root));
  host.dispatchEvent(new CustomEvent(SHOW_EVENT, { detail: view }));
};

/** The panel lives in a shadow tree: the theme's rules stay outside, its font comes in by inheritance. */
const mount = async (root: HTMLElement): Promise<HTMLElement> => {
  const { dataset } = root;
  const host = document.createElement("div");
  host.className = "regulars-host";
  root.append(host);
  const shadow = host.attachShadow({ mode: "open" });
  const [texts] = await Promise.all([
    loadTexts(dataset["texts"]),
    loadStyles(shadow, dataset["styles"]),
  ]);
  const place = document.createElement("div");
  shadow.append(place);
  const model = createPanelModel({
    adapter: createStorefrontAdapter(dataset["root"] ?? ""),
    keys: createRequestKeys(sessionMemory(), () => crypto.randomUUID()),
    announce,
    wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    copyText: async (text) => navigator.clipboard.writeText(text),
  });
  const draw = () =>
    render(<Panel host={host} model={model} texts={texts} page={dataset} />, place);
  model.store.subscribe(draw);
  draw();
  host.addEventListener(SHOW_EVENT, (event) => {
    model.show(toView((event as CustomEvent<string>).detail));
    const dialog = dialogOf(host);
    if (dialog?.open) return;
    dialog?.showModal();
    host.dataset["open"] = "";
    void model.load();
  });
  return host;
};

interface PanelProps {
  host: HTMLElement;
  model: PanelModel;
  texts: Texts;
  /** What Liquid wrote down for us in data attributes. */
  page: DOMStringMap;
}

/** A native modal dialog: the browser keeps the focus inside, the page behind inert, Escape working, and gives the focus back. */
const Panel = ({ host, model, texts, page }: PanelProps) => {
  const state = model.store.get();
  const { locale = texts.lang, one = "", other = "", cart = "/cart", login, register } = page;
  const words = createWording(locale, texts, state.answer?.program.pointsName ?? { one, other });
  const close = () => dialogOf(host)?.close();
  const ui: Ui = {
    ...words,
    model,
    state,
    close,
    title: page["title"],
    links: { cart, login, register },
    firstBalance: page["balance"] ? Number(page["balance"]) : undefined,
  };
  return (
    <dialog
      aria-labelledby="title"
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
      onClose={() => {
        delete host.dataset["open"];
        forgetDeepLink();
      }}
    >
      <PanelView ui={ui} />
    </dialog>
  );
};

const dialogOf = (host: HTMLElement) => host.shadowRoot?.querySelector("dialog");

const loadTexts = async (url: string | undefined): Promise<Texts> => {
  if (!url) return en;
  try {
    return ((await import(/* @vite-ignore */ url)) as { default: Texts }).default;
  } catch {
    // English is better than nothing; the next page tries again.
    return en;
  }
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
