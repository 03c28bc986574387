// QR codes as SVG: sharp at any size, and small.
import { encodeQR } from "qr";

/** Around the modules, as the standard asks for. */
const QUIET_MODULES = 4;
/** Longer texts make codes that phones read badly from a screen. */
const MAX_TEXT_CHARACTERS = 600;

export interface QrLook {
  /** What readers of the screen hear in place of the picture. */
  readonly title: string;
}

/**
 * Dark modules on white, whatever the page around it looks like: cameras need the contrast. Throws
 * a RangeError for a text that is empty or too long.
 */
export function qrSvg(text: string, { title }: QrLook): string {
  if (text === "" || text.length > MAX_TEXT_CHARACTERS) {
    throw new RangeError(`A QR code holds 1 to ${MAX_TEXT_CHARACTERS} characters`);
  }
  const modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET_MODULES });
  const size = modules.length;
  const path = modules.map(rowPath).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" ` +
    `shape-rendering="crispEdges"><title>${escaped(title)}</title>` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}

/** Neighbouring dark modules of a row as one stroke. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    let end = x;
    while (row[end]) end += 1;
    path += `M${x} ${y}h${end - x}v1H${x}z`;
    x = end;
  }
  return path;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What a route answers with: a picture that carries nothing out. */
export const svgHeaders = {
  "content-type": "image/svg+xml",
  "content-security-policy": "default-src 'none'",
  "x-content-type-options": "nosniff",
} as const;
