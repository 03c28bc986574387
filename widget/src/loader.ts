// The script that every page pays for: no framework, nothing before it is needed. It brings the
// panel on interaction, asks once, when the browser is idle, whether the number that Liquid painted
// is still true, and keeps the launcher off what shoppers want to press.

interface PanelModule {
  open(root: HTMLElement, view?: string): Promise<void>;
}

declare global {
  interface Window {
    /** The script has started. */
    regulars?: true;
  }
}

const IDLE_LIMIT_MS = 4_000;
const BALANCE_TIMEOUT_MS = 8_000;
const HASH = "#loyalty";
/** Of the theme editor. */
const REDRAWN = "shopify:section:load";
const REST_MS = 300;
const ROW_PX = 16;
/** What is pressed or filled in, other apps' frames, and what has the focus. */
const CONTROLS =
  "button,input,select,textarea,iframe,a[class*=btn],a[class*=button],[role=button],:focus";

const page = document;
let attempts = 0;
let scrolled = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let panel: Promise<PanelModule> | undefined;

/** The embed knows its corner; a block alone on the page will do. */
const find = () =>
  page.querySelector<HTMLElement>("[data-regulars=embed]") ??
  page.querySelector<HTMLElement>("[data-regulars]");
const hasPage = () => page.querySelector("[data-regulars-page]");
/** A document has nothing around it. */
const trigger = ({ target }: Event) =>
  (target as Partial<Element>).closest?.<HTMLElement>("[data-regulars-open]");

const on = (types: string, listener: (event: Event) => void) => {
  for (const type of types.split(",")) addEventListener(type, listener);
};

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
  delete dataset["regularsState"];
  load(root)
    .then((module) => module.open(root, view))
    .catch(() => {
      // Where nobody has pressed anything, what Liquid painted stays.
      if (view !== undefined) dataset["regularsState"] = "failed";
    });
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

/** Who has signed out leaves nothing behind for whoever uses the browser next. */
const forgetOthers = (whose: string | undefined) => {
  try {
    // What the panel showed last.
    const seen = "regulars:seen";
    if (!localStorage.getItem(seen)?.includes(`"whose":"${whose}`)) localStorage.removeItem(seen);
  } catch {
    // Nothing can be kept where the visitor blocks storage.
  }
};

/** Rises so far that it covers nothing; not at all where half the window is full. */
const rise = (corner: HTMLElement) => {
  const { left, right, bottom, height } = corner.getBoundingClientRect();
  let edge = bottom;
  for (let row = bottom; edge - row <= height; row -= ROW_PX) {
    const isTaken = [left, (left + right) / 2, right - 1].some((place) =>
      page
        .elementsFromPoint(place, row)
        .some((element) => element.matches(CONTROLS) && !corner.contains(element)),
    );
    if (isTaken) edge = row - ROW_PX;
    if (row < innerHeight / 2) edge = bottom;
  }
  corner.style.setProperty("--regulars-rise", `${bottom - edge}px`);
};

/**
 * At rest it rises; while somebody scrolls down, styles hide it on phones. They move what is in the
 * corner, by a transform, so that nothing on the page shifts.
 */
const stir = () => {
  // The theme editor draws it anew.
  const corner = page.querySelector<HTMLElement>(".regulars-corner");
  corner?.toggleAttribute("data-away", scrollY > scrolled);
  scrolled = scrollY;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!corner) return;
    rise(corner);
    corner.removeAttribute("data-away");
  }, REST_MS);
};

const start = ({ dataset }: HTMLElement) => {
  forgetOthers(dataset["whose"]);
  on("scroll,resize,load,focusin,click", stir);
  on("click", (event) => {
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
  on("pointerover,focusin", preload);
  on("hashchange", openFromHash);
  page.addEventListener("regulars:balance", (event) => show((event as CustomEvent).detail));
  openFromHash();
  const ask = () => {
    // Not before: where somebody has scrolled to is known once all is laid out, and asking sooner
    // would do that at once, for us.
    stir();
    // On a page of its own the panel opens by itself, and its answer has the balance.
    if (hasPage()) open();
    // What Liquid painted stays: a backend that is slow or away changes nothing on the page.
    else if (dataset["balance"]) {
      fetch(`${dataset["root"]}/balance?locale=${dataset["locale"]}`, {
        signal: AbortSignal.timeout(BALANCE_TIMEOUT_MS),
      })
        .then((response) => response.json())
        .then(show)
        .catch(() => {});
    }
  };
  // What the theme editor draws again has no panel in it.
  on(REDRAWN, ask);
  // Safari has no idle callback.
  if (!window.requestIdleCallback?.(ask, { timeout: IDLE_LIMIT_MS })) {
    setTimeout(ask, IDLE_LIMIT_MS);
  }
};

/** Two blocks on one page name the same script; it starts once. */
const begin = () => {
  const root = find();
  if (!root || window.regulars) return;
  window.regulars = true;
  start(root);
};
begin();
// Nobody documents that Shopify defers it: the page may not be all there.
on("load", begin);

// A module to the compiler; the build makes a plain script of it.
export {};
