// Text in one order everywhere: by its code units, whatever the machine's language.

/** Below zero where `a` comes first, above zero where `b` does, 0 where they are the same. Pure. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
