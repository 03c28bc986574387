// Addresses that Liquid builds: handles and picture addresses with their wanted size.
import { liquidText } from "./liquid-text.ts";

export function handleize(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

export function imageAddress(image: unknown, size: Readonly<Record<string, unknown>>): string {
  const source = imageSource(image);
  if (source === "") return "";
  const wanted = ["width", "height", "crop", "format"].flatMap((name) =>
    size[name] === undefined ? [] : [`${name}=${encodeURIComponent(liquidText(size[name]))}`],
  );
  if (wanted.length === 0) return source;
  return `${source}${source.includes("?") ? "&" : "?"}${wanted.join("&")}`;
}

/** A picture, or something that has one, as products do. */
function imageSource(image: unknown): string {
  if (typeof image === "string") return image;
  if (typeof image !== "object" || image === null) return "";
  if ("src" in image && typeof image.src === "string") return image.src;
  if ("featured_image" in image) return imageSource(image.featured_image);
  return "";
}
