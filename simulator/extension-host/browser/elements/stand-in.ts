// What all stand-ins for Shopify's elements share: what an extension sets on them is read from
// attributes, drawn into a shadow tree, and drawn again when it changes. Members must not be called
// like a property of an element: Preact would overwrite them.
import { STYLES } from "./styles.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);

/** What elements do beyond their own frame. */
export interface Reach {
  open(href: string, isNewPage: boolean): void;
  copy(text: string): Promise<unknown>;
}

let reach: Reach | null = null;

export function reachWith(given: Reach): void {
  reach = given;
}

export abstract class StandIn extends HTMLElement {
  /** Whether its drawing depends on the elements inside it. */
  static readonly readsChildren: boolean = false;
  protected readonly shadow: ShadowRoot;
  #isBuilt = false;

  constructor() {
    super();
    this.shadow = this.attachShadow({ mode: "open", delegatesFocus: true });
    this.shadow.adoptedStyleSheets = [sheet];
  }

  connectedCallback(): void {
    if (!this.#isBuilt) this.build();
    this.#isBuilt = true;
    this.draw();
  }

  /** What was set has changed. */
  refresh(): void {
    if (this.#isBuilt) this.draw();
  }

  /** Once, when it stands on the page for the first time. */
  protected abstract build(): void;

  protected draw(): void {}

  attr(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  isOn(name: string): boolean {
    const value = this.getAttribute(name);
    return value !== null && value !== "false";
  }

  protected get reach(): Reach {
    if (!reach) throw new Error("Elements are used before the page has told what they may do");
    return reach;
  }

  protected piece<Found extends HTMLElement>(name: string): Found {
    const found = this.shadow.querySelector<Found>(`[data-part="${name}"]`);
    if (!found) throw new Error(`<${this.localName}> has no part "${name}"`);
    return found;
  }

  protected markup(markup: string): void {
    this.shadow.innerHTML = markup;
  }

  /** Carries out `command` on the element that `commandFor` names. */
  protected giveCommand(): void {
    const target = document.querySelector(`#${CSS.escape(this.attr("commandfor"))}`);
    if (target instanceof StandIn) target.obeyCommand(this.attr("command") || "--auto");
  }

  obeyCommand(name: string): void {
    console.error(`<${this.localName}> knows no command "${name}"`);
  }
}

/**
 * Events that browsers do not know. Preact asks an element for the handler's name to learn how the
 * event is spelt.
 */
for (const name of ["afterhide", "aftershow", "copyerror", "dismiss", "hide", "remove", "show"]) {
  Object.defineProperty(StandIn.prototype, `on${name}`, { value: null, writable: true });
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null || value === "") element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Headings go down with each section around them. */
export function headingLevel(element: Element): number {
  let level = 2;
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (around.localName === "s-section" && around.hasAttribute("heading")) level += 1;
  }
  return Math.min(level, 6);
}
