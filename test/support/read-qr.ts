// Reads the picture of a QR code as a camera does.
import decodeQR from "qr/decode.js";

const PIXELS_PER_MODULE = 4;

/** Paints the dark modules of the picture's path, and reads what they say. */
export function readQr(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const width = size * PIXELS_PER_MODULE;
  const data = new Uint8Array(width * width * 4).fill(255);
  const path = /fill="#000" d="([^"]*)"/.exec(svg)?.[1] ?? "";
  for (const [, x = "", y = "", length = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = 0; row < PIXELS_PER_MODULE; row += 1) {
      const start = (Number(y) * PIXELS_PER_MODULE + row) * width + Number(x) * PIXELS_PER_MODULE;
      for (let pixel = 0; pixel < Number(length) * PIXELS_PER_MODULE; pixel += 1) {
        data.fill(0, (start + pixel) * 4, (start + pixel) * 4 + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}
