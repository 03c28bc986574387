// What Shopify must say before a program can come into force, asked outside of any transaction:
// that everything which its rewards name is there, and that the store can give it.
import { type AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { fetchStoreFacts } from "../../adapters/shopify/operations/fetch-store-facts.ts";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import {
  parseProgramDocument,
  type ProgramDocument,
  type ProgramDocumentInput,
} from "../../core/program/document.ts";
import { storeProblems, storeQuestion } from "../../core/program/store-problems.ts";
import type { Merchant } from "../../shopify.server.ts";

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
}

export function storeChecker({ admin, shop }: Pick<Merchant, "admin" | "shop">): StoreChecker {
  const { currency, timeZone, scopes } = shop;

  async function ofDocument({ rewards }: ProgramDocument): Promise<StoreCheck> {
    const question = storeQuestion(rewards, scopes);
    if (question === null) return { outcome: "fits" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetchStoreFacts(admin as unknown as AdminGraphql, question, signal);
    if (answer.outcome !== "ok") return { outcome: "store_silent" };
    const problems = storeProblems(rewards, currency, answer.data);
    return problems.length > 0 ? { outcome: "invalid", problems } : { outcome: "fits" };
  }

  return {
    ofDocument,
    async ofInput(input) {
      const parsed = parseProgramDocument(input, { currency, timeZone });
      return parsed.outcome === "valid" ? ofDocument(parsed.document) : { outcome: "fits" };
    },
  };
}
