// Sizes, spaces and roles, as the elements' properties name them, in the terms of a browser.
import type { StandIn } from "./stand-in.ts";

const SPACES: Readonly<Record<string, string>> = {
  none: "0",
  "small-500": "0.125rem",
  "small-400": "0.25rem",
  "small-300": "0.375rem",
  "small-200": "0.5rem",
  "small-100": "0.625rem",
  small: "0.75rem",
  base: "1rem",
  large: "1.25rem",
  "large-100": "1.5rem",
  "large-200": "2rem",
  "large-300": "2.5rem",
  "large-400": "3rem",
  "large-500": "3.5rem",
};

const ROLES: Readonly<Record<string, string>> = {
  status: "status",
  alert: "alert",
  list: "list",
  "list-item": "listitem",
  navigation: "navigation",
  section: "region",
  main: "main",
  aside: "complementary",
  header: "banner",
  footer: "contentinfo",
  separator: "separator",
  "ordered-list": "list",
  "unordered-list": "list",
};

/** One to four words: each a space of the scale. */
export function space(words: string): string {
  return words
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => SPACES[word] ?? "0")
    .join(" ");
}

export function roleOf(element: StandIn): string {
  return ROLES[element.attr("accessibilityrole")] ?? "";
}

const ALIGNMENTS: Readonly<Record<string, string>> = {
  start: "flex-start",
  end: "flex-end",
  center: "center",
  stretch: "stretch",
  baseline: "baseline",
  "space-between": "space-between",
  "space-around": "space-around",
  "space-evenly": "space-evenly",
};

export function alignment(word: string): string {
  return ALIGNMENTS[word] ?? "";
}

const QUERY = /^@container(?:\s+[\w-]+)?\s*\(inline-size\s*([<>]=?)\s*(\d+)px\)\s*(.+),\s*(.+?)$/;

/** A value may ask how wide its place is: `@container (inline-size > 500px) one, other`. */
export function plainValue(text: string, width = globalThis.innerWidth): string {
  const [, sign = "", pixels = "0", one = "", other = ""] = QUERY.exec(text) ?? [];
  if (sign === "") return text;
  const limit = Number(pixels);
  const isSame = sign.endsWith("=") && width === limit;
  const isMet = isSame || (sign.startsWith(">") ? width > limit : width < limit);
  return isMet ? one.trim() : other.trim();
}

export function applyBox(element: StandIn, box: HTMLElement): void {
  const style = box.style;
  for (const name of ["padding", "padding-inline", "padding-block"]) {
    const value = plainValue(element.attr(name.replace("-", "")));
    if (value) style.setProperty(name, space(value));
    else style.removeProperty(name);
  }
  for (const [name, property] of Object.entries(LENGTHS)) {
    const value = plainValue(element.attr(name));
    if (value && value !== "auto") style.setProperty(property, value);
    else style.removeProperty(property);
  }
  const radius = element.attr("borderradius");
  const background = element.attr("background");
  box.className = [
    box.dataset["part"],
    background && background !== "transparent" && `background-${background}`,
    element.attr("border") && element.attr("border") !== "none" && "bordered",
    radius && radius !== "none" && "rounded",
    element.attr("display") === "none" && "gone",
  ]
    .filter(Boolean)
    .join(" ");
}

const LENGTHS: Readonly<Record<string, string>> = {
  inlinesize: "inline-size",
  blocksize: "block-size",
  mininlinesize: "min-inline-size",
  maxinlinesize: "max-inline-size",
  minblocksize: "min-block-size",
  maxblocksize: "max-block-size",
};
