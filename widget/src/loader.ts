// The script that every page pays for: no framework, nothing before it is needed. It brings the
// panel on interaction, and asks once, when the browser is idle, whether the number that Liquid
// painted is still true.

interface PanelModule {
  open(root: HTMLElement, view?: string): Promise<void>;
}

const IDLE_LIMIT_MS = 4_000;
const BALANCE_TIMEOUT_MS = 8_000;
const HASH = "#loyalty";
const STATE = "regularsState";
/** Where the panel keeps what it showed last. */
const SEEN = "regulars:seen";

const page = document;
const started = "regulars";
let attempts = 0;
let panel: Promise<PanelModule> | undefined;

/** The embed knows its corner; a block alone on the page will do. */
const find = () =>
  page.querySelector<HTMLElement>("[data-regulars=embed]") ??
  page.querySelector<HTMLElement>("[data-regulars]");
const hasPage = () => page.querySelector("[data-regulars-page]");
const trigger = ({ target }: Event) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-regulars-open]") : null;

/** A failed import stays failed under its address: another fragment makes it a new one. */
const load = (root: HTMLElement) =>
  (panel ??= (
    import(/* @vite-ignore */ `${root.dataset["panel"]}#${attempts++}`) as Promise<PanelModule>
  ).catch((cause: unknown) => {
    panel = undefined;
    throw cause;
  }));

const open = (view?: string) => {
  const root = find();
  if (!root) return;
  // Styles read it: a line beside each button, written by Liquid, says when the panel could not be
  // opened.
  const { dataset } = page.documentElement;
  dataset[STATE] = "loading";
  load(root)
    .then((module) => module.open(root, view))
    .then(
      () => delete dataset[STATE],
      // Nobody has pressed anything: what Liquid painted stays.
      () => (dataset[STATE] = view === undefined ? "" : "failed"),
    );
};

const openFromHash = () => {
  if (location.hash.startsWith(HASH)) open(location.hash.slice(HASH.length + 1));
};

/**
 * What can be spent, written by the app: with the first number that a browser writes in a language
 * it is busy for longer than with all that we do. Who is answered like nobody is told no figure.
 */
interface Told {
  available: number;
  figure?: string;
  isOne: boolean;
}

/**
 * Every text node beside the number is replaced, also by its like: a node that moves is a layout
 * shift, a new one is not.
 */
const show = ({ available, figure, isOne }: Told) => {
  const root = find();
  if (!root || !figure || root.dataset["balance"] === `${available}`) return;
  const { dataset } = root;
  dataset["balance"] = `${available}`;
  const all = (name: string) => page.querySelectorAll(`[data-regulars-${name}]`);
  for (const place of all("balance")) place.replaceChildren(figure);
  for (const place of all("unit")) {
    place.replaceChildren(`\u00a0${dataset[isOne ? "one" : "other"]}`);
  }
  for (const bar of all("progress")) (bar as HTMLProgressElement).value = available;
};

const confirmBalance = async ({ dataset }: HTMLElement) => {
  const response = await fetch(`${dataset["root"]}/balance?locale=${dataset["locale"]}`, {
    signal: AbortSignal.timeout(BALANCE_TIMEOUT_MS),
  });
  show(await response.json());
};

/** Who has signed out leaves nothing behind for whoever uses the browser next. */
const forgetOthers = (whose: string | undefined) => {
  try {
    if (whose && localStorage.getItem(SEEN)?.includes(whose)) return;
    localStorage.removeItem(SEEN);
  } catch {
    // Nothing can be kept where the visitor blocks storage.
  }
};

const start = (root: HTMLElement) => {
  const { launcher, whose } = root.dataset;
  forgetOthers(whose);
  // A launcher that stays where it is opens the panel all the same.
  if (launcher) import(/* @vite-ignore */ launcher).catch(() => {});
  page.addEventListener("click", (event) => {
    const button = trigger(event);
    if (!button) return;
    // Safari gives no focus to a clicked button; the dialog must find its way back.
    button.focus();
    open(button.dataset["regularsOpen"] ?? "");
  });
  const preload = (event: Event) => {
    const target = trigger(event) && find();
    // Nothing is lost when it fails: the click tries again.
    if (target) load(target).catch(() => {});
  };
  for (const type of ["pointerover", "focusin"]) page.addEventListener(type, preload);
  addEventListener("hashchange", openFromHash);
  page.addEventListener("regulars:balance", (event) => show((event as CustomEvent).detail));
  openFromHash();
  // On a page of its own the panel opens by itself, and its answer has the balance.
  const isPage = hasPage();
  // What the theme editor draws again has no panel in it.
  page.addEventListener("shopify:section:load", () => {
    if (hasPage()) open();
  });
  if (isPage || root.dataset["balance"]) {
    const ask = () => {
      if (isPage) open();
      // What Liquid painted stays: a backend that is slow or away changes nothing on the page.
      else confirmBalance(root).catch(() => {});
    };
    if ("requestIdleCallback" in window) requestIdleCallback(ask, { timeout: IDLE_LIMIT_MS });
    // Safari has no idle callback.
    else setTimeout(ask, IDLE_LIMIT_MS);
  }
};

/** Two blocks on one page name the same script; it starts once. */
const begin = () => {
  const root = find();
  if (!root || started in window) return;
  Object.assign(window, { [started]: true });
  start(root);
};

if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", begin);
else begin();

// A module to the compiler; the build makes a plain script of it.
export {};
