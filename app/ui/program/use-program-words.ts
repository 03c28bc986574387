// The words for what the typed program says, while it is a program.
import { type Words, wordsFor } from "../changes/words.ts";
import { formatMoney } from "../format.ts";
import { useProgramForm } from "./program-form.tsx";

/** Null while what is typed is no program. */
export function useProgramWords(): Words | null {
  const { document, currency, names } = useProgramForm();
  const unit = formatMoney("1", currency);
  return document && wordsFor(document, document, { currency, unit, names });
}
