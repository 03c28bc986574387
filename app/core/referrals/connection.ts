// The internet connection from which somebody comes, as far as it may be told from others.

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
/** A connection has one prefix of this many groups; what follows belongs to its devices. */
const PREFIX_GROUPS = 4;
const GROUPS = 8;
const MAX_CHARACTERS = 45;

/**
 * The address of a connection in one writing: of IPv6 the first half, because each device of a
 * household has a second half of its own. Null for what is no address. `forwarded` is what the
 * header X-Forwarded-For says: the first address is the shopper's. Whoever sends the request can
 * write it, so it is weak: it can only add doubt.
 */
export function connectionOf(forwarded: string | null): string | null {
  const first = (forwarded ?? "").split(",", 1)[0]?.trim().toLowerCase() ?? "";
  const text = first.replace(/^::ffff:(?=\d+\.)/, "");
  if (text.length > MAX_CHARACTERS) return null;
  if (IPV4.test(text)) return text;
  return prefixOf(text);
}

function prefixOf(text: string): string | null {
  if (!/^[\da-f:]+$/.test(text) || !text.includes(":")) return null;
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return null;
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const missing = GROUPS - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  if (groups.some((group) => !/^[\da-f]{1,4}$/.test(group))) return null;
  const prefix = groups.slice(0, PREFIX_GROUPS).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${prefix.join(":")}::`;
}

function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":");
}
