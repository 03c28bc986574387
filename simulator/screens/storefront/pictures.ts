// Pictures of products, drawn from their name and kind, so that the shop needs no photographs.
import type { Product } from "../../model.ts";
import { escapeHtml } from "../html.ts";

interface Palette {
  readonly wall: string;
  readonly glow: string;
  readonly body: string;
  readonly shade: string;
  readonly label: string;
  readonly ink: string;
}

const PALETTES: readonly Palette[] = [
  {
    wall: "#f3e3cf",
    glow: "#fbf3e6",
    body: "#5b3a29",
    shade: "#422818",
    label: "#f6ead9",
    ink: "#5b3a29",
  },
  {
    wall: "#f2d9c8",
    glow: "#fbeee4",
    body: "#b4552d",
    shade: "#8b3d1d",
    label: "#fdf2e7",
    ink: "#8b3d1d",
  },
  {
    wall: "#dfe6dc",
    glow: "#f1f5ee",
    body: "#3f5b4b",
    shade: "#2b4034",
    label: "#f2f5ea",
    ink: "#2f4739",
  },
  {
    wall: "#dbe3ea",
    glow: "#eff4f8",
    body: "#2f4a63",
    shade: "#1f3447",
    label: "#eef3f7",
    ink: "#23394d",
  },
  {
    wall: "#f1dfe0",
    glow: "#fbf0f0",
    body: "#7c3b46",
    shade: "#5a2731",
    label: "#fbeff0",
    ink: "#6b2f3a",
  },
  {
    wall: "#efe6c8",
    glow: "#faf6e6",
    body: "#8a6d1f",
    shade: "#685113",
    label: "#fbf6e2",
    ink: "#6b5415",
  },
];

type Drawing = (palette: Palette, name: string) => string;

const DRAWINGS: readonly { readonly words: RegExp; readonly draw: Drawing }[] = [
  { words: /\b(gift card|voucher)\b/i, draw: drawCard },
  { words: /\b(mug|cup|tumbler)s?\b/i, draw: drawMug },
  {
    words: /\b(filter|dripper|kettle|press|grinder|brewer|bottle|scale|equipment)s?\b/i,
    draw: drawDripper,
  },
  { words: /\b(tea|oolong|matcha|chai|sencha|tin)s?\b/i, draw: drawTin },
];

export function productPicture(product: Pick<Product, "title" | "productType" | "handle">): string {
  const palette = PALETTES[hashOf(product.handle) % PALETTES.length] ?? PALETTES[0];
  if (!palette) throw new Error("There is no palette to draw with.");
  const kind = `${product.title} ${product.productType}`;
  const draw = DRAWINGS.find(({ words }) => words.test(kind))?.draw ?? drawBag;
  const title = escapeHtml(product.title);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" role="img">
<title>${title}</title>
<defs><radialGradient id="glow" cx="50%" cy="38%" r="75%">
<stop offset="0" stop-color="${palette.glow}"/><stop offset="1" stop-color="${palette.wall}"/>
</radialGradient></defs>
<rect width="800" height="800" fill="url(#glow)"/>
<ellipse cx="400" cy="668" rx="230" ry="26" fill="${palette.shade}" opacity="0.16"/>
${draw(palette, product.title)}
</svg>`;
}

function drawBag(palette: Palette, name: string): string {
  return `<path d="M252 230 h296 l22 410 q2 26 -24 26 h-292 q-26 0 -24 -26 z"
fill="${palette.body}"/>
<path d="M548 230 l22 410 q2 26 -24 26 h-66 q34 -200 10 -436 z"
fill="${palette.shade}" opacity="0.55"/>
<rect x="244" y="176" width="312" height="66" rx="10" fill="${palette.shade}"/>
<rect x="244" y="200" width="312" height="8" fill="${palette.body}"/>
<circle cx="400" cy="288" r="12" fill="${palette.shade}"/>
<rect x="286" y="336" width="228" height="236" rx="12" fill="${palette.label}"/>
${bean(400, 396, palette.ink)}
${labelText(name, 400, 478, palette.ink)}
<rect x="330" y="542" width="140" height="4" rx="2" fill="${palette.ink}" opacity="0.4"/>`;
}

function drawMug(palette: Palette, name: string): string {
  return `<path d="M520 360 h54 q66 0 66 76 t-66 76 h-54 v-40 h46 q30 0 30 -36 t-30 -36 h-46 z"
fill="${palette.shade}"/>
<path d="M236 300 h300 v260 q0 106 -106 106 h-88 q-106 0 -106 -106 z" fill="${palette.body}"/>
<ellipse cx="386" cy="300" rx="150" ry="34" fill="${palette.shade}"/>
<ellipse cx="386" cy="304" rx="124" ry="24" fill="#2c1a10"/>
<path d="M330 240 q-26 -34 4 -66 t0 -66 M400 236 q-26 -34 4 -66 t0 -66
M466 240 q-26 -34 4 -66 t0 -66" fill="none"
stroke="${palette.label}" stroke-width="12" stroke-linecap="round" opacity="0.9"/>
${bean(386, 430, palette.label)}
${labelText(name, 386, 520, palette.label)}`;
}

function drawDripper(palette: Palette, name: string): string {
  return `<path d="M214 220 h372 l-120 210 h-132 z" fill="${palette.body}"/>
<path d="M586 220 l-120 210 h-50 l92 -210 z" fill="${palette.shade}" opacity="0.55"/>
<path d="M236 220 h328 l-24 42 h-280 z" fill="${palette.label}"/>
<rect x="270" y="430" width="260" height="22" rx="11" fill="${palette.shade}"/>
<path d="M292 470 h216 l34 150 q8 46 -40 46 h-204 q-48 0 -40 -46 z"
fill="${palette.label}" opacity="0.85"/>
<path d="M276 560 h248 l14 60 q8 46 -40 46 h-196 q-48 0 -40 -46 z" fill="#3a2115" opacity="0.85"/>
<path d="M400 452 v96" stroke="#3a2115" stroke-width="8" stroke-linecap="round"/>
${labelText(name, 400, 336, palette.label)}`;
}

function drawTin(palette: Palette, name: string): string {
  return `<rect x="262" y="220" width="276" height="446" rx="26" fill="${palette.body}"/>
<path d="M470 220 h42 q26 0 26 26 v394 q0 26 -26 26 h-42 z" fill="${palette.shade}" opacity="0.55"/>
<rect x="250" y="168" width="300" height="78" rx="20" fill="${palette.shade}"/>
<rect x="262" y="330" width="276" height="220" fill="${palette.label}"/>
<path d="M400 430 q-64 -16 -48 -76 q62 4 48 76 q-14 -72 48 -76 q16 60 -48 76"
fill="${palette.ink}"/>
${labelText(name, 400, 476, palette.ink)}`;
}

function drawCard(palette: Palette, name: string): string {
  return `<rect x="150" y="250" width="500" height="318" rx="34" fill="${palette.body}"/>
<path d="M650 380 v154 q0 34 -34 34 h-330 q220 -10 364 -188 z"
fill="${palette.shade}" opacity="0.6"/>
<path d="M318 250 v318 M150 350 h500" stroke="${palette.label}" stroke-width="18" opacity="0.85"/>
<path d="M318 350 q-86 -12 -70 -66 q44 -26 70 66 q26 -92 70 -66 q16 54 -70 66" fill="none"
stroke="${palette.label}" stroke-width="16"/>
${labelText(name, 470, 450, palette.label)}`;
}

function bean(x: number, y: number, colour: string): string {
  return `<g transform="translate(${x} ${y}) rotate(28)"><ellipse rx="24" ry="36" fill="${colour}"/>
<path d="M0 -34 q-14 18 0 34 t0 34"
fill="none" stroke="#fff" stroke-opacity="0.55" stroke-width="5"/></g>`;
}

const LINE_LENGTH = 13;
const MAXIMUM_LINES = 2;

function labelText(name: string, x: number, y: number, colour: string): string {
  const lines = wrap(name).map(
    (line, index) => `<tspan x="${x}" dy="${index === 0 ? 0 : 32}">${escapeHtml(line)}</tspan>`,
  );
  return `<text x="${x}" y="${y}" text-anchor="middle" fill="${colour}" font-size="26"
font-family="Georgia, 'Times New Roman', serif" font-weight="700">${lines.join("")}</text>`;
}

function wrap(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LINE_LENGTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.slice(0, MAXIMUM_LINES);
}

function hashOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
