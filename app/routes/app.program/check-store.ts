// What Shopify must say before a program can come into force, asked outside of any transaction:
// that everything which its rewards name is there, and that the store can give it.
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { fetchScopes } from "../../adapters/shopify/operations/fetch-scopes.ts";
import { fetchStoreFacts } from "../../adapters/shopify/operations/fetch-store-facts.ts";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import {
  parseProgramDocument,
  type ProgramDocument,
  type ProgramDocumentInput,
} from "../../core/program/document.ts";
import { scopeProblems, storeProblems, storeQuestion } from "../../core/program/store-problems.ts";
import type { Merchant } from "../../shopify.server.ts";
import { learnCurrency, learnScopes } from "../../usecases/update-shop.ts";

/** Longer than Shopify normally takes, shorter than a merchant's patience. */
const PATIENCE_MS = 8_000;

export type StoreCheck =
  | { outcome: "fits" }
  | { outcome: "invalid"; problems: readonly DocumentProblem[] }
  /** Nobody knows: the program can be kept as a draft, and tried again. */
  | { outcome: "store_silent" };

export interface StoreChecker {
  ofDocument: (document: ProgramDocument) => Promise<StoreCheck>;
  /** What is no program fits: whoever saves it says what is wrong. */
  ofInput: (input: ProgramDocumentInput) => Promise<StoreCheck>;
  /** The same for a file, whose amounts nobody has seen with the sign of a currency. */
  ofFile: (input: ProgramDocumentInput) => Promise<StoreCheck>;
}

export function storeChecker({ admin, shop }: Pick<Merchant, "admin" | "shop">): StoreChecker {
  const { currency, timeZone, scopes } = shop;
  const client = admin as unknown as AdminGraphql;

  /** The store has taken back what the app was allowed, and the app has not heard of it yet. */
  async function lookAtScopes(rewards: ProgramDocument["rewards"]): Promise<StoreCheck> {
    const answer = await fetchScopes(client, AbortSignal.timeout(PATIENCE_MS));
    if (answer.outcome !== "ok") return { outcome: "store_silent" };
    await learnScopes(shop.id, answer.data);
    const problems = scopeProblems(rewards, answer.data.join(","));
    return problems.length > 0 ? { outcome: "invalid", problems } : { outcome: "store_silent" };
  }

  async function check(
    { rewards }: ProgramDocument,
    currencyOf: (told: string) => string = () => currency,
  ): Promise<StoreCheck> {
    const question = storeQuestion(rewards, scopes);
    if (question === null) return { outcome: "fits" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetchStoreFacts(client, question, signal);
    if (answer.outcome === "unauthorised") return lookAtScopes(rewards);
    if (answer.outcome !== "ok") return { outcome: "store_silent" };
    const told = answer.data.currency;
    // From now on forms show it, so that whoever looks again can enter the right amounts.
    if (told !== currency) await learnCurrency(shop.id, told);
    const problems = storeProblems(rewards, currencyOf(told), answer.data);
    return problems.length > 0 ? { outcome: "invalid", problems } : { outcome: "fits" };
  }

  async function checkInput(
    input: ProgramDocumentInput,
    currencyOf?: (told: string) => string,
  ): Promise<StoreCheck> {
    const parsed = parseProgramDocument(input, { currency, timeZone });
    return parsed.outcome === "valid" ? check(parsed.document, currencyOf) : { outcome: "fits" };
  }

  return {
    ofDocument: (document) => check(document),
    ofInput: (input) => checkInput(input),
    // Until Shopify has told the store's name, it has not told the currency either.
    ofFile: (input) => checkInput(input, (told) => (shop.name === null ? told : currency)),
  };
}
