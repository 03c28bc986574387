/** @jsxImportSource preact */
// The module that the loader imports on interaction, and where a page of its own is given to the
// panel. `open` mounts the panel once per page and shows it.
import { Fragment, render } from "preact";
import { jsx } from "preact/jsx-runtime";
import type { Numbers } from "../contract/numbers.ts";
import { firstTextsIn } from "../words/first-texts.ts";
import type { Texts } from "../words/texts/en.ts";
import { createWording } from "../words/wording.ts";
import { writtenFormats } from "../words/written-formats.ts";
import { createStorefrontAdapter } from "./adapter.ts";
import type { JsxRuntime } from "./borrowed-jsx.ts";
import { createSeenMemory } from "./last-seen.ts";
import { PanelView } from "./components/panel-view.tsx";
import type { Ui } from "./components/ui.ts";
import { createPanelCore, createPanelModel } from "./models/panel-model.ts";
import type { PanelCore, PanelModel } from "./models/panel-model.ts";
import { toView } from "./models/panel-state.ts";
import type { Announce } from "./models/panel-state.ts";
import type { Part } from "./models/parts.ts";

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
  /** What it looks like at first. */
  styles?: string;
  /** What is fetched later looks like. */
  more?: string;
  title?: string;
  /** What the merchant wrote in the place of the first texts, as JSON. */
  first?: string;
  login?: string;
  register?: string;
  balance?: string;
  /** Tells people apart who use one browser after the other; says nothing about them. */
  whose?: string;
}

interface PanelHost extends HTMLElement {
  /** Missing while the panel is being made: that opening is under way already. */
  show?: (view: string | undefined) => Promise<void>;
}

/** Without a view it is shown as it is, where the page has a place for it. */
export const open = async (root: HTMLElement, view?: string): Promise<void> => {
  const place = document.querySelector<HTMLElement>("[data-regulars-page]");
  const home = place ?? root;
  const host = home.querySelector<PanelHost>(".regulars-host") ?? (await mount(root, place));
  await host.show?.(view);
};

/** The panel lives in a shadow tree: the theme's rules stay outside, its font comes in. */
const mount = async (root: HTMLElement, place: HTMLElement | null): Promise<PanelHost> => {
  const page = root.dataset as unknown as Page;
  const host: PanelHost = document.createElement("div");
  host.className = "regulars-host";
  (place ?? root).append(host);
  const shadow = host.attachShadow({ mode: "open" });
  // A panel without styles is still a dialog that works.
  await loadStyles(shadow, page.styles).catch(() => {});
  const model = createModel(page, shadow);
  const frame = place ? spread(host, place) : framed(host);
  shadow.append(frame.element);
  const draw = () => {
    render(<PanelView ui={uiOf(page, model, frame.close)} />, frame.element);
    // Until there is something to show, what Liquid painted stays in its place.
    if (place && model.store.get().answer) place.dataset["shown"] = "";
  };
  model.store.subscribe(draw);
  host.show = async (view) => {
    if (view !== undefined || !frame.isOpen()) model.show(...toView(view ?? ""));
    // A dialog is laid out the moment it opens: what is in it was drawn, and laid out, in tasks
    // before.
    await pause();
    frame.element.getBoundingClientRect();
    await pause();
    const isNew = !frame.isOpen();
    frame.show(view !== undefined);
    if (isNew) void model.load();
  };
  // Who comes out of a tunnel need not press anything.
  addEventListener("online", () => void (frame.isOpen() && model.load()));
  return host;
};

const createModel = (page: Page, shadow: ShadowRoot): PanelModel => {
  const storage = browserMemory();
  const { root, locale, whose, more } = page;
  let styles: Promise<unknown> | undefined;
  const seeAnew = () => {
    model.show("home");
    void model.load();
  };
  const core = createPanelCore({
    adapter: createStorefrontAdapter(root, locale, seeAnew, whose),
    storage,
    whose,
    memory: createSeenMemory(storage, whose && whose + locale),
    announce,
    copyText: async (text) => navigator.clipboard.writeText(text),
    loadPart: async (name, shared) => {
      // One stylesheet for all of them, asked for again after a failure.
      styles ??= loadStyles(shadow, more).catch((cause: unknown) => {
        styles = undefined;
        throw cause;
      });
      // Nothing is drawn before its rules are there.
      const [part] = await Promise.all([loadPart(page[name], shared), styles]);
      return part;
    },
    settle: pause,
  });
  const model = createPanelModel(core);
  return model;
};

/** Ends the task: what comes after it keeps nobody waiting who touches the page meanwhile. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** What the panel is drawn in. */
interface Frame {
  element: HTMLElement;
  isOpen: () => boolean;
  /** `isWanted`: somebody asked for it just now. */
  show: (isWanted: boolean) => void;
  close?: () => void;
}

/**
 * A native modal dialog: the browser keeps the focus inside and the page behind inert, and gives
 * the focus back.
 */
const framed = (host: HTMLElement): Frame => {
  const dialog = document.createElement("dialog");
  const close = () => dialog.close();
  dialog.setAttribute("aria-labelledby", "title");
  // Answering false would keep links, boxes and buttons from doing what they do.
  dialog.onclick = ({ target }) => {
    if (target === dialog) close();
  };
  dialog.onclose = () => {
    delete host.dataset["open"];
    forgetDeepLink();
  };
  const show = () => {
    if (dialog.open) return;
    dialog.showModal();
    host.dataset["open"] = "";
  };
  return { element: dialog, isOpen: () => dialog.open, show, close };
};

/** A part of the page, in the place of what Liquid painted there. */
const spread = (host: HTMLElement, { dataset }: HTMLElement): Frame => {
  const element = document.createElement("div");
  element.className = "page";
  let isOpen = false;
  const show = (isWanted: boolean) => {
    isOpen = true;
    if (!isWanted) return;
    dataset["shown"] = "";
    host.scrollIntoView();
    element.querySelector<HTMLElement>(".body")?.focus({ preventScroll: true });
  };
  return { element, isOpen: () => isOpen, show };
};

/** The language is the page's until the shop has answered, then that of the answer. */
const uiOf = (page: Page, model: PanelModel, close: Frame["close"]): Ui => {
  const state = model.store.get();
  const { answer } = state;
  const words = answer?.words as Texts | undefined;
  const own = words ?? (JSON.parse(page.first ?? "{}") as Texts);
  const texts = { ...firstTextsIn(words?.lang ?? page.locale), ...own };
  return {
    // Nothing is written before there is an answer.
    ...createWording(
      writtenFormats(answer?.numbers ?? ({} as Numbers)),
      texts,
      answer?.program.pointsName ?? page,
    ),
    model,
    state,
    ...(close && { close }),
    title: page.title,
    links: page,
    firstBalance: Number(page.balance),
    firstFigure: document.querySelector("[data-regulars-balance]")?.textContent,
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
  new Promise<unknown>((resolve, reject) => {
    if (!href) return resolve(undefined);
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = resolve;
    link.onerror = reject;
    shadow.append(link);
  });

/** Reading the property throws where the visitor blocks storage. */
const browserMemory = (): Storage | undefined => {
  try {
    return localStorage;
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
