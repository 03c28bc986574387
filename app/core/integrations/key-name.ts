// The public name of an integration's key: it carries the shop, so that a request without a shop
// in its address still asks for rows of one tenant only.

const PREFIX = "rk";
const PATTERN =
  /^rk_([1-9]\d{0,17})_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

export interface IntegrationKey {
  readonly shopId: bigint;
  /** Of the integration, a UUID. */
  readonly id: string;
}

/** `rk_7_0197f3…`: the shop's number and the integration's id without its dashes. */
export function keyName({ shopId, id }: IntegrationKey): string {
  return `${PREFIX}_${shopId}_${id.replaceAll("-", "")}`;
}

/** Nothing for what is no name of a key. */
export function parseKeyName(text: string): IntegrationKey | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, shopId = "", ...parts] = match;
  return { shopId: BigInt(shopId), id: parts.join("-") };
}
