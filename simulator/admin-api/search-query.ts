// The search syntax of list queries, as far as words and field filters joined by AND go:
// "updated_at:>'2026-03-01T00:00:00Z' AND test:false".

import { gap, topLevel } from "./errors.ts";

type Operator = ":" | ":>" | ":>=" | ":<" | ":<=";
export type Term = { field: string; operator: Operator; value: string };

/** The field of a word that names none. */
export const anywhere = "";

export function parseSearch(text: string): Term[] {
  const terms: Term[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = /^([a-z_]+)(:(?:>=|<=|>|<)?)\s*(?:'([^']*)'|"([^"]*)"|([^\s()]+))\s*/i.exec(rest);
    const word = match ? null : /^([\w-]+)\s*/.exec(rest);
    if (match?.[1] && match[2]) {
      const value = match[3] ?? match[4] ?? match[5] ?? "";
      terms.push({ field: match[1].toLowerCase(), operator: match[2] as Operator, value });
    } else if (word?.[1]) {
      terms.push({ field: anywhere, operator: ":", value: word[1] });
    } else return gap(`the search "${text}"`);
    rest = rest.slice((match ?? word)?.[0].length).replace(/^AND\s+/i, "");
    if (/^(OR|NOT)\b/i.test(rest)) return gap(`OR and NOT in the search "${text}"`);
  }
  return terms;
}

export function matchesTime(term: Term, moment: string): boolean {
  const wanted = Date.parse(term.value);
  if (Number.isNaN(wanted)) {
    throw topLevel(`Invalid timestamp for query filter \`${term.field}\`.`, "BAD_REQUEST");
  }
  // Shopify compares whole seconds.
  return compare(term, Math.floor(Date.parse(moment) / 1000), Math.floor(wanted / 1000));
}

export function matchesNumber(term: Term, value: bigint): boolean {
  const digits = /(\d+)$/.exec(term.value)?.[1];
  return digits !== undefined && compare(term, value, BigInt(digits));
}

export function matchesText(term: Term, value: string | null): boolean {
  return term.operator === ":" && value?.toLowerCase() === term.value.toLowerCase();
}

function compare<Value extends number | bigint>(term: Term, left: Value, right: Value): boolean {
  switch (term.operator) {
    case ":":
      return left === right;
    case ":>":
      return left > right;
    case ":>=":
      return left >= right;
    case ":<":
      return left < right;
    case ":<=":
      return left <= right;
  }
}
