// A Liquid value as the text that Liquid itself would print.

export function liquidText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return value.toString();
  }
  if (Array.isArray(value)) return value.map(liquidText).join("");
  const plain: unknown = Object(value).valueOf();
  return plain === value ? JSON.stringify(value) : liquidText(plain);
}
