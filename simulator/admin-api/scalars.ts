// What is wrong with a value given for a scalar, in Shopify's words. Null means nothing is.

const maximumUnsigned = 2n ** 64n - 1n;

export function findingOf(scalar: string, value: unknown): string | null {
  switch (scalar) {
    case "ID":
      return globalIdFinding(value);
    case "Int":
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
        ? null
        : notCoercible(value, "Int");
    case "Float":
      return typeof value === "number" ? null : notCoercible(value, "Float");
    case "String":
      return typeof value === "string" ? null : notCoercible(value, "String");
    case "Boolean":
      return typeof value === "boolean" ? null : notCoercible(value, "Boolean");
    case "Decimal":
    case "Money":
      return isDecimal(value) ? null : `invalid decimal '${String(value)}'`;
    case "UnsignedInt64":
      return unsignedFinding(value);
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value))
        ? null
        : `invalid DateTime '${String(value)}'`;
    case "Date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? null
        : `invalid date '${String(value)}'`;
    default:
      return null;
  }
}

export function isGlobalId(value: string): boolean {
  return /^gid:\/\/[A-Za-z0-9-]+\/[A-Za-z]+\/[^/\s]+$/.test(value);
}

function globalIdFinding(value: unknown): string | null {
  if (typeof value !== "string") return notCoercible(value, "ID");
  return isGlobalId(value) ? null : `Invalid global id '${value}'`;
}

function isDecimal(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
}

function unsignedFinding(value: unknown): string | null {
  const text = String(value);
  if (!/^-?\d+$/.test(text)) return `UnsignedInt64 invalid value '${text}'`;
  const number = BigInt(text);
  const fits = number >= 0n && number <= maximumUnsigned;
  return fits ? null : `UnsignedInt64 '${text}' is out of range`;
}

function notCoercible(value: unknown, type: string): string {
  return `Could not coerce value ${JSON.stringify(value)} to ${type}`;
}
