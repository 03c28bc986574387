// What the points blocks are given, and what they say, read as a shopper reads it.
import { storefrontTerms } from "../../app/core/earning/storefront-terms.ts";
import type { StorefrontContext } from "../../app/core/earning/storefront-terms.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { demoProgram } from "./render-theme.ts";

/** A program as the app publishes it, through JSON. */
export const publishedFor = (document: ProgramDocument, context: StorefrontContext) => {
  const orders = storefrontTerms(document, context);
  const json = JSON.stringify(orders, (_key, part: unknown) =>
    typeof part === "bigint" ? Number(part) : part,
  );
  return { ...demoProgram, orders: JSON.parse(json) as object };
};

export type Told = { kind: "exact" | "least" | "most"; points: bigint } | { kind: "unknown" };

const KINDS = { "": "exact", " at least": "least", " up to": "most" } as const;

/** Silence is the promise of nothing. */
export const told = (words: string, text: string): Told => {
  if (text === "") return { kind: "exact", points: 0n };
  const found = new RegExp(`^${words}( at least| up to)? ([\\d,]+) Beans?`).exec(text);
  if (!found) return { kind: "unknown" };
  const [, how = "", number = ""] = found;
  return { kind: KINDS[how as keyof typeof KINDS], points: BigInt(number.replaceAll(",", "")) };
};

/** Throws where what is said is not what was credited. */
export const expectTrue = (said: Told, credited: bigint): void => {
  if (said.kind === "unknown") return;
  const { kind, points } = said;
  const isTrue = {
    exact: points === credited,
    least: points <= credited,
    most: points >= credited,
  };
  if (!isTrue[kind]) throw new Error(`It says ${kind} ${points}, and credited is ${credited}`);
};
